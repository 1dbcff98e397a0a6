"""Return the language of a text; the only importer of py3langid.

Level 3. The text itself decides; what a page declares is a hint for a text that is too short to tell. The model takes
.8 s to load, so a text whose words are plainly English is not put to it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

__all__ = ["detect", "language_name"]

# The commonest function words of English: 30-45 % of the words of English news. Dutch, which shares most of them with
# English ("of", "in", "is", "was", "we"), stays under 12 %.
_ENGLISH = frozenset(
    "the of and to in a that is for on was with as he it at by from his has have be an said not this are but who had"
    " were they its their which been will would after she more also about up when there or one".split()
)
_SURE_SHARE = 0.22
_SURE_WORDS = 20
# Letters (not words, since Chinese has no spaces between them) under which the model is often wrong.
_ENOUGH_LETTERS = 60
# In a sentence or two names outweigh the words for the model: there one of these words in twelve tells English.
_SHORT_LETTERS = 200
_ENGLISH_ALONE = frozenset("the and said with that has have which would were".split())
_ONE_IN = 12
# The model counts in bytes; more text than this changes no answer.
_SAMPLE = 20_000
# A text in Latin letters is called foreign only where the model all but rules English out.
_MAX_ENGLISH = 0.05

_NAMES = dict(
    pair.strip().split(" ", 1)
    for pair in (
        "ace Acehnese; af Afrikaans; am Amharic; an Aragonese; ar Arabic; ary Moroccan Arabic; arz Egyptian "
        "Arabic; as Assamese; az Azerbaijani; ba Bashkir; be Belarusian; bg Bulgarian; bn Bangla; br Breton; bs "
        "Bosnian; ca Catalan; crh Crimean Tatar; cs Czech; cy Welsh; da Danish; de German; dz Dzongkha; el Greek; "
        "en English; eo Esperanto; es Spanish; et Estonian; eu Basque; ext Extremaduran; fa Persian; fi Finnish; "
        "fo Faroese; fr French; fy Western Frisian; ga Irish; gd Scottish Gaelic; gl Galician; grc Ancient Greek; "
        "gu Gujarati; ha Hausa; he Hebrew; hi Hindi; hr Croatian; ht Haitian Creole; hu Hungarian; hy Armenian; "
        "id Indonesian; ig Igbo; is Icelandic; it Italian; ja Japanese; jv Javanese; ka Georgian; kab Kabyle; kk "
        "Kazakh; km Khmer; kn Kannada; ko Korean; ku Kurdish; ky Kyrgyz; la Latin; lb Luxembourgish; lg Ganda; "
        "lij Ligurian; ln Lingala; lo Lao; lt Lithuanian; ltg Latgalian; lv Latvian; mg Malagasy; mk Macedonian; "
        "ml Malayalam; mn Mongolian; mr Marathi; ms Malay; mt Maltese; my Burmese; ne Nepali; nl Dutch; nn "
        "Norwegian Nynorsk; no Norwegian; nso Northern Sotho; oc Occitan; om Oromo; or Odia; pa Punjabi; pcm "
        "Nigerian Pidgin; pl Polish; ps Pashto; pt Portuguese; qu Quechua; ro Romanian; ru Russian; rw "
        "Kinyarwanda; sa Sanskrit; sdh Southern Kurdish; se Northern Sami; si Sinhala; sk Slovak; sl Slovenian; "
        "sn Shona; so Somali; sq Albanian; sr Serbian; st Southern Sotho; sv Swedish; sw Swahili; ta Tamil; te "
        "Telugu; tg Tajik; th Thai; tk Turkmen; tl Tagalog; tr Turkish; tt Tatar; ug Uyghur; uk Ukrainian; ur "
        "Urdu; uz Uzbek; vec Venetian; vi Vietnamese; vo Volapük; wa Walloon; wuu Wu Chinese; xh Xhosa; yo "
        "Yoruba; yue Cantonese; zh Chinese; zu Zulu; zxx No linguistic content "
    ).split(";")
)


def detect(text: str, hint: str | None = None) -> str | None:
    """Return the two-letter code of the text's language; the hint where the text is too short; None where unknown."""
    sample = text[:_SAMPLE]
    written = re.findall(r"[^\W\d_]+", sample)
    words = [word.lower() for word in written]
    if not words:
        return None
    if len(words) >= _SURE_WORDS and sum(word in _ENGLISH for word in words) >= _SURE_SHARE * len(words):
        return "en"
    letters = "".join(words)
    told = sum(word in _ENGLISH_ALONE for word in written)  # "The Times" may stand in any language
    if len(letters) < _SHORT_LETTERS and _ONE_IN * told >= len(words):
        return "en"
    ranked = _model().rank(sample)
    language, scores = str(ranked[0][0]), dict(ranked)
    latin = 2 * sum(letter < "\u0250" for letter in letters) >= len(letters)
    unsure = len(letters) < _ENOUGH_LETTERS or (language != "en" and scores.get("en", 0.0) > _MAX_ENGLISH)
    return hint if latin and unsure else language


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to load, and seldom needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where none is known."""
    return _NAMES.get(code, code)
