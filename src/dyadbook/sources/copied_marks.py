"""Return what a line of a copied page shows by its own words: a credit, a caption, a link's label, page furniture.

Each function looks at one line alone and is sure of what it says; what only neighbours can tell is in `copied`.
"""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:AP(?: Photo)?|AFP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|Getty(?: Images)?|Bloomberg|Shutterstock|Alamy"
    r"|iStock(?:photo)?"
    r"|PA(?: Wire| Images| Media)?|Xinhua|KCNA|Kyodo|Yonhap|TASS|Sputnik|ANI|PTI|AAP|DPA|dpa|ANSA|NASA|UPI|Rex"
    r"|Anadolu(?: Agency)?|Associated Press|The Associated Press|The Canadian Press|CP|USA TODAY|Handout|Supplied"
    r"|[Ff]ile [Pp]hoto|Screengrab|Screenshot|Pool|Postmedia(?: News)?|SWNS|Adobe Stock|stock\.adobe\.com|NurPhoto"
    r"|ZUMA(?: Press)?|SIPA|Sipa USA|VCG|LightRocket|Corbis|Unsplash|Pexels|Wikimedia(?: Commons)?|Instagram|Facebook"
    r"|Twitter|X|YouTube|Magnum|Redux|Polaris|Panos(?: Pictures)?|BBC|CNN|ITV|ES|CBC|NHK)"
)
_PICTURE = (
    r"(?:photo(?:graph|s)?|pictures?|pic|image|images|picture credit|photo credit|photo courtesy|credit|illustration)"
)
_OWNER = r"[A-ZÀ-Þ@©\"“-][^.!?()\[\]]{1,80}"
_TOLD_TO = re.compile(
    rf"\b(?:told|tells|on|to|with|by|for|from|in|at|of|and|that|reported) (?:the )?{_AGENCY}(?: \w+)?[)\]]?\.$"
)  # who was told, where it was written: "he wrote on X."
_PICTURED = re.compile(
    r"(?:(?:[\w-]+ )?via )?(?:Getty Images|EPA(?:-EFE)?|PA Media|AFP|Reuters|Anadolu|NurPhoto|Shutterstock|EFE|AP)"
    r"(?: via Getty Images)? (?:An?|The|Two|Three|Several|People|\w+s|[A-Z]\w+ [A-Z]\w+)\b [^.!?]*"
)
_AGENCY_END = re.compile(rf"(?:(?:via |[/|,–—-] ?|[^.\w]){_AGENCY}|\b{_AGENCY}/[^./]{{2,40}}|/{_AGENCY})[)\]]?\.?$")
_PICTURE_END = re.compile(
    rf"(?i:[.,;)\]—–|\w\"'”’] ?[(\[—–|-]*\s?\b{_PICTURE}(?: by|:| courtesy of|/| from| credit:?"
    rf"| ©)) ?{_OWNER}[)\]]?\.?$"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\.?$")
_PIPED = re.compile(r"\s[|/]\s(?P<owner>[^|/]{2,50})$")
_PIC_END = re.compile(
    r"(?i)\s[—–-]+ [\w ./]+ (?:pic|picture|photo|image)s?$|\s[—–-]+ (?:pic|picture|photo) (?:by|courtesy) "
)
_CREDIT_WORD = re.compile(
    rf"(?i)^(?:file )?{_PICTURE}(?:graph)?\s*(?:source|credit|by|courtesy(?: of)?|from|/|:|,|©)+|^(?:©|copyright\b"
    rf"|credit:|via "
    r"|courtesy of|source:)"
)
_OWNER_LINE = re.compile(
    rf"(?:(?:[^\s.!?:]+ ){{0,3}}[^\s.!?:]+ ?[/|,] ?)?{_AGENCY}(?: via {_AGENCY})?(?: ?[/,|] ?[^.!?:]{{2,50}})?"
)
_END_CREDIT = re.compile(
    r"(?i)^[(\[]?(?:(?:additional |with )?(?:reporting|writing|editing|research|production|compiled|with files"
    r"|with input)"
    r"s?(?: and (?:writing|editing|reporting))? (?:by|from)\b|with (?:reporting|files|agency|agencies)\b"
    r"|(?:©|\(c\)|copyright)\s?(?:\d{4}|[A-Z])|all rights reserved)"
    r"|^(?:translation of an original article|edit(?:ed by|ors?):)"
    r"|\bcontributed (?:to|reporting)(?: to)? (?:this|the) (?:report|story|article|guide|piece)"
    r"|\ball rights reserved\b"
    r"|^(?:this (?:story|article|report) (?:was|is|has been|originally|first)\b).{0,120}"
    r"\b(?:published|produced|translated|appeared|updated|syndicated)\b"
)
_CAPTION_START = re.compile(
    r"(?i)^(?:file(?: photo| image| picture)?\s?(?:[-–—:]|\()|image caption\b|caption[:,]|media caption\b|pictured\b"
    r"|(?:photo|image|picture|video)(?: shows|s show|: )|(?:above|below|left|right|top|bottom|clockwise)(?: (?:left"
    r"|right))?[,:] "
    r"|from (?:left|right|top)\b|(?:an? )?(?:file|handout|undated|aerial|satellite|archive|combination) (?:photo"
    r"|image|pict|view|still)"
    r"|(?:an? )?(?:general|aerial|close-up|overhead|drone) (?:view|shot|photo)|(?:an? )?(?:screenshot|screengrab"
    r"|snapshot|still)"
    r" (?:of|from|taken)|in this (?:\w+ ){0,4}(?:photo|image|picture|handout|illustration|screengrab|frame)"
    r"|this (?:\w+ ){0,3}(?:photo|image|picture|illustration|combination))"
)
_IN_PICTURE = re.compile(
    r"(?i)\((?:left|right|l|r|cent(?:re|er)|middle|pictured|front|back|top|bottom|second|third|file|stock image"
    r"|file photo"
    r"|archive|[\w ]*from (?:left|right))[^)]{0,25}\)|, (?:second |third |far |front |back )?(?:left|right|cent(?:re"
    r"|er)),"
    r"|\b(?:is|are) (?:seen|pictured|shown|photographed)\b|^\w+(?: \w+)* (?:seen|pictured|photographed) (?:in|at|on"
    r"|here)\b"
)
# Acts that a picture shows, in the present: a report tells its acts in the past.
_SHOWN = re.compile(
    r"\b(?:poses?|speaks?|walks?|stands?|sits?|attends?|arrives?|shakes? hands|looks? (?:on|at|over)|holds?|waves?"
    r"|gestures?|reacts?"
    r"|listens?|leaves?|address(?:es)?|meets?|greets?|takes? part|takes? a|watch(?:es)?|gathers?|march(?:es)?"
    r"|carr(?:y|ies)|inspects?"
    r"|rises?|fl(?:y|ies)|celebrates?|delivers?|visits?|prepares?|embraces?|tours?|works? (?:at|on|in)|participates?"
    r"|lines? up|rides?"
    r"|salutes?|billows|clash(?:es)?|burns?|queues?|waits?|prays?|hugs?|smiles?|plays?|signs|talks?|chats?|enters?"
    r"|boards?|operates?"
    r"|patrols|responds|appears|performs?|exits?|hangs?|mourns?|shows|displays|passes|runs|crosses)\b"
)
_PARTICIPLE = re.compile(r"^(?:[A-Z][\w'’.-]*[, ]+){1,6}(?:(?!\w+ed )\w+ ){0,3}?(?:\w{3,}ing|led|seen|pictured|shown) ")
_TOLD = re.compile(r"\b(?:said|says|told|added|according|will|would|was|were|had|could|I|we|you|my)\b|[\"“”]")
_SHOWN_DAY = re.compile(
    r"\b(?:on|in) (?:\w+day,? )?(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+),? \d{4}\b"
)

_LINK = (
    r"(?:(?:must |also )?(?:read|watch|listen|see|view)(?: (?:more|also|next|now|here|this|live|on|full story))*"
    r"|more(?: on this)?"
    r"|more (?:from|on|in) [\w'’&. ]{2,30}|related(?: \w+)?|don['’]t miss|recommended(?: \w+)?|explainer|explained"
    r"|opinion|analysis"
    r"|trending(?: now)?|in (?:pictures|case you missed it|depth|photos)|video|podcast|gallery|live|latest|up next"
    r"|also|exclusive"
    r"|editor['’]s picks?|further reading|further information|background|perspective|fact check|factbox|catch up|quiz"
    r"|subscribe|sign up)"
)
_LABELLED = re.compile(rf"(?i)^[\[(*]*{_LINK}\s?(?:[:|»>→▶►]|[–—-]\s)+\s*\S")
_LOCKED = re.compile(
    r"(?i)^read more (?:(?:article )?(?:reserved )?(?:for our |for )?subscribers(?: only)? )?['‘“\"](?=[A-Z])"
)
_TURN = re.compile(r"(Q|A|Question|Answer)(?:\s\([^()\n]{2,40}\))?[:.]\s+\S")
_VOICE = re.compile(r"([A-Z][^:?!“”\"]{1,80}):\s+\S")
_GENRE = re.compile(
    r"(?i)^(?:explainers?|explained|opinion|commentary|analysis|exclusive|perspective|background(?:er)?|fact[ -]?check"
    r"|fact ?box|quiz|video|podcast|gallery|live|latest|in (?:pictures|depth|photos))\s?(?:[:|]|[–—-]\s)\s*\w+\W+\w"
)
_ARROW = re.compile(r"^(?:>{1,3}|»|›|→|▶|►|↓|➡|👉)\s*\w|\w\s*(?:>>+|»|→|›|➡)$")
_LIST_HEAD = re.compile(
    r"(?i)^(?:more |top |latest |other |our |the )*(?:(?:related|recommended|popular|trending|most[ -](?:read|viewed"
    r"|popular|watched|shared)"
    r"|featured|suggested|similar|latest|top|sponsored|must[ -](?:read|reads|see))"
    r"(?: (?:stories|story|articles?|news|posts?|content|topics|reading|links|videos?|coverage|now|in \w+|on \w+"
    r"|headlines|reads?|this week|today))*"
    r"|read (?:more|next|also|this next|on)|(?:what to )?read next|more (?:on|from|in|like) (?:this(?: story| topic)?"
    r"|[\w'’& ]{2,30})"
    r"|more (?:stories|news|articles|coverage|to read|top stories)|you (?:may|might) (?:also )?(?:like"
    r"|be interested in|have missed|enjoy)"
    r"|editor['s’]*s?['’]? (?:picks?|choice)|(?:up|watch) next|see also|don['’]t miss|in this (?:story|article)"
    r"|keep reading|further reading"
    r"|trending(?: now)?|promoted(?: stories)?|around the web|from our partners|explore more|from the (?:web"
    r"|archives?)|links?"
    r"|recommended(?: for you)?|next article|previous article|related)\s*:?$"
)
_FURNITURE = re.compile(
    r"(?i)^(?:advertisement|advertising|ad|sponsored(?: content)?|share|share (?:this|on|via)\b.*|save|print|email"
    r"|copy link|comments?(?: \(?\d+\)?)?"
    r"|\(?\d+\)? comments?|follow|follow us.*|subscribe|subscribe (?:now|to|today|for)\b.*|sign up\b.*|sign in|log in"
    r"|menu|search|home|skip to .*|listen"
    r"|listen to (?:this )?(?:article|story|the article).*|listen now.*|play(?: video)?"
    r"|watch(?: live| now| video)?|loading.*"
    r"|close|click here.*|click to .*"
    r"|(?:story|article|content) continues (?:below|after).*|scroll (?:down )?(?:for|to) .*|continue reading.*"
    r"|leave a comment|view comments"
    r"|show (?:more|less|comments)|load more|back to top|facebook|twitter|x|whatsapp|linkedin|reddit|telegram"
    r"|flipboard|pinterest|messenger"
    r"|download (?:the|our) .{0,30}app.*|get (?:the|our) .{0,40}(?:app|newsletter|inbox).*|newsletters?|join (?:the"
    r"|our) .*|join .{0,20}(?:channel|conversation).*"
    r"|support (?:us|our|independent).*|donate(?: now)?|topics?:? .{0,80}|tags?: .*|filed under.*"
    r"|add .{3,30} on google.*|read full (?:story|article)"
    r"|gift this article|give this article|bookmark|text size|[-+]|unmute|your browser does not support.*"
    r"|this video is .*|enable (?:java|cookies).*|bookmark this"
    r"|open image in gallery|view image.*|view gallery.*|\d+ (?:of|/) \d+(?: \|)?|https?://\S+"
    r"|image \d+.*of \d+|hide caption"
    r"|gift (?:this )?article|(?:for )?subscribers? only|premium|try (?:it )?(?:for )?free|partner (?:service|content)"
    r"|join us|your email(?: address)?|url copied|font size|read later|share (?:full )?article|email link|powered by"
    r"|\(attn: .*\)|key events|summary|\d+ min|list (?:of )?\d+ (?:items|of \d+)|end of list|reuse this content"
    r"|save .{3,30} to read later.*|read in app"
    r"|view \d+ images?|\d+ min(?:ute)? read\b.{0,30}|accept (?:all)?(?: cookies)?|already a subscriber.*"
    r"|create (?:an? )?(?:free )?account.*|this live (?:blog|page) .{3,40}|advertisement [·|•-] .*"
    r"|opens in new (?:tab|window)|after newsletter promotion|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[^.|]{1,40}\d ?° ?[cf]?(?: ?[|•·].*)?"
    r"|our standards: .*|(?:purchase|acquire) licensing rights.*|suggested topics:?"
    r"|follow (?:our |the )?(?:live|latest).{0,60}|toggle caption|enlarge(?: this)?(?: image)?|live"
    r"|breaking(?: news)?)$"
)


_SECTION = re.compile(
    r"(?i)(?:world|news|politics|sports?|business|opinion|culture|diplomacy|international|national"
    r"|(?:latin |north )?americas?|africa|asia|europe|middle east|home|markets|economy|pacific"
    r"|security|defen[cs]e|live|video|features|society|region)"
)
_SIDE_BY_SIDE = 4  # links of one line
_LINK_WORDS = 3


def has_credit(words: str) -> bool:
    """Return whether a line ends in the credit of a picture, as captions do."""
    if (
        (_AGENCY_END.search(words) and not _TOLD_TO.search(words))
        or _PICTURE_END.search(words)
        or _PIC_END.search(words)
    ):
        return True
    bracket = _BRACKETED.search(words)
    if bracket and bracket.start() > 0:
        return _names_owner(bracket.group(1))
    piped = _PIPED.search(words)
    return bool(piped and _names_owner(piped["owner"]))


def _names_owner(words: str) -> bool:
    if re.search(rf"(?:^|[/, |:]){_AGENCY}(?:$|[/, |:])", words) or _CREDIT_WORD.match(words):
        return True
    pieces = re.split(r"[/,|]", words)
    return len(pieces) <= 4 and all(1 < len(p.split()) <= 4 and _capitals(p) for p in pieces)


def _capitals(words: str) -> bool:
    return all(w[:1].isupper() or w.lower() in {"of", "the", "via", "for", "de", "van", "von"} for w in words.split())


def is_credit(words: str) -> bool:
    """Return whether a line is nothing but the credit of a picture, or of those who helped with the report."""
    if is_end_credit(words):
        return True
    bare = words.strip("()[] .")
    if words[0] in "([" and words[-1] in ")]" and len(bare.split()) <= 8 and _names_owner(bare):
        return True
    if len(bare) > 110 or (words[-1] in ".!?" and len(bare) > 60):
        return False
    return bool(_CREDIT_WORD.match(bare) and len(bare.split()) <= 14) or bool(_OWNER_LINE.fullmatch(bare))


def is_end_credit(words: str) -> bool:
    """Return whether a line names those who helped, or who holds the rights."""
    return len(words) < 300 and bool(_END_CREDIT.search(words))


def starts_caption(words: str) -> bool:
    """Return whether a line opens as only captions do ("FILE -", "Pictured:", "A general view of")."""
    return len(words) < 600 and bool(_CAPTION_START.match(words))


def describes_picture(words: str) -> bool:
    """Return whether a line is an agency's name and what a picture of it shows: "Getty Images Cars on a road"."""
    return len(words.split()) > 4 and bool(_PICTURED.fullmatch(words))


def shows_parts(words: str) -> bool:
    """Return whether a line points at parts of a picture ("(left)", "is seen")."""
    return len(words) < 600 and bool(_IN_PICTURE.search(words))


def shows_day(words: str) -> bool:
    """Return whether a line has a full date with its year, as captions have."""
    return len(words) < 600 and bool(_SHOWN_DAY.search(words))


def shows_act(words: str) -> bool:
    """Return whether a line tells an act as a picture shows it: in the present, said by nobody."""
    if len(words) > 400 or _TOLD.search(words):
        return False
    return bool(_SHOWN.search(words)) or bool(_PARTICIPLE.match(words))


def is_labelled_teaser(words: str) -> bool:
    """Return whether a line is a link that says so ("READ MORE: ...", "» ...")."""
    if words[-1] == ":" or len(words) > 260:
        return False
    return bool(_LABELLED.match(words) or _LOCKED.match(words) or _ARROW.search(words))


def turn_of(words: str) -> str | None:
    """Return whose turn of an interview a line is, "q" or "a", by the label that opens it; None where none does."""
    label = _TURN.match(words)
    return label[1][0].lower() if label else None


def voice_of(words: str) -> str | None:
    """Return what opens a line as the name of who speaks it, "Reuters: Will you go?"; None where nothing does."""
    label = _VOICE.match(words)
    return label[1] if label else None


def names_genre(words: str) -> bool:
    """Return whether a line opens with what kind of article it leads to, as a title does too: "Explainer: Why ..."."""
    return len(words) <= 260 and bool(_GENRE.match(words))


_SERVICE = re.compile(
    r"(?i)\b(?:newsletters?|subscrib\w+|sign(?:ing|ed)? up|in(?:to)? your inbox|cookies|privacy (?:policy|notice)"
    r"|terms of (?:use|service)|has(?: not|n['’]t) loaded|failed to load|log(?:ged)? in|community guidelines"
    r"|comments? (?:policy|have to be)|leave a comment|(?:more|your|enter) comments?|preferred source on google"
    r"|google news feed|(?:support|fund) (?:us|our|independent|journalism)|create an account|registration|free trial"
    r"|becoming a member|thank you for reading|our website|advertise (?:with|in)|report an error|incorrect email"
    r"|this browser|lively but civil|ad(?:vert(?:isement)?)? (?:tracking|blocker)|(?:display|view|show) this content)\b"
)
_TO_READER = re.compile(r"(?i)\b(?:you|your|yours|please|us|our|we)\b|^(?:add|save|stay|read|send|enter) ")


def _is_notice(words: str) -> bool:
    """Return whether sentences are the page's own, told to its reader: of letters, cookies, comments, accounts."""
    told = '"' in words or "“" in words or "”" in words
    return len(words) < 250 and not told and bool(_SERVICE.search(words) and _TO_READER.search(words))


def is_of_page(words: str) -> bool:
    """Return whether a line belongs to the page and not to the article, be it a button or a sentence."""
    return _is_furniture(words) or _is_notice(words)


def is_list_head(words: str) -> bool:
    """Return whether a line stands above links ("Related stories", "Most read")."""
    return len(words) < 50 and bool(_LIST_HEAD.match(words))


def _is_furniture(words: str) -> bool:
    """Return whether a line belongs to the page and not to the article ("Share", "Advertisement")."""
    if len(words) >= 140:
        return False
    path = re.match(r"^[\w &]+(?: ?[>›] ?[\w &]+)+$", words)
    return bool(_FURNITURE.match(words) or path) or _is_menu(words)


def names_section(words: str) -> bool:
    """Return whether words are the name of a section alone ("World", "Middle East")."""
    return bool(_SECTION.fullmatch(words))


def opens_with_section(words: str) -> bool:
    """Return whether a line is a link below the name of its section: "Europe|Ministers meet in Port Alder"."""
    section, sign, rest = words.partition("|")
    return bool(sign and rest.strip()) and names_section(section.strip())


def _is_menu(words: str) -> bool:
    """Return whether a line holds many links side by side: "World | Politics | Sport"."""
    parts = [part.strip() for part in re.split(r"[|•·]", words)]
    if len(parts) < _SIDE_BY_SIDE and not (len(parts) == _SIDE_BY_SIDE - 1 and any(map(names_section, parts))):
        return False
    return all(part and len(part.split()) <= _LINK_WORDS and not any(c.isdigit() for c in part) for part in parts)
