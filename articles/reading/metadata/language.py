"""The language of a report: what its source states, checked against the words of its text."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from collections.abc import Sequence

READ_CHARACTERS = 2_000
# Fewer letters than this, of an alphabet, are names and figures rather than a language.
LETTERS_MIN = 40
# A text that differs from what its source states must be this long, and read this surely, to be believed.
LETTERS_MIN_AGAINST_SOURCE = 200
SURE = 0.8
SURE_AGAINST_SOURCE = 0.95

# The languages that the detector may answer: those of the world's daily press. Dialects and near relatives that no
# newspaper of the kind is written in (Pidgin, Wu, Aragonese) would only be mistaken for their larger neighbours.
LANGUAGES: tuple[str, ...] = tuple(
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu ha he hi hr hu hy id is it ja ka kk km "
    "kn ko ku ky lo lt lv mg mk ml mn mr ms mt my ne nl no om or pa pl ps pt ro ru rw si sk sl so sq sr st sv sw ta "
    "te tg th tk tl tr tt ug uk ur uz vi xh yo zh zu".split()
)
# Codes for the same language that sources write: old ones, Norwegian by its written standards, countries' codes.
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "sh": "sr"}
_SAME |= {"jp": "ja", "cn": "zh", "kr": "ko", "gr": "el", "cz": "cs", "dk": "da", "ua": "uk"}
_FIRST_IDEOGRAPH = "\u2e80"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "ckb", "dv"})

STATED = "language stated by the source"
READ = "the words of the text from here on"


@dataclass(frozen=True, slots=True)
class Language:
    """The ISO 639-1 code of a text's language and how it is known; both empty where it is not."""

    code: str = ""
    rule: str = ""


def language_of(text: str, stated: str = "") -> Language:
    """The language of a text, given the code that its source states, if any.

    The source is believed unless the text is long enough to be sure of another language: templates of pages and of
    word processors state the language of their maker. An unsure text of an unstated language has none.

    >>> language_of("Министр иностранных дел прибыл в Ташкент на переговоры о выводе войск.").code
    'ru'
    >>> language_of("Kabul, 9.7.").code, language_of("Kabul, 9.7.", "de-AT")
    ('', Language(code='de', rule='language stated by the source'))
    """
    said = stated_code(stated)
    letters = _letters(text[:READ_CHARACTERS])
    if letters < LETTERS_MIN:
        return Language(said, STATED) if said else Language()
    code, sureness = _detector().classify(text[:READ_CHARACTERS])
    if said:
        against = (
            code != said and letters >= LETTERS_MIN_AGAINST_SOURCE and sureness >= SURE_AGAINST_SOURCE
        ) and said in LANGUAGES
        return Language(code, f"{READ}; the source states “{said}”") if against else Language(said, STATED)
    return Language(code, READ) if sureness >= SURE else Language()


def _letters(text: str) -> int:
    """How many letters of an alphabet a text is worth: a Chinese character or a syllable sign counts for three."""
    return sum((3 if letter >= _FIRST_IDEOGRAPH else 1) for letter in text if letter.isalpha())


def stated_code(stated: str) -> str:
    """The language code of what a source states ("en-US", "DE", "zh_Hans"); empty for anything else.

    >>> stated_code("pt_BR"), stated_code("nb-NO"), stated_code("English"), stated_code("x-default")
    ('pt', 'no', '', '')
    """
    code = stated.strip().lower().replace("_", "-").partition("-")[0]
    code = _SAME.get(code, code)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def direction(code: str) -> str:
    """How a language is written, as HTML says it: "rtl", "ltr", or "auto" where the language is not known.

    >>> direction("fa"), direction("ru"), direction("")
    ('rtl', 'ltr', 'auto')
    """
    return "auto" if not code else "rtl" if code in _RIGHT_TO_LEFT else "ltr"


def language_names(code: str) -> tuple[str, ...]:
    """A language's name in English and in itself; the bare code where nobody has named it.

    >>> language_names("ru"), language_names("en"), language_names("qq")
    (('Russian', 'русский'), ('English',), ('qq',))
    """
    english = Locale.parse("en").languages.get(code)
    if not english:
        return (code,)
    try:
        own = Locale.parse(code).languages.get(code)
    except UnknownLocaleError:
        own = None
    return tuple(dict.fromkeys(name for name in (english, own) if name))


class _Detector:
    """The naive Bayes model of py3langid, with its answers narrowed to `LANGUAGES`."""

    def __init__(self) -> None:
        # Imported with the first text: the model takes about a second and 50 MB.
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        self._model: Any = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self._model.set_languages(_codes(self._model.labels))
        # The table of all other languages is not needed any more.
        self._model._full_model = None

    def classify(self, text: str) -> tuple[str, float]:
        """The likeliest language and how sure that is, from 0 to 1."""
        code, sureness = self._model.classify(text)
        return _SAME.get(code, code), sureness


def _codes(labels: Sequence[str]) -> list[str]:
    """The model's labels for our languages."""
    return [label for label in labels if _SAME.get(label, label) in LANGUAGES]


_loading = threading.Lock()


def _detector() -> _Detector:
    with _loading:
        return _loaded()


@cache
def _loaded() -> _Detector:
    return _Detector()
