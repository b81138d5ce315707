"""Organisations named in a set form, whose wording alone gives the boundaries of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.entities.kinds import Kind, Role
from articles.entities.recognition.draft import Draft
from articles.entities.recognition.spans import Span

_LOUD_COMPANY = re.compile(
    r"(?<![\w&.'’-])(?P<name>(?!(?:BY|TO|OF|AND|OR|AT|IN|FOR|FROM|WITH|THE|A|AN) )[A-Z][A-Z&.'’-]*"
    r"(?: (?!(?:BY|TO|AND|OR|AT|IN|FOR|FROM|WITH|THE|A|AN) )[A-Z][A-Z&.'’-]*){0,4},? "
    r"(?:INC|CORP|LTD|LLC|PLC)\b\.?)"
)
"""WORLDWIDE FREIGHT, INC. in a notice in capitals."""
_PAPER_OF = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2} "
    r"\((?:[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z]\.|[A-Z]\.[A-Z][a-z]+\.)\) "
    r"(?:(?:[A-Z][\w’'-]+|and|&) ){0,2}(?:Times|News|Herald|Gazette|Post|Tribune|Journal|Press|Star|Sun|Record|Register"
    r"|Chronicle|Observer|Bee|Courier|Sentinel|Dispatch|Daily|Democrat|Republican|Telegraph|Examiner|Citizen|Leader"
    r"|Mercury|Globe|Inquirer|Enquirer|Standard|Advocate|Eagle|Bulletin|Independent|Reporter|Union|World)\b"
    r"(?:-[A-Z]\w+)?(?: (?:Daily|News|Times|Herald|Journal))?)"
)
"""The Portland (Ore.) Courier."""
_AMPERSAND = re.compile(r"(?<![\w&])(?P<name>[A-Z]{1,3}&(?:amp;|AMP;)?[A-Z]{1,2})(?![\w&;-])")
_COMMON_PAIRS = frozenset("R&D Q&A B&B M&A R&R P&L R&B D&D O&M E&P S&L T&C F&B L&D H&R".split())
_FIRM = re.compile(r" (?:and|&(?:amp;|AMP;)?) (?:Partners|Associates|Sons|Brothers|Bros\.)(?!\w)")
"""Hall and Partners: the tail makes a firm of the people before it."""
_PUBLISHER = re.compile(
    r"\b\d{2,4} pages\. (?:[A-Z][\w.’' -]{2,40}/)?(?P<name>[A-Z][\w.,’'& -]{2,40}?)\. \$\d"
)
"""The foot of a book review: "312 pages. Halloway House. $24.95." """


def find_fixed_expressions(draft: Draft) -> Draft:
    """Find companies in capitals, papers with their state in brackets, "A&E", firms "and Partners", publishers of books."""
    found = [
        Span(number, *match.span("name"), Kind.ORG, "organisation")
        for number, part in enumerate(draft.parts)
        for pattern in (_LOUD_COMPANY, _PAPER_OF, _AMPERSAND, _PUBLISHER)
        for match in pattern.finditer(part.text)
        if match.group("name").replace("amp;", "").replace("AMP;", "") not in _COMMON_PAIRS
    ]
    found += list(_firms(draft))
    known = [span for span in draft.spans if span.record and span.kind is Kind.ORG]
    found = [one for one in found if not any(_holds(span, one) for span in known)]
    kept = [span for span in draft.spans if not any(span.overlaps(one) for one in found)]
    return draft.with_spans([*kept, *found])


def _firms(draft: Draft) -> Iterator[Span]:
    for span in draft.spans:
        if span.kind is Kind.PLACE or span.role is not Role.MENTION:
            continue
        tail = _FIRM.match(draft.parts[span.part].text, span.end)
        if tail:
            yield Span(span.part, span.start, tail.end(), Kind.ORG, "organisation")


def _holds(known: Span, found: Span) -> bool:
    """Whether a known name is all of what was found, or more."""
    return known.part == found.part and known.start <= found.start and found.end <= known.end
