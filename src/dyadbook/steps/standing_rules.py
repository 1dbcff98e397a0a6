"""Return the forms of words that tell how two parties stand: one pattern a row, with its aspect and value.

A pattern looks at one clause. `scheme` says where the parties stand: `pair` both ways ("relations between A and B"),
`holder` with a direction (A's embassy in B; who holds it stands before, toward whom after), `under` the other way round
(B is under A's sanctions), `ally` beside the word (A's ally B).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

RELATIONS = r"(?:relations|ties|relationship|links)"
FORMAL = r"(?:(?:any|formal|official|full|normal|its|their|the|all|off|our|bilateral|diplomatic) )*"
DIPLOMATIC = rf"(?:{FORMAL}diplomatic (?:and \w+ )?(?:relations|ties|relationship|links)|{FORMAL}(?:relations|ties))"
SAID_OF = r"(?:[ ,]+(?:[\w'’.-]+)){0,8}?"
BE = r"(?:is|are|was|were|am|be|been|remain|remains|remained|stay|stays|stayed|become|became|grown|grew|seem|seems)"
HAVE_BEEN = r"(?:is|are|was|were|have been|has been|had been|remain|remains|remained|stay|stays)"
VERY = r"(?:(?:very|so|quite|increasingly|still|deeply|extremely|particularly|now|already|also|often|long|as|more|really|pretty|truly) )*"
TENSE = (
    r"(?:tense|strained|frosty|icy|chilly|rocky|fraught|uneasy|troubled|difficult|poor|bad|turbulent|testy|sour|frozen|cold"
    r"|at (?:an?|its|their) (?:all-time |historic )?low(?:est)?(?: point| ebb)?|on edge|at rock bottom|volatile|prickly)"
)
GOOD = r"(?:good|close|warm|strong|excellent|cordial|friendly|great|very good|solid|ironclad|rock-solid|wonderful|fantastic|terrific)"
HOSTILE = r"(?:hostile|antagonistic|adversarial|acrimonious)"
CUT = r"(?:severed|cut(?: off)?|broke(?:n)?(?: off)?|ruptured)"
BACK = r"(?:restored|resumed|re-?established|normali[sz]ed|re-?opened)"


@dataclass(frozen=True)
class Rule:
    """A form of words: its pattern, what it tells, where the parties stand, and how far it is to be trusted."""

    aspect: str
    value: str
    pattern: str
    scheme: str = "pair"
    confidence: float = 0.8
    negated: bool = False
    """The pattern holds its own negation or modal, so that words before it do not undo it."""


RULES = (
    Rule("diplomatic_relations", "none", rf"\b(?:no|without|lacks?|lacked|lacking) (?:any |formal |official |direct )*diplomatic {RELATIONS}", negated=True, confidence=0.9),
    Rule("diplomatic_relations", "none", rf"\b(?:no|without) (?:formal|official) {RELATIONS}", negated=True),
    Rule("diplomatic_relations", "none", rf"\b(?:do|does|did|have|has) ?(?:not|n['’]t|never) (?:have|had|maintain|maintained|established?) {DIPLOMATIC}", negated=True, confidence=0.9),
    Rule("diplomatic_relations", "none", rf"\bnever (?:formally )?(?:had|established|normali[sz]ed|opened) {DIPLOMATIC}", negated=True, confidence=0.9),
    Rule("diplomatic_relations", "none", rf"\b(?:relations|ties)\b{SAID_OF} (?:have|has|had) (?:never|not|not yet|yet to) been (?:formally )?(?:established|normali[sz]ed)", negated=True, confidence=0.9),
    Rule("diplomatic_relations", "none", r"\bno normali[sz]ation(?: of (?:diplomatic )?(?:relations|ties))?", negated=True),
    Rule("diplomatic_relations", "none", rf"\b(?:will|would|can|could|can) ?not (?:normali[sz]e|establish) {DIPLOMATIC}(?=.*\b(?:until|unless|without)\b)", negated=True, confidence=0.7),
    Rule("diplomatic_relations", "severed", rf"\b{CUT} {DIPLOMATIC}"),
    Rule("diplomatic_relations", "severed", rf"\b(?:diplomatic )?(?:relations|ties)\b{SAID_OF} (?:were|was|have been|had been|are) {CUT}"),
    Rule("diplomatic_relations", "suspended", rf"\bsuspended {DIPLOMATIC}"),
    Rule("diplomatic_relations", "suspended", rf"\bdiplomatic (?:relations|ties)\b{SAID_OF} {HAVE_BEEN} suspended"),
    Rule("diplomatic_relations", "downgraded", rf"\bdowngraded {DIPLOMATIC}"),
    Rule("diplomatic_relations", "restored", rf"\b{BACK} {DIPLOMATIC}"),
    Rule("diplomatic_relations", "restored", rf"\bdiplomatic (?:relations|ties)\b{SAID_OF} (?:were|was|have been|had been) {BACK}"),
    Rule("diplomatic_relations", "established", r"\b(?:established|has had|have had|has|have|maintains?) (?:full |formal |official )?diplomatic (?:relations|ties)"),
    Rule("recognition", "not_recognized", r"\b(?:do|does|did|has|have|had) ?(?:not|n['’]t|never) (?:formally |officially )?recogni[sz]ed?\b", "holder", 0.8, True),
    Rule("recognition", "not_recognized", r"\b(?:refus(?:es|ed|ing) to|never) recogni[sz]ed?\b", "holder", 0.8, True),
    Rule("recognition", "recognized", r"\b(?:(?:formally|officially) )?recogni[sz](?:es|ed)\b", "holder", 0.6),
    Rule("embassy", "closed", r"\b(?:closed|shut(?: down)?|shuttered) (?:its|the|their) embass(?:y|ies)", "holder"),
    Rule("embassy", "closed", rf"\bembassy\b{SAID_OF} {HAVE_BEEN} (?:closed|shut|shuttered)", "holder"),
    Rule("embassy", "open", r"\b(?:re-?opened|opened) (?:its|an|the|their) embass(?:y|ies)", "holder"),
    Rule("embassy", "open", rf"\bembassy\b{SAID_OF} (?:was|has been|were|is) (?:re-?opened|open)\b", "holder"),
    Rule("embassy", "none", r"\b(?:has|have|had) no (?:embassy|ambassador|diplomatic mission|resident ambassador)\b", "holder", 0.8, True),
    Rule("alliance", "in_force", r"\b(?:alliance|mutual defen[cs]e (?:treaty|pact)|defen[cs]e treaty|security alliance) (?=between|with)", confidence=0.75),
    Rule("alliance", "in_force", r"(?<=[\w’'s] )(?:(?:military|security|decades-old|ironclad) )*alliance\b", "beside", 0.7),
    Rule("alliance", "in_force", r"\b(?:(?:treaty|military|close|closest|key|staunch|longtime|long-time|main|major|traditional|regional|nearest|biggest|important|strategic|strong) )*(?:ally|allies)\b", "ally", 0.7),
    Rule("armistice", "in_force", r"\b(?:technically|formally|officially) (?:still |remain(?:s|ed)? |are |is |were )*(?:still )?(?:at war|in a state of war)", confidence=0.85),
    Rule("armistice", "in_force", r"\bend(?:ed|ing) (?:\w+ ){0,3}?(?:in|with) an armistice", confidence=0.85),
    Rule("armistice", "in_force", rf"\b(?:armistice|ceasefire|cease-fire|truce)\b{SAID_OF} (?:still )?(?:stands|holds|is holding|was holding|has held|remains in (?:force|effect|place))", confidence=0.75),
    Rule("treaty", "suspended", rf"\b(?:treaty|accord|agreement|pact)\b{SAID_OF} (?:{HAVE_BEEN}|held|put|placed|kept|being) (?:suspended|in abeyance|on hold)"),
    Rule("treaty", "in_force", rf"\b(?:treaty|accord|pact)\b{SAID_OF} (?:remains?|is|are|stays?) (?:still )?(?:in force|in effect|valid)"),
    Rule("sanctions", "in_force", r"\bsanctions\b(?:[ ,]+[\w'’.-]+){0,10}? (?:will )?(?:remain|remains|remained|stay|stays|stayed|are still|continue|would remain|will stay)(?: (?:firmly|fully))? (?:in (?:force|place|effect)|on)?", "holder", 0.75, True),
    Rule("sanctions", "in_force", r"\b(?:(?:existing|current|long-standing|longstanding|decades-old|crippling) )(?:\w[\w.]* ){0,3}?sanctions (?=on|against)", "holder", 0.7),
    Rule("sanctions", "in_force", r"\b(?:is|are|remains?|remained|already|has been|have been|been|was|were)(?: \w+)? under (?:[\w.’'-]+ ){0,6}?sanctions", "under", 0.8),
    Rule("sanctions", "lifted", r"\b(?:lifted|removed|scrapped) (?:\w[\w.’']* ){0,4}?sanctions\b", "holder"),
    Rule("sanctions", "lifted", rf"\bsanctions\b{SAID_OF} (?:were|have been|had been) (?:lifted|removed)", "holder"),
    Rule("sanctions", "eased", r"\beased (?:\w[\w.’']* ){0,4}?sanctions\b", "holder"),
    Rule("border", "closed", r"\b(?:closed|sealed|shut) (?:its|the|their) (?:\w+ )?borders?(?: crossings?)?", confidence=0.75),
    Rule("border", "closed", rf"\b(?:border(?: post| crossing| crossings)?|land crossing|crossing)\b{SAID_OF} {HAVE_BEEN} (?:closed|shut|sealed)", confidence=0.75),
    Rule("border", "open", rf"\bborder(?: post| crossing| crossings)?\b{SAID_OF} {HAVE_BEEN} (?:open|reopened)\b", confidence=0.7),
    Rule("border", "disputed", r"\bdisputed (?:\w+ )?(?:border|frontier)\b", confidence=0.7),
    Rule("dispute", "open", r"\bclaimed (?:in full )?by both\b|\b(?:which )?both (?:\w+ ){0,2}?claim\b", confidence=0.85),
    Rule("dispute", "open", r"\b(?:territorial|border|maritime|sovereignty|long-running|longstanding|long-standing|bitter) (?:dispute|row|disputes) (?=over|between|with)", confidence=0.75),
    Rule("dispute", "open", r"\b(?:dispute|row) (?=between)", confidence=0.65),
    Rule("dispute", "open", r"\bdisputed (?:Himalayan |island |maritime )?(?:region|territory|territories|islands?|waters|area|islets|enclave)\b", confidence=0.65),
    Rule("tone", "tense", rf"\b{RELATIONS}\b{SAID_OF} (?:{BE}|have been|has been) {VERY}{TENSE}\b", confidence=0.85),
    Rule("tone", "tense", rf"\b{RELATIONS}\b{SAID_OF} (?:is|are|was|were|remains?|has|have) ?(?:not|n['’]t) (?:been )?{VERY}{GOOD}\b", confidence=0.8, negated=True),
    Rule("tone", "tense", rf"\b(?:relations|ties|relationship)\b{SAID_OF} (?:(?:have|has|had) )?(?:\w+ly )?(?:soured|deteriorated|worsened|frayed|cooled|plunged|plummeted)\b", confidence=0.8),
    Rule("tone", "tense", rf"\b{TENSE} (?:diplomatic |bilateral |political )?{RELATIONS}\b", confidence=0.75),
    Rule("tone", "tense", r"\b(?:heightened|rising|high|simmering|growing|escalating|mounting|soaring|renewed|long-standing|recent)? ?(?:diplomatic |military |political |border )?tensions? (?=between|with)", confidence=0.7),
    Rule("tone", "tense", r"\btensions\b(?:[ ,]+[\w'’.-]+){0,8}? (?:remain|are|have been|were|run|running|ran) (?:\w+ )?(?:high|heightened)\b", confidence=0.7),
    Rule("tone", "hostile", rf"\b{RELATIONS}\b{SAID_OF} {BE} {VERY}{HOSTILE}\b", confidence=0.85),
    Rule("tone", "hostile", rf"\b{HOSTILE} {RELATIONS}\b", confidence=0.75),
    Rule("tone", "hostile", r"\b(?:arch[- ]?(?:foes?|enem(?:y|ies)|rivals?)|sworn (?:foes?|enem(?:y|ies)|rivals?)|bitter (?:foes?|enem(?:y|ies)|rivals?)|mortal enem(?:y|ies)|nuclear-armed (?:rivals|foes|neighbou?rs))\b", "ally", 0.75),
    Rule("tone", "good", rf"\b{RELATIONS}\b{SAID_OF} (?:{BE}|have been|has been) {VERY}{GOOD}\b", confidence=0.8),
    Rule("tone", "good", rf"\b(?:ha(?:ve|s|d)|enjoys?|enjoyed|maintains?|maintained|keeps?|kept|developed|forged|established|built) (?:an? |the )?{VERY}{GOOD} (?:\w+ )?{RELATIONS}\b", confidence=0.8),
    Rule("tone", "good", rf"\b{GOOD} (?:diplomatic |bilateral |working |personal )?{RELATIONS} (?=between|with)", confidence=0.7),
    Rule("tone", "good", r"\b(?:get|gets|got|getting|gotten) (?:along|on) (?:(?:with [\w ]{2,30}? )?(?:very |really |so |quite )?(?:well|great|fine|good|beautifully)|(?:very |really )?(?:well|great) with)", confidence=0.8),
    Rule("tone", "good", r"\b(?:get|gets|got|getting) along with\b", confidence=0.65),
)  # fmt: skip


@cache
def compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """Return the rules with their patterns; a space stands for any white space."""
    return tuple((rule, re.compile(rule.pattern.replace(" ", r"\s"), re.IGNORECASE)) for rule in RULES)
