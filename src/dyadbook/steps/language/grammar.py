"""The words by which the grammar of a sentence is told: auxiliaries, prepositions, what parts clauses, what governs."""

from __future__ import annotations

from dyadbook.records import Modality

AUXILIARY = frozenset("be is are am was were been being has have had do does did get gets got 's 're 've 'd".split())
MODAL = frozenset(
    "will would could may might shall should can must cannot can't won't wouldn't couldn't shouldn't 'll".split()
)
NEGATION = frozenset(
    "not never no n't neither nor don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't "
    "cannot can't won't wouldn't couldn't shouldn't".split()
)
ADVERB = frozenset(
    "also then again still now already once ever just even only jointly together soon later long further "
    "first reportedly repeatedly since recently".split()
)
PREPOSITION = frozenset(
    "with to on in at from by for against of into over near between among toward towards under inside "
    "along outside off within upon across through around during via alongside about out behind per "
    "despite amid following until till like".split()
)
DETERMINER = frozenset(
    "the a an this that these those its his her their our my your any some no every each several many few "
    "more all both another such of".split()
)
BREAK = frozenset(
    "; : — – who whom which where while although though because when whereas but unless if whether as "
    'since after before so than " “ ”'.split()
)
TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow morning afternoon evening night week month year "
    "days weeks months years day earlier later ago late early overnight likewise previously subsequently".split()
)
POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
GENITIVE = frozenset({"'s", "’s"})
GERUND_AFTER = PREPOSITION | frozenset(", and or but while when after before without since as then “ ” \" ' ‘".split())
RELATIVE = frozenset({"who", "which", "that"})
CONTROL: dict[Modality, frozenset[str]] = {
    "future": frozenset(
        "plan intend vow pledge promise agree offer prepare decide commit aim expect set schedule go swear "
        "resolve opt order begin".split()
    ),
    "hypothetical": frozenset(
        "want hope seek consider try attempt propose wish threaten ask urge call push consider mull weigh "
        "request need help allow press invite pressure encourage force beg implore convince persuade".split()
    ),
    "negated": frozenset("refuse decline fail deny avoid reject stop cease oppose resist forget".split()),
}
ADJECTIVE_CONTROL: dict[str, Modality] = {
    "ready": "future",
    "willing": "future",
    "set": "future",
    "due": "future",
    "poised": "future",
    "about": "future",
    "likely": "hypothetical",
    "able": "hypothetical",
    "unwilling": "negated",
    "unable": "negated",
    "reluctant": "negated",
    "prepared": "future",
    "expected": "future",
    "scheduled": "future",
    "going": "future",
    "keen": "hypothetical",
    "eager": "hypothetical",
    "determined": "future",
    "slated": "future",
    "planned": "future",
}
