"""Return the questions and the answers of an interview that is given in full, and who answers.

Turns open with "Q:" and "A:", or stand as paragraphs of which one asks and the next ones answer, below a title that
calls the text an interview. Who answers is named in the title or in the paragraphs above the first question. In the
minutes of a press conference turns open with names: "Reuters: Will you go?", "Ann Lee: We will."
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dyadbook.records import Block
from dyadbook.steps.genres.own_voice import issuers, own_voice, speaks_of_us, without_number
from dyadbook.steps.language.units import Span

ASKS = re.compile(r"\W{0,3}(?P<label>Q|Question)(?:\s\([^()\n]{2,40}\))?(?P<cue>[:.])\s+(?=\S)")
ANSWERS = re.compile(r"\W{0,3}(?P<label>A|Answer)(?P<cue>[:.])\s+(?=\S)")
NAMED = re.compile(r"\W{0,3}(?P<who>Q|A|[A-Z][^:?!\n“”\"]{1,80})(?P<cue>:)\s+(?=\S)")
"""What opens a turn with who speaks."""
SENTENCE = re.compile(r"\S[^\n]*?(?:[^\W_A-Z][.?!]+[”\"]?(?=\s|$)|$)", re.M)
WITH = re.compile(
    r"(?i:\b(?:interview(?:ed)?|conversation|q\s?&\s?a|questions and answers|(?:spoke|talked|sat down|met))(?: \w+)?"
    r" with)\s+(?P<who>[^:\n“\"|]{3,160}?)(?=\s[–—|]|[:.]?\s*$|\.\s|,? (?:who|in|at|about|on)\s)"
)
"""What names in a title or an opening who is asked: "An interview with the minister"."""
LABELLED = re.compile(
    r"(?i:interview|q\s?&\s?a)\s*(?::|[–—|]|-\s)\s*+"
    r"(?!(?i:what|whose|who|why|how|when|where|which|is|are|was|were|will|would|can|could|do|does|did|has|have|should)\b)"
    r"(?P<who>[^:?\n“\"|]{3,120})"
)
"""What names in a title who is asked, and no question: "Q&A: What is in the truce?" has no speaker."""
SPOKE = re.compile(
    r"(?P<who>[A-Z][^.:;?\n“\"]{2,140}?),?\s(?:(?:has|have|recently)\s)?"
    r"(?:spoke|spoken|talked|answered|took|takes|sat down|replied"
    r"|gave (?:us|an)|granted)\b"
)
"""Who opens the paragraph above the questions, and what he did: "Fiji's premier, Ann Lee, spoke to us in Suva"."""
ANSWER_BY = re.compile(
    r"(?i:(?:[\w-]+\s+){0,3}?(?:answers?|reply|replies|response|comments?|remarks)(?:\s+given)?\s+(?:by|of|from))\s+"
    r"(?P<who>[^:\n“\"|]{3,160}?)(?=\s(?:to|on|in\sresponse|regarding|about|concerning|at)\s|[:.]?\s*$)"
)
"""A title that tells whose words follow: "Answer by the spokesman of the ministry to a question from the media"."""
OWN = re.compile(r"\b(?:we|We|our|Our|us|I|my|My)\b")
CALLED = re.compile(r"(?i)\b(?:interview|q\s?&\s?a|questions and answers|conversation with)\b")
QUOTED = ("“", '"', " said", " told ")
"""What shows that a reporter tells of an answer: it is not given in full."""
TELLS = re.compile(
    r"[,.?!]?[\"”]\s(?:[\w.’'-]+\s){1,3}?(?:said|told|added|asked|replied|wrote|warned)\b"
    r"|\b(?:said|told)[^\"“.]{0,60}[,:]\s[\"“]"
)
"""What a reporter tells of words: "No," he told his cabinet."""
EDITED = re.compile(r"(?i)\b(?:interview|conversation|q\s?&\s?a)\b[^.]*\b(?:edited|condensed|translated|conducted)\b")
PERSON = re.compile(r"(?<!\bof )(?<!\bof the )\b[A-Z][\w.’'-]*\s(?P<last>[A-Z][\w’'-]{2,})\W*$")
TITLES = frozenset({"headline", "deck", "subhead", "teaser"})
TITLE_ASKS = re.compile(
    r"\W*(?:(?:Q\s?&\s?A|Explainer|Explained|Analysis|Opinion|FAQ)\W+)?"
    r"(?:(?:What|Why|How|Who|When|Where|Which)\b|(?:Can|Will|Could|Should|Would|Is|Are|Does|Do|Did|Has|Have)\b[^\n]*\?)"
)
"""What opens a title that asks, before its "?" where a verb opens it."""
LABELS = frozenset({"A", "Answer"})
READ = frozenset({"body", "subhead", "deck", "caption", "teaser"})
LEAST = 2  # replies by which somebody is known as who answers
OPENING = 3  # paragraphs above the first question in which somebody is named


class Answer(NamedTuple):
    """One paragraph of an answer: who gives it, the cue where a label stands, and the words."""

    who: Span | None
    cue: Span | None
    words: Span


class Interview(NamedTuple):
    """The spans of the questions, and the paragraphs that answer."""

    questions: tuple[Span, ...]
    answers: tuple[Answer, ...]


def interview(text: str, blocks: Sequence[Block]) -> Interview | None:
    """Return the turns of an interview; None of a text that is none."""
    told = [block for block in blocks if block.kind in READ]
    if named := _named(text, told):
        return named
    turns = _labelled(text, told) or (_unlabelled(text, told) if _is_called(text, blocks) else [])
    turns = turns or _titled(text, blocks)
    if not turns:
        return _own(text, blocks)
    who = _asked(text, blocks, min(block.start for block, _, _ in turns))
    questions = tuple((block.start, block.end) for block, asks, _ in turns if asks)
    answers = [(block, cue) for block, asks, cue in _without_news(text, turns, who) if not asks]
    return Interview(questions, tuple(_answer(text, who, cue, block) for block, cue in answers))


def _without_news(
    text: str, turns: Sequence[tuple[Block, bool, Span | None]], who: Span | None
) -> list[tuple[Block, bool, Span | None]]:
    """Return the turns without the paragraphs in which a reporter goes on, up to the next question."""
    kept, is_news = [], False
    for block, asks, cue in turns:
        is_news = not asks and cue is None and (is_news or _is_news(text, block, who))
        kept += [] if is_news else [(block, asks, cue)]
    return kept


def _is_news(text: str, block: Block, who: Span | None) -> bool:
    """Return whether a paragraph is a reporter's: it quotes with a cue, or names who answers, and nobody says "we"."""
    if EDITED.search(text, block.start, block.end):
        return True
    person = PERSON.search(text[slice(*who)]) if who is not None else None
    named = person is not None and re.search(rf"\b{person['last']}\b", text[block.start : block.end]) is not None
    quotes = TELLS.search(text, block.start, block.end) is not None
    return (named or quotes) and not speaks_of_us(text, block)


def _own(text: str, blocks: Sequence[Block]) -> Interview | None:
    """Return a text that its authors give in their own voice as one answer of theirs; None of another text."""
    found = own_voice(text, blocks)
    if found is None:
        return None
    told = [block for block in found[1] if not text[block.start : block.end].rstrip().endswith(":")]
    return Interview((), tuple(_answer(text, found[0], None, block) for block in told))


def _answer(text: str, who: Span | None, cue: Span | None, block: Block) -> Answer:
    """Return a paragraph that answers, without the blanks behind a label."""
    start = cue[1] if cue else without_number(text, block.start, block.end)
    return Answer(who, cue, (start + len(text[start : block.end]) - len(text[start : block.end].lstrip()), block.end))


def _named(text: str, told: Sequence[Block]) -> Interview | None:
    """Return the minutes of a press conference, whose turns open with who speaks; None where nobody answers twice.

    A question is a sentence that asks: the others of its turn tell facts, as a reporter does.
    """
    opened = [(block, NAMED.match(text, block.start, block.end)) for block in told if block.kind != "subhead"]
    turns = [(one["who"], text[block.start : block.end].rstrip().endswith("?")) for block, one in opened if one]
    replies = Counter(who for (_, before), (who, asks) in pairwise(turns) if before and not asks)
    answering = {who for who, number in replies.items() if number >= LEAST and who not in LABELS}
    answers: list[Answer] = []
    asked: list[Block] = []
    who = last = None
    for block, one in opened if answering else ():
        if one is not None:
            who = last if one["who"] in LABELS else one.span("who") if one["who"] in answering else None
            last = who or last
        if who is None:
            asked.append(block)
        else:
            answers.append(_answer(text, who, one.span("cue") if one else None, block))
    sentences = [one for block in asked for one in SENTENCE.finditer(text, block.start, block.end)]
    questions = tuple(one.span() for one in sentences if one[0].endswith("?"))
    return Interview(questions, tuple(answers)) if answers else None


def questions_in(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Return where an interviewer asks: what stands there tells no fact, though its names explain the answer."""
    found = interview(text, blocks)
    return found.questions if found else ()


def is_asked(questions: Sequence[Span], at: int) -> bool:
    """Return whether a place stands in one of the questions that `questions_in` gives."""
    return any(start <= at < end for start, end in questions)


def asks_in_title(text: str, block: Block, start: int) -> bool:
    """Return whether a title or a subhead is a question, or what an article explains: "Why Rome cannot agree"."""
    return block.kind in TITLES and TITLE_ASKS.match(text, start, block.end) is not None


def _labelled(text: str, told: Sequence[Block]) -> list[tuple[Block, bool, Span | None]]:
    """Return the turns that labels open, each block with whether it asks; what has no label goes on with its turn."""
    turns: list[tuple[Block, bool, Span | None]] = []
    for block in told:
        asks, answers = (each.match(text, block.start, block.end) for each in (ASKS, ANSWERS))
        if asks or answers:
            turns.append((block, asks is not None, answers.span("cue") if answers else None))
        elif turns and block.kind == "body":
            turns.append((block, turns[-1][1], None))
    return turns if any(asks for _, asks, _ in turns) and any(cue for _, _, cue in turns) else []


def _is_called(text: str, blocks: Sequence[Block]) -> bool:
    return any(CALLED.search(text, block.start, block.end) for block in blocks if block.kind == "headline")


def _unlabelled(text: str, told: Sequence[Block]) -> list[tuple[Block, bool, Span | None]]:
    """Return the turns from the first paragraph on that asks; [] where none of them answers, or words are quoted."""
    asking = [text[block.start : block.end].rstrip().endswith("?") for block in told]
    if True not in asking:
        return []
    turns = list(zip(told, asking, strict=True))[asking.index(True) :]
    answers = [block for block, asks in turns if not asks and block.kind == "body"]
    if not answers or any(re.search(r"^[^\W\d]\w+:|[“\"]", text[one.start : one.end]) for one in answers):
        return []
    return [(block, asks, None) for block, asks in turns if asks or block in answers]


def _titled(text: str, blocks: Sequence[Block]) -> list[tuple[Block, bool, Span | None]]:
    """Return the paragraphs below a title that calls them somebody's answer; [] where none speaks for itself."""
    body = [block for block in blocks if block.kind == "body"]
    given = any(ANSWER_BY.match(text, one.start, one.end) for one in blocks if one.kind == "headline")
    own = any(OWN.search(text, one.start, one.end) for one in body)
    quoted = any(mark in text[one.start : one.end] for one in body for mark in QUOTED)
    return [(one, False, None) for one in body] if given and own and not quoted else []


def _asked(text: str, blocks: Sequence[Block], first: int) -> Span | None:
    """Return the words that name who answers: in the title, or in the paragraphs above the first question."""
    above = [block for block in blocks if block.start < first and block.kind in READ | {"headline"}]
    titles = [block for block in above if block.kind == "headline"]
    opening = [block for block in above if block.kind != "headline"][-OPENING:]
    for block in (*titles, *opening):
        named = WITH.search(text, block.start, block.end) or LABELLED.match(text, block.start, block.end)
        named = named or ANSWER_BY.match(text, block.start, block.end)
        if named is None and block in opening:
            named = SPOKE.match(text, block.start, block.end)
        if named is not None:
            return named.span("who")
    return issuers(text, blocks).titled
