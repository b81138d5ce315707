"""The recogniser of Russian names: natasha, whose news model ships in its wheel. An optional package."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from articles.entities.recognition.recogniser import ModelSpan

LABELS = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
_PERSONAL = frozenset({"Name", "Surn", "Patr"})
SHORT_FORM_MAX_CHARACTERS = 5
PACKAGES = ("natasha", "pkg_resources")
MISSING = (
    "Names in Russian texts need the packages of requirements-russian.txt: install them into the room's environment with "
    "“pip install --require-hashes -r requirements-russian.txt”, or take ru out of NEWSROOM_LANGUAGES."
)


def is_installed() -> bool:
    """Whether the optional packages are there."""
    return all(importlib.util.find_spec(name) for name in PACKAGES)


class RussianRecogniser:
    """Persons, places and organisations in Russian, each with its name in the nominative; loaded when first used."""

    def spans(self, texts: Sequence[str]) -> Iterator[tuple[ModelSpan, ...]]:
        """The spans of each text, in the order of the texts."""
        return map(self._spans, texts)

    def _spans(self, text: str) -> tuple[ModelSpan, ...]:
        natasha, segmenter, names, morphology, vocabulary = self._model
        document = natasha.Doc(text)
        document.segment(segmenter)
        document.tag_ner(names)
        document.tag_morph(morphology)
        found: list[ModelSpan] = []
        for span in document.spans:
            span.normalize(vocabulary)
        in_full = {word for span in document.spans for word in _words_of_full(span)}
        for span in document.spans:
            alone = span.type == "PER" and span.normal not in in_full
            if alone and _is_ordinary_word(span.text, vocabulary):
                continue
            found.append(
                ModelSpan(span.start, span.stop, LABELS[span.type], _cased(span.normal or span.text))
            )
        return tuple(found)

    @cached_property
    def _model(self) -> tuple[Any, ...]:
        with warnings.catch_warnings():
            # pymorphy2 finds its dictionaries by pkg_resources, which warns that it will go.
            warnings.simplefilter("ignore")
            import natasha

            embedding = natasha.NewsEmbedding()
            return (
                natasha,
                natasha.Segmenter(),
                natasha.NewsNERTagger(embedding),
                natasha.NewsMorphTagger(embedding),
                natasha.MorphVocab(),
            )


def _words_of_full(span: Any) -> tuple[str, ...]:
    """The words of a person's name of several words."""
    words = tuple(span.normal.split()) if span.type == "PER" else ()
    return words if len(words) > 1 else ()


def _is_ordinary_word(name: str, vocabulary: Any) -> bool:
    """Whether what was taken for a person is one word that the dictionary has, and not as a person's name."""
    if " " in name or "-" in name:
        return False
    readings = vocabulary.parse(name)
    return bool(readings) and all(one.is_known and not _PERSONAL & set(one.tag.grammemes) for one in readings)


def _cased(name: str) -> str:
    """A name of capitals, as datelines print it, in ordinary case; short forms stay.

    >>> _cased("МОСКВА"), _cased("НАТО"), _cased("Сергей Лавров")
    ('Москва', 'НАТО', 'Сергей Лавров')
    """
    return name.title() if name.isupper() and len(name) > SHORT_FORM_MAX_CHARACTERS else name
