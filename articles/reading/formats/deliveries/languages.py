"""Language names as databases print them ("English", "Anglais", "Inglés", "英文"), from CLDR (Babel)."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from articles.text import fold

_READERS = "en de fr es pt it nl ru pl sv da nb fi cs tr ja ko zh zh_Hant ar".split()
_CODES = (
    "en de fr es pt it nl ru uk pl cs sk sl sr hr bs bg mk be sv da nb no fi et lv lt hu ro el tr az ca gl eu id ms "
    "vi th sq is af ar fa he hi bn ta ur ka hy kk uz ja ko zh sw tl mt ga cy"
).split()
_MORE = {
    "英文": "en",
    "中文": "zh",
    "法文": "fr",
    "德文": "de",
    "日文": "ja",
    "西班牙文": "es",
    "俄文": "ru",
    "castellano": "es",
    "简体中文": "zh",
    "繁體中文": "zh",
    "繁体中文": "zh",
    "簡體中文": "zh",
}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {fold(name): code for name, code in _MORE.items()}
    for reader in _READERS:
        shown = Locale.parse(reader).languages
        for code in _CODES:
            if name := fold(str(shown.get(code, ""))):
                names.setdefault(name, "no" if code == "nb" else code)
    return names


def language_code(text: str) -> str:
    """The ISO 639-1 code of a language by its name in any of the languages; empty for anything else.

    >>> language_code("ENGLISH"), language_code("Allemand"), language_code("GERMAN; DEUTSCH"), language_code("HARB")
    ('en', 'de', 'de', '')
    """
    for part in text[:80].replace("/", ";").split(";"):
        key = fold(part).strip()
        if found := _names().get(key) or _names().get(key.partition(" ")[0]):
            return found
    return ""
