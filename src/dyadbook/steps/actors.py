"""Return who each noun phrase means: country, organization, person or group, with office at the article's date.

The article is read from its start to its end, and what was named in full explains what comes later: surnames, titles
alone ("the president"), pronouns. Two that remain possible are kept as candidates; nobody is guessed. Names are found
in `naming.persons`, titles alone in `naming.offices`, others in `naming.meant`; what the article has told so far is
kept in `naming.discourse`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dyadbook.records import Actor, Reading, Unsure
from dyadbook.steps.genres.datelines import dateline_country, items
from dyadbook.steps.genres.own_voice import issuers
from dyadbook.steps.naming.affiliation import with_affiliations
from dyadbook.steps.naming.discourse import Discourse
from dyadbook.steps.naming.meant import actors_of
from dyadbook.steps.naming.persons import learn, learn_namesake, learn_short
from dyadbook.steps.naming.phrases import Phrase, phrases_of
from dyadbook.steps.naming.seen_names import NEW, SURE, with_names
from dyadbook.steps.saying.documents import own_words
from dyadbook.steps.sight import beyond_reach, model, origin, prepare, see
from dyadbook.steps.step import Step
from dyadbook.world.folding import fold

ASIDE = frozenset({"teaser", "caption", "credit"})


def read(reading: Reading) -> Reading:
    """Return the reading with its mentions of actors; those that two may be meant by are under `not_sure` too."""
    text = reading.article.text
    blocks = reading.article.blocks
    named = model().names(see(reading))
    likely = [(one.start, one.end) for one in named if one.kind == "person"]
    persons = [(one.start, one.end) for one in named if one.kind == "person" and one.score >= SURE]
    whose = issuers(text, blocks)
    phrases = [
        (phrase, blocks[sentence.block].kind not in ASIDE)
        for sentence in reading.sentences
        for phrase in phrases_of(text, sentence.start, sentence.end, persons, likely, joint=whose.together is not None)
    ]
    discourse = Discourse(text, reading.article.published, [sentence.start for sentence in reading.sentences])
    discourse.dateline = dateline_country(text, blocks, reading.article.published)
    discourse.items = items(text, blocks, reading.article.published)
    discourse.answers = own_words(text, blocks)
    discourse.whose = whose
    discourse.seen = [(one.start, one.end) for one in named if one.kind == "person" and one.score >= NEW]
    discourse.phrases = [phrase for phrase, _ in phrases]
    _settle_names(discourse.phrases)
    discourse.named = {entry.key for one in discourse.phrases for entry in one.country if entry.basis != "context"}
    discourse.named |= {entry.key for one in discourse.phrases for entry in one.body if entry.basis != "context"}
    discourse.named |= {discourse.dateline or "", *(code for _, code in discourse.items)} - {""}
    entries = [entry for one in discourse.phrases for entry in (*one.country, *one.body)]
    discourse.plain = {entry.key for entry in entries if entry.basis not in {"capital", "seat", "context"}}
    discourse.alone = {fold(one.name) for one in discourse.phrases if one.head == "name" and one.name}
    for phrase in discourse.phrases:
        learn_namesake(discourse, phrase)
    for phrase in discourse.phrases:
        learn(discourse, phrase)
    for phrase in discourse.phrases:
        learn_short(discourse, phrase)
    known = [actor for phrase, told_here in phrases for actor in actors_of(discourse, phrase, told_here)]
    mentions = _names_told(with_affiliations(text, with_names(text, known, named)))
    unsure = tuple(
        Unsure(
            kind="actor",
            start=actor.start or 0,
            end=actor.end or 0,
            text=actor.text or "",
            reason="more than one person may be meant",
            candidates=tuple(candidate.name for candidate in actor.candidates),
            score=actor.score,
        )
        for actor in {actor.candidates: actor for actor in reversed(mentions) if actor.candidates}.values()
    )
    problems = (*reading.problems, *beyond_reach(reading))
    return msgspec.structs.replace(reading, mentions=mentions, not_sure=reading.not_sure + unsure, problems=problems)


def _settle_names(phrases: Sequence[Phrase]) -> None:
    """Give a name that two bodies bear, "RSF", to the one named otherwise too, else to the one of a country named."""
    sure = {one.body[0].key for one in phrases if len({entry.key for entry in one.body}) == 1}
    codes = {entry.key for one in phrases for entry in one.country}
    for one in phrases:
        if len({entry.key for entry in one.body}) > 1:
            one.body = tuple(sorted(one.body, key=lambda entry: (entry.key not in sure, entry.country not in codes)))[
                :1
            ]


def _names_told(mentions: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return mentions in which the name of whom the article names elsewhere is not inferred."""
    named = {one.id for one in mentions if not one.name_inferred}
    return tuple(
        msgspec.structs.replace(one, name_inferred=False) if one.name_inferred and one.id in named else one
        for one in mentions
    )


STEP = Step("actors", 17, ("sentences",), ("mentions",), read, origin, prepare)
