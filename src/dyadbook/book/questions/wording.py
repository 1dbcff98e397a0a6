"""Return who used a wording when, in which forms, and who dropped which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from dyadbook.answers import Filter, Shift, Use, Variant, Wording
from dyadbook.book.index_schema import STATEMENT, article_of, records_between
from dyadbook.book.index_view import View
from dyadbook.book.questions.answer_words import answered
from dyadbook.book.questions.filters import day_after, looked, matching, tags, who
from dyadbook.errors import UsageError
from dyadbook.pages import Passage
from dyadbook.phrases import count_words, listed
from dyadbook.records import Statement, speakers_of

_MOST = 5_000  # uses of the last word that are looked at
_SHOWN = 30
_BEFORE = 6  # words before the last one that may belong to the wording
# Where a form begins: small words, and what is done with what the wording names.
_STOP = frozenset(
    "a about achieve an and any are as at be been but by call calls demand discuss for from had has have her his i if"
    " in into is it its mean means need needs no not of on or oppose our promise pursue reject require rule said say"
    " says seek seeks support than that the their them there these this those to toward towards urge want wants was we"
    " were will with would you".split()
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def wording(view: View, phrase: str, asked: Filter) -> Wording:
    """Return the uses of a phrase in statements, and of its last word with other words before it.

    Forms are told apart by those words alone: "complete denuclearization", "denuclearization". A shift is where one
    speaker's next use has another form. Raises: UsageError where the phrase has no word.
    """
    wanted = _words(phrase)
    if not wanted:
        raise UsageError(f"{phrase!r} has no word: give a phrase of a statement.")
    found = _uses(view, wanted[-1], asked)
    mine = [use for use, form in found if _ends(form, wanted)]
    forms = _grouped([(" ".join(form), use) for use, form in found])
    people = _grouped([(name, use) for use in mine for name in _said_by(use)])
    told = (
        f"with {count_words(len(mine), 'use')} of “{phrase}” and {len(found) - len(mine)} of other forms"
        " in what was said, not counting the words by which others say that it was said or done (`find` has these)"
    )
    return Wording(
        filter=answered(view, asked, told, empty=not mine),
        looked=looked(view, asked.synthetic),
        phrase=phrase,
        uses=len(mine),
        first=mine[0] if mine else None,
        last=mine[-1] if mine else None,
        speakers=people[:_SHOWN],
        variants=forms[:_SHOWN],
        shifts=tuple(_shifts(found))[-_SHOWN:],
    )


Form = tuple[str, ...]


def _uses(view: View, last: str, asked: Filter) -> list[tuple[Use, Form]]:
    """Return the uses of a word in statements with what stands before it, the oldest first."""
    facets = [tags("k", [STATEMENT])]
    facets += [tags("s", who(view, asked.said_by))] if asked.said_by else []
    facets += [tags("i", [view.number(asked.issue) or 0])] if asked.issue else []
    query = matching(view, f'"{last}"', facets, asked)
    bounds = records_between(asked.since, day_after(asked.until))
    sql = f"SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT {_MOST}"
    ids = [id for (id,) in view.rows(sql, (query, *bounds))]
    records = view.records(ids)
    view.refs(map(article_of, ids))
    found: list[tuple[Use, Form]] = []
    for id in ids:
        if isinstance(statement := records[id], Statement):
            found += _in_statement(view, id, statement, last)
    return sorted(found, key=lambda item: (item[0].date or date.min, item[0].passage.article.id, item[0].passage.start))


def _in_statement(view: View, id: int, statement: Statement, last: str) -> Iterable[tuple[Use, Form]]:
    """Return the uses of a word in one statement."""
    ref, names = view.ref(id), [one.name for one in speakers_of(statement)]
    when, basis = statement.date.start, "said"
    if when is None:
        when, basis = ref.published, "published" if ref.published else "unknown"
    for content in statement.content:
        words = list(_WORD.finditer(content.text))
        for at, match in enumerate(words):
            if match[0].casefold() != last:
                continue
            first = at
            while first > max(0, at - _BEFORE) and _joined(content.text, words[first - 1], words[first]):
                first -= 1
            yield (
                Use(
                    words=content.text[words[first].start() : match.end()],
                    speaker=listed(names) or "speaker not decided",
                    speakers=tuple(names) if len(names) > 1 else (),
                    date=when,
                    basis=basis,  # type: ignore[arg-type]
                    passage=Passage(article=ref, start=content.start, end=content.end, text=content.text),
                ),
                tuple(word[0].casefold() for word in words[first : at + 1] if word[0].casefold() not in _STOP),
            )


def _joined(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Return whether two words belong to one wording: nothing but a space, a comma or `and` is between them."""
    between = text[before.end() : after.start()]
    return not between.strip(" ,\n") and (before[0].casefold() not in _STOP or before[0].casefold() == "and")


def _words(phrase: str) -> Form:
    return tuple(word[0].casefold() for word in _WORD.finditer(phrase))


def _ends(form: Form, wanted: Form) -> bool:
    """Return whether a form has the wording at its end; its own small words are no part of a form."""
    plain = tuple(word for word in wanted if word not in _STOP)
    return form[-len(plain) :] == plain


def _grouped(uses: Sequence[tuple[str, Use]]) -> tuple[Variant, ...]:
    """Return uses by a name, the most used first."""
    groups: dict[str, list[Use]] = {}
    for name, use in uses:
        groups.setdefault(name, []).append(use)
    variants = [
        Variant(
            words=name, uses=len(group), first=group[0], last=group[-1],
            speakers=tuple(dict.fromkeys(name for use in group for name in _said_by(use)))[:_SHOWN],
        )
        for name, group in groups.items()
    ]  # fmt: skip
    return tuple(sorted(variants, key=lambda one: (-one.uses, one.words)))


def _said_by(use: Use) -> tuple[str, ...]:
    return use.speakers or (use.speaker,)


def _shifts(uses: Sequence[tuple[Use, Form]]) -> Iterable[Shift]:
    """Return where a speaker's next use has other words."""
    last: dict[str, tuple[Use, Form]] = {}
    for name, (use, form) in ((name, one) for one in uses for name in _said_by(one[0])):
        before = last.get(name)
        last[name] = (use, form)
        if before is not None and before[1] != form and use.passage.article.id != before[0].passage.article.id:
            dropped = tuple(word for word in before[1] if word not in form)
            added = tuple(word for word in form if word not in before[1])
            yield Shift(speaker=name, dropped=dropped, added=added, before=before[0], after=use)
