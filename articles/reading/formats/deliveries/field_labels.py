"""Labels of fields in deliveries of a layout that nobody foresaw."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.reading.formats.deliveries.lines import Line
from articles.reading.formats.deliveries.nexis.labels import Label, label_of
from articles.text import fold

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w'’. -]{1,28}?)\s?:(?:\s+|$)")
# What more such labels mean, beside those that Nexis prints.
_MORE = {
    "title": "headline|article title|document title|betreff|title",
    "outlet": "source|publication|publication title|publisher|outlet|newspaper|quelle|medium|zeitung|journal|"
    "titre de publication|fuente|medio|periódico|bron|krant|fonte|testata|source name|media|издание|источник",
    "published": "date|published|publication date|pub date|datum|erscheinungsdatum|veröffentlicht|date de publication|fecha|"
    "data|publicatiedatum|дата",
    "byline": "author|authors|byline|by|writer|reporter|autor|auteur|autore|автор",
    "body": "text|full text|body|article text|content|volltext|texte|texte intégral|texto|texto completo|tekst|testo|текст",
}


def key_of(line: Line) -> str:
    """A line's label, known or not, as it is compared from report to report."""
    match = _LABEL.match(line.text[:34])
    return fold(match["label"]) if match else ""


@lru_cache(maxsize=1)
def _more() -> dict[str, str]:
    return {fold(form): means for means, forms in _MORE.items() for form in forms.split("|")}


def known_label(line: Line) -> Label | None:
    """The label of a field of a report that a line opens with."""
    match = _LABEL.match(line.text[:34])
    if match is None:
        return None
    means = _more().get(fold(match["label"]), "")
    return Label(means, match["label"], match.end()) if means else label_of(line.text)
