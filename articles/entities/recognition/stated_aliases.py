"""Aliases that an article itself states: "also known as", acronyms in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.entities.kinds import Kind, Role
from articles.entities.recognition.draft import Draft, retyped
from articles.entities.recognition.spans import Span
from articles.text import fold, sentences

# "Called" and "named" state another name only when they are set off ("Daesh, also called ISIS"): "Trump also called Moore
# a good man" states none.
_KNOWN_AS = re.compile(
    r"[*†]?\s*[,(]?\s*(?:(?:formerly|better|also|otherwise|previously|sometimes|commonly|widely)\s+)"
    r"(?:known as|referred to as)\s+(?:the\s+)?|\s*,?\s*(?:\(|,\s*)a\.?k\.?a\.?\s+(?:the\s+)?"
    r"|\s*[,(]\s*(?:who is\s+|which is\s+)?(?:formerly|also|otherwise|previously|sometimes|commonly|widely)\s+"
    r"(?:called|named)\s+(?:the\s+)?"
)
# What is said of the object of a verb ("called Moore a good man", "called Moore “weak”") makes it no other name.
_COMPLEMENT = re.compile(r"[’']?s?\s+(?:an?|the|his|her|their|one|[“\"‘])(?:\s|\b)", re.IGNORECASE)
_KNOWN_PLAINLY = re.compile(r"[*†]?(?:,| \() ?known as\s+(?:the\s+)?")
"""Of a city it is said for praise ("known as the Venice of the North"), of the others it is a name."""
_OR = re.compile(r"\s*(?:,|or|and|,\s*or)\s+(?:the\s+)?")
_BRACKET = re.compile(r"\s+\(([A-Z][A-Za-z&.-]{1,9})\)")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w)?")
_SMALL = frozenset("of the and for in on de la du des et for to".split())
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class LearnedAlias:
    """A statement by an article that ``surface`` is another name of ``name``, with its sentence."""

    surface: str
    name: str
    kind: Kind
    proof: str


def is_acronym_of(short: str, name: str) -> bool:
    """Whether the letters of ``short`` are the first letters of the name's words, small words left out or not.

    >>> is_acronym_of("IMF", "International Monetary Fund"), is_acronym_of("WHO", "World Bank")
    (True, False)
    """
    letters = [letter for letter in short.upper() if letter.isalpha()]
    words = _WORD.findall(name)
    strong = [word[0].upper() for word in words if word.lower() not in _SMALL]
    everything = [word[0].upper() for word in words]
    camel = [letter for word in words for letter in word if letter.isupper()]
    return len(letters) >= 2 and letters in (strong, everything, camel)


def bracketed_acronyms(draft: Draft) -> Iterator[tuple[Span, Span]]:
    """A name and the short form in brackets after it, as (name, short form); the short form need not be a span yet."""
    for span in draft.spans:
        if span.kind is not Kind.ORG:
            continue
        text = draft.parts[span.part].text
        match = _BRACKET.match(text, span.end)
        if match and is_acronym_of(match.group(1), draft.surface(span)):
            yield span, Span(span.part, *match.span(1), span.kind, "acronym")


def find_bracketed_acronyms(draft: Draft) -> Draft:
    """The short form in brackets is a mention wherever it stands in the article.

    It means what the article says, whatever else the knowledge base knows by it.
    """
    defined = list(bracketed_acronyms(draft))
    fresh = [short for _, short in defined]
    full = {draft.surface(short): _full_name(draft, name) for name, short in defined}
    kept = [
        span
        for span in draft.spans
        if _agrees(span, draft, full) or not any(span.overlaps(short) for short in fresh)
    ]
    fresh = [short for short in fresh if not any(short.overlaps(span) for span in kept)]
    draft = draft.with_spans([*kept, *fresh])
    kinds = {draft.surface(short): name.kind for name, short in defined}
    retold = [
        Span(span.part, span.start, span.end, kinds[draft.surface(span)], "acronym")
        if draft.surface(span) in kinds and not _agrees(span, draft, full)
        else span
        for span in draft.spans
    ]
    found = [
        Span(part, start, end, kinds[name], "acronym") for name, part, start, end in draft.uncovered(kinds)
    ]
    return draft.with_spans([*retold, *found])


def _full_name(draft: Draft, span: Span) -> str:
    return span.record.name if span.record else draft.surface(span)


def _agrees(span: Span, draft: Draft, full: dict[str, str]) -> bool:
    """Whether a known name is what the article says by it; a short form may be given otherwise there."""
    said = full.get(draft.surface(span))
    return span.record is not None and (said is None or fold(span.record.name) == fold(said))


def type_stated_aliases(draft: Draft) -> Draft:
    """A name after "also known as" has the kind of the first name, whether the model recognised it or not."""
    kinds = {other: span.kind for span, other in _known_as(draft) if other.source == "model"}
    spans = [retyped(span, kinds[span], span.source) if span in kinds else span for span in draft.spans]
    found: list[Span] = []
    for span in draft.spans:
        text = draft.parts[span.part].text
        said = _said_known(span, text) if span.kind is Kind.PERSON else None
        name = _CAPITALISED.match(text, said.end()) if said else None
        if name and not any(
            one.overlaps(Span(span.part, *name.span(), Kind.PERSON, "")) for one in draft.spans
        ):
            found.append(Span(span.part, name.start(), name.end(), Kind.PERSON, span.source))
    return draft.with_spans([*spans, *found])


def learned_aliases(draft: Draft, names: dict[Span, str]) -> tuple[LearnedAlias, ...]:
    """The distinct aliases that the article states."""
    found: dict[tuple[str, str], LearnedAlias] = {}
    pairs = [*bracketed_acronyms(draft), *_known_as(draft)]
    standing = {(span.part, span.start, span.end): span for span in draft.spans}
    for span, other in pairs:
        alias, name = draft.surface(other), names.get(span, draft.surface(span))
        known = standing.get((other.part, other.start, other.end))
        elsewhere = known and (
            (known.record and fold(known.record.name) != fold(name))
            # The short form of somebody whom the article names in full is that one's.
            or fold(names.get(known, alias)) not in (fold(alias), fold(name))
        )
        if fold(alias) != fold(name) and not elsewhere:
            proof = _sentence(draft, span)
            found.setdefault((fold(alias), name), LearnedAlias(alias, name, span.kind, proof))
    return tuple(found.values())


def _said_known(span: Span, text: str) -> re.Match[str] | None:
    """The words after a name that give another one for it."""
    plainly = None if span.kind is Kind.PLACE else _KNOWN_PLAINLY.match(text, span.end)
    return plainly or _KNOWN_AS.match(text, span.end)


def _known_as(draft: Draft) -> Iterator[tuple[Span, Span]]:
    """A name and each name that "also known as" gives for it: "Daesh (also known as ISIS or IS)"."""
    spans = [span for span in draft.spans if span.role is Role.MENTION]
    for index, span in enumerate(spans):
        text = draft.parts[span.part].text
        match = _said_known(span, text)
        position = match.end() if match else None
        for other in spans[index + 1 : index + 6]:
            if position is None or other.part != span.part or other.start != position:
                break
            if _COMPLEMENT.match(text, other.end):
                break
            yield span, other
            joint = _OR.match(text, other.end)
            position = joint.end() if joint else None


def _sentence(draft: Draft, span: Span) -> str:
    text = draft.parts[span.part].text
    for start, end in sentences(text):
        if start <= span.start < end:
            return " ".join(text[start:end].split())
    return ""
