"""Headlines, and what is shown where the source has none."""

from __future__ import annotations

import re

from articles.text import fold, sentences

HEADLINE_MAX_CHARACTERS = 180
HEADLINE_MAX_WORDS = 28
DERIVED_MAX_CHARACTERS = 100

_LABEL = re.compile(r"(?:headline|title)\s?:\s{0,3}(?=\S)", re.IGNORECASE)
_NO_HEADLINE = re.compile(
    r"(?:Story highlights|STORY HIGHLIGHTS|Editor[’']s [Nn]ote|CLOSE\s|Updated?\s|\(|Photos?:|Video:)"
)
_TWO_SENTENCES = re.compile(r"[a-z]{2}[.!?][”\"')]{0,2}\s{1,2}[A-Z“\"]")


def looks_like_headline(text: str) -> bool:
    """Whether a first line has the shape of a headline: short, no full stop at its end, not two sentences.

    >>> looks_like_headline("Envoys meet in Tashkent"), looks_like_headline("Envoys met in Tashkent on Friday.")
    (True, False)
    """
    text = text.strip()
    if not 3 <= len(text) <= HEADLINE_MAX_CHARACTERS or len(text.split()) > HEADLINE_MAX_WORDS:
        return False
    if text.startswith(("•", "*", "·", "– ", "— ", "- ")) or _NO_HEADLINE.match(text):
        return False
    if text.endswith((".", ",", ";", ":", "—", "–", "-")) and not text.endswith(
        ("...", "U.S.", "U.N.", "U.K.")
    ):
        return False
    return any(character.isalpha() for character in text) and not _TWO_SENTENCES.search(text)


def label_length(text: str) -> int:
    """How many characters at the head only say that this is the headline ("Title: ")."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def same_headline(one: str, other: str) -> bool:
    """Whether two lines print the same headline, whatever their case and marks."""
    return bool(fold(one)) and fold(one) == fold(other)


def derived_headline(body: str) -> str:
    """The beginning of a report's first sentence, for a page that must show something; cut at a word.

    >>> derived_headline("Two envoys met on Friday. They spoke for an hour.")
    'Two envoys met on Friday'
    """
    first = body.strip()
    spans = sentences(first[:1000])
    if spans:
        first = first[spans[0][0] : spans[0][1]]
    first = " ".join(first.split()).rstrip(".")
    if len(first) <= DERIVED_MAX_CHARACTERS:
        return first
    return first[:DERIVED_MAX_CHARACTERS].rpartition(" ")[0].rstrip(",;:–—- ") + "…"
