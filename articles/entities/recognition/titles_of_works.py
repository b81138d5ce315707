"""Names that stand only inside the quoted title of a book, a film or a song, and so name nobody."""

from __future__ import annotations

import re

from articles.entities.kinds import Kind
from articles.entities.recognition.draft import Draft
from articles.entities.recognition.spans import Span

TITLE_MAX_CHARACTERS = 90
HEADLINE_MAX_CHARACTERS = 200
_QUOTED = re.compile(
    rf"(?:``|“|(?<!\w)\")(?P<title>[A-Z][^\"“”`\n]{{1,{TITLE_MAX_CHARACTERS}}}?)[,.]?(?:''|”|\"(?!\w))"
)
_SINGLE_QUOTED = re.compile(rf"(?<!`)`(?P<title>[A-Z][^'`\n]{{1,{TITLE_MAX_CHARACTERS}}})'(?![\w'])")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset("a an the of and or in on at to for from with by as vs".split())


def drop_titles_of_works(draft: Draft) -> Draft:
    """Drop mentions inside a quoted title, unless the quotation marks hold exactly one known name."""
    titles = [
        (number, *match.span("title"))
        for number, part in enumerate(draft.parts)
        for pattern in (_QUOTED, _SINGLE_QUOTED)
        for match in pattern.finditer(part.text)
        if _is_title(match.group("title"))
    ]
    return draft.with_spans(
        [span for span in draft.spans if not any(_only_title(span, *one) for one in titles)]
    )


def drop_headline_phrases(draft: Draft) -> Draft:
    """In a headline with every word capitalised, drop guesses that the rest of the article never repeats."""
    titled = {
        number
        for number, part in enumerate(draft.parts)
        if "\n" not in part.text and len(part.text) <= HEADLINE_MAX_CHARACTERS and _is_title(part.text)
    }
    others = " ".join(part.text for number, part in enumerate(draft.parts) if number not in titled)
    if not others:
        return draft
    return draft.with_spans(
        [
            span
            for span in draft.spans
            if not (
                span.part in titled
                and span.source == "model"
                and span.kind is Kind.ORG
                and draft.surface(span) not in others
            )
        ]
    )


def _is_title(quoted: str) -> bool:
    """Whether every content word is capitalised, as in titles.

    >>> _is_title("The Wind in the Willows"), _is_title("We are leaving")
    (True, False)
    """
    words = _WORD.findall(quoted)
    return bool(words) and all(word[0].isupper() or word in _SMALL for word in words)


def _only_title(span: Span, number: int, start: int, end: int) -> bool:
    if span.part != number or not (start <= span.start and span.end <= end):
        return False
    return not (span.record and span.end - span.start >= end - start - 1)
