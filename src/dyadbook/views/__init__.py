"""Return what a person sees of a dyad: the page whose records are in `pages`.

Level 4. Readings are taken as they come and only what concerns the two parties is kept, so a stream of a million
articles needs the memory of one page. Nothing is decided here that a step did not decide.
"""

from dyadbook.pages import (
    ArticleRef,
    DyadPage,
    Entry,
    Fact,
    IssueCount,
    NotSure,
    Passage,
    Relation,
    Said,
    Side,
    Source,
    Synthetic,
)
from dyadbook.views.dyad import LEFT_OUT, dyad_page
from dyadbook.views.parts import (
    by_articles,
    facts_of,
    is_over,
    newest_said,
    not_sure_of,
    passage_of,
    ref_of,
    said_of,
    source_of,
    standing_passages,
    told_passages,
)
from dyadbook.views.relation import belongs, undirected
from dyadbook.views.timeline import by_date, claimants, entry_of
from dyadbook.views.words import in_sentence, outlets_words, sought, sought_words, world_name
from dyadbook.views.wrong import TELLING, without

__all__ = [
    "LEFT_OUT",
    "TELLING",
    "ArticleRef",
    "DyadPage",
    "Entry",
    "Fact",
    "IssueCount",
    "NotSure",
    "Passage",
    "Relation",
    "Said",
    "Side",
    "Source",
    "Synthetic",
    "belongs",
    "by_articles",
    "by_date",
    "claimants",
    "dyad_page",
    "entry_of",
    "facts_of",
    "in_sentence",
    "is_over",
    "newest_said",
    "not_sure_of",
    "outlets_words",
    "passage_of",
    "ref_of",
    "said_of",
    "sought",
    "sought_words",
    "source_of",
    "standing_passages",
    "told_passages",
    "undirected",
    "without",
    "world_name",
]
