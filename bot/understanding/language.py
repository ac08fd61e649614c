"""Which language a message is in, for the answer to be in the same."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Iterable

from bot.understanding.folding import is_han, script_of
from knowledge.places.text import Locale

_CANTONESE = frozenset("哋喺嘅咗嚟啲冇嘢佢咁嗰唔咩乜噉攞揾搵俾畀睇瞓攰冚嘥喇㗎喎啩咋咪哂晒")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ']*")
# Said by speakers of any language.
_EVERYBODY = frozenset(
    {"ok", "okay", "k", "wifi", "app", "id", "vip", "atm", "bb", "km", "am", "pm", "rmb", "plan", "bye"}
)


_ASKED: tuple[tuple[Locale, re.Pattern[str]], ...] = (
    (
        "zh-Hant",
        re.compile(
            r"(?:in|to|speak|use) traditional chinese|(?:in|to|speak) cantonese"
            r"|(?:用|说|讲|换|改|转)(?:成|做|为|返)?(?:繁体|正体|广东话|粤语|白话)",
            re.ASCII,
        ),
    ),
    (
        "zh-Hans",
        re.compile(
            r"\b(?:in|to|speak|use) (?:simplified )?(?:chinese|mandarin)\b"
            r"|(?:用|说|讲|换|改|转)(?:成|做|为|返)?(?:简体(?:字|中文)?|中文|普通话|汉语)",
            re.ASCII,
        ),
    ),
    (
        "en",
        re.compile(r"\b(?:in|to|speak|use) english\b|(?:用|说|讲|换|改|转)(?:成|做|为|返)?(?:英文|英语)", re.ASCII),
    ),
)
_OF_THINGS = re.compile(
    r"\b(?:called|named|pronounced|spelt|spelled|mean(?:s|ing)?|written|how (?:do|would) (?:you|i|we|they) (?:say|write|spell))\b[^,.;]*\bin (?:traditional |simplified )?(?:chinese|mandarin|cantonese|english)\b"
    r"|(?:怎么|点样?)(?:叫|说|写|讲|念|读)|\b(?:menus?|signs?|guides?|tours?|audio|name|address|they|staff|anyone)\b|讲解|介绍牌|导览|菜单|地址|名字"
)


def asked_for(folded: str) -> Locale | None:
    """The language that a folded text asks to be answered in; not one that a place is asked about."""
    if _OF_THINGS.search(folded):
        return None
    return next((locale for locale, words in _ASKED if words.search(folded)), None)


def detect(text: str, names: Iterable[tuple[int, int]], session: Locale | None) -> Locale:
    """The language of a message.

    Args:
        names: where the text names places; what a place is called says little of who speaks.
        session: the language so far, for messages that could be in several.
    """
    spoken = _without(text, names)
    han = sum(map(is_han, spoken))
    words = [word for word in _LATIN_WORD.findall(spoken) if word.lower() not in _EVERYBODY]
    if han == 0 and words:
        return "en"
    if han and len(words) > han:
        return "en"
    if han:
        return _chinese(text, session)
    return _of_names_alone(text, session)


def _of_names_alone(text: str, session: Locale | None) -> Locale:
    if any(map(is_han, text)):
        return _chinese(text, session)
    # A name in Latin letters may be pinyin, typed by whoever talked Chinese before.
    if session is not None:
        return session
    return "en" if _LATIN_WORD.search(text) else "zh-Hans"


def _chinese(text: str, session: Locale | None) -> Locale:
    # Particles such as 晒 are written so in both scripts by who speaks Cantonese.
    scripts = [script_of(character) for character in text if character not in _CANTONESE]
    simplified, traditional = scripts.count("zh-Hans"), scripts.count("zh-Hant")
    if traditional > simplified:
        return "zh-Hant"
    if simplified > traditional:
        return "zh-Hans"
    if any(character in _CANTONESE for character in text):
        return "zh-Hant"
    return "zh-Hant" if session == "zh-Hant" else "zh-Hans"


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
