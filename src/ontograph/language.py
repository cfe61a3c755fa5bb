"""Is a text French? By its function words where they are many, as in nearly every article; else by py3langid.

The library tells French from its neighbours (Catalan, Occitan, Walloon, Latin, Creole) in two sentences, but it takes
half a second to load: a corpus of ordinary articles never needs it.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from ontograph import resources

_WORD = re.compile(r"[^\W\d_]+'?")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_HEAD = 1500
"""Characters that suffice where the function words are many."""
_SAMPLE = 100_000
"""Characters that suffice to tell the language."""
_CLOSELY = 20_000
"""Characters that the library is shown."""
_FRENCH, _ENGLISH = "fr", "en"
_UNKNOWN = ""


class Language(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`language.yml`: the words and limits by which a text is French."""

    few: int
    many: int
    surely: float
    partly: float
    french: frozenset[str]
    foreign: frozenset[str]
    hyphen_after: frozenset[str]
    hyphen_before: frozenset[str]
    months: tuple[str, ...]


@lru_cache(maxsize=1)
def language() -> Language:
    """What is known of French as a whole."""
    return resources.load_yaml(resources.data_path("fr_press/language.yml"), Language)


def foreign(text: str) -> str | None:
    """Why a text is left out that is not French, nor French in good part; None for one that is."""
    found = language_of(text)
    if found == _FRENCH:
        return None
    return "no French text" + (f" (its language: {found})" if found else "")


def language_of(text: str) -> str:
    """The language of a text (ISO 639-1), "fr" also for one that is French in good part; "" where it cannot be told.

    A text of a few words is taken for French, unless it is in another script or its function words are another
    language's.
    """
    rules, sample = language(), text[:_SAMPLE]
    for part in (sample[:_HEAD], sample):
        if _is_surely_french(part, rules):
            return _FRENCH
    letters = sum(character.isalpha() for character in sample)
    words = _words(sample)
    latin = len(_LATIN.findall(sample)) * 2 >= letters
    if latin and len(words) < rules.few:
        few = sum(word in rules.french for word in words) >= sum(word in rules.foreign for word in words)
        return _FRENCH if few else _UNKNOWN
    found = _told(sample)
    if found == _ENGLISH and _share(words, rules) >= rules.partly:  # a French article that quotes English
        return _FRENCH
    return found if latin or found != _FRENCH else _UNKNOWN


def _is_surely_french(text: str, rules: Language) -> bool:
    words = _words(text)
    return len(words) >= rules.many and _share(words, rules) >= rules.surely


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'").casefold())


def _share(words: list[str], rules: Language) -> float:
    return sum(word in rules.french for word in words) / len(words) if words else 0.0


def _told(text: str) -> str:
    """What the library tells; of capitals alone it could not."""
    import py3langid

    text = text[:_CLOSELY]
    return str(py3langid.classify(text.lower() if text.isupper() else text)[0])
