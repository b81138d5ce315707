"""HTML that a person pastes, cleaned by bleach behind one function; nothing else in the project calls bleach."""

from __future__ import annotations

import re

import bleach

from articles.reading.report import BadRecord

# bleach is quadratic on hostile input (research: 1 MB of "<" takes more than 25 s), so the cap comes first.
PASTED_HTML_MAX_CHARACTERS = 200_000
TAGS = frozenset(
    "a article b blockquote br em figcaption figure footer h1 h2 h3 h4 header i li main ol p section strong time ul".split()
)
ATTRIBUTES = {"a": ["href"], "time": ["datetime"]}
_DROPPED_WHOLE = re.compile(r"<(script|style)\b[^>]{0,2000}>[^<]*</\1\s{0,10}>", re.IGNORECASE)
_HTML_OPENING = re.compile(r"\s{0,1000}(?:<!--|<!doctype|</?[a-z][a-z0-9]{0,15}[\s>/])", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether pasted text is HTML source: it opens with a tag, a comment or a doctype.

    >>> looks_like_html("<p>Kabul: It rained.</p>")
    True
    >>> looks_like_html("Profits < losses")
    False
    """
    return _HTML_OPENING.match(text) is not None and ">" in text[:2000]


def clean_pasted_html(html: str) -> str:
    """Pasted HTML with only the tags a report needs; scripts and styles go with their content.

    This is not the last line of defence: bodies are stored as plain text and escaped by the templates. Raises
    BadRecord above ``PASTED_HTML_MAX_CHARACTERS``. Changing the cleaner means changing this function alone.

    >>> clean_pasted_html('<p onclick="x()">Kabul <b>fell</b> silent.<script>alert(1)</script></p>')
    '<p>Kabul <b>fell</b> silent.</p>'
    """
    if len(html) > PASTED_HTML_MAX_CHARACTERS:
        raise BadRecord(
            f"The pasted page has {len(html):,} characters; {PASTED_HTML_MAX_CHARACTERS:,} can be pasted. "
            "Save it as an .html file and upload that."
        )
    cleaned: str = bleach.clean(_DROPPED_WHOLE.sub("", html), tags=TAGS, attributes=ATTRIBUTES, strip=True)
    return cleaned
