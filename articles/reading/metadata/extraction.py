"""Metadata extraction: the fields of a cleaned document, each with its evidence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from articles.reading.details import DETAILS, LISTS
from articles.reading.metadata.address import date_in_address, outlet_of_address
from articles.reading.metadata.agency import agency_name, copyright_agency, leading_agency
from articles.reading.metadata.dateline import Found, find_dateline
from articles.reading.metadata.days.printed_dates import iso_date, resolve_year
from articles.reading.metadata.front_matter import Front, Span, read_front
from articles.reading.metadata.headline import derived_headline
from articles.reading.metadata.language import STATED, language_of
from articles.reading.metadata.outlet import copyright_holder
from articles.reading.metadata.place_lexicon import prose_case
from articles.reading.metadata.sign_off import find_sign_off
from articles.reading.offsets import source_span
from articles.reading.report import Block, BlockKind, Dateline, Document, Evidence, Removed, Report, Stated

DATELINE_SEARCH_BLOCKS = 4
SIGN_OFF_SEARCH_BLOCKS = 4
BARE_DATELINE_BEFORE_CHARACTERS = 100
TRANSCRIPT_MIN_SPEAKERS = 3
# A dateline is read at the head of a report; one that stands alone is read with this behind it.
AFTER_A_DATELINE = "The report goes on here in ordinary words."

_PLACE = re.compile(r"[^\W\d_][\w’'. -]{1,40}")
# What a system calls its user is no byline: "surname.firstname", "jsmith2", an address. A house's domain may be one.
_MONTH_OR_YEAR = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
_LOGIN = re.compile(
    r"[a-z]{1,30}_[a-z0-9_]{1,30}|[a-z]{1,30}\.[a-z]{4,30}|[a-z]{2,30}\d{1,4}|[\w.+-]{1,60}@[\w.-]{1,60}"
)
_SPEAKER = re.compile(r"[A-Z][\w.’' -]{0,40}:\s")


@dataclass(slots=True)
class _Draft:
    """A report while its fields are being read."""

    document: Document
    paragraphs: list[Block]
    removed: list[Removed]
    evidence: dict[str, Evidence] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    byline: tuple[str, ...] = ()
    reporters: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, value: str, block: Block, start: int, end: int, rule: str) -> None:
        """Set a field from characters of a block's text, unless a better source has set it."""
        if value and not self.values.get(name):
            a, b = source_span(self.document.source, block, start, end)
            self.values[name] = value
            self.evidence[name] = Evidence(a, b, self.document.source[a:b], rule)

    def take_span(self, name: str, span: Span | None, blocks: tuple[Block, ...]) -> None:
        if span is not None:
            self.take(name, span.value, blocks[span.block], span.start, span.end, span.rule)


def report_of(document: Document) -> Report:
    """The report of a cleaned document."""
    front = read_front(document.blocks, tuple(stated.value for stated in document.stated.get("title", ())))
    draft = _Draft(document, _body(document, front), list(document.removed))
    _take_stated(draft)
    _take_front(draft, front)
    dateline = _take_dateline(draft) or _filing_line(draft, front)
    _take_sign_off(draft)
    _take_from_footer(draft)
    _take_from_address(draft)
    body = "\n\n".join(block.text for block in draft.paragraphs)
    _take_language(draft, body)
    derived = not draft.values.get("title")
    return Report(
        format=document.format,
        encoding=document.encoding,
        title=draft.values.get("title", "") or derived_headline(_after_dateline(body, dateline)),
        title_origin="derived" if derived else "source",
        outlet=draft.values.get("outlet", ""),
        agency=draft.values.get("agency", ""),
        published=draft.values.get("published", ""),
        published_precision=_precision(draft.values.get("published", "")),
        dateline=_dated(dateline, draft.values.get("published", "")),
        byline=draft.byline,
        reporters=draft.reporters,
        url=draft.values.get("url", ""),
        language=draft.values.get("language", ""),
        details=_details(draft),
        paragraphs=tuple(draft.paragraphs),
        captions=tuple(block for block in document.blocks if block.kind is BlockKind.CAPTION),
        footnotes=tuple(block for block in document.blocks if block.kind is BlockKind.FOOTNOTE),
        removed=tuple(sorted(draft.removed, key=lambda part: part.start)),
        evidence=draft.evidence,
        warnings=document.warnings,
    )


def _body(document: Document, front: Front) -> list[Block]:
    return [
        block
        for place, block in enumerate(document.blocks)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD)
        and place not in front.used | front.again | front.labels
    ]


def _first(stated: tuple[Stated, ...]) -> Stated | None:
    return stated[0] if stated else None


def _take_stated(draft: _Draft) -> None:
    """What the format itself states comes before what is read from the lines."""
    for name in ("title", "outlet", "agency", "url", "language"):
        if stated := _first(draft.document.stated.get(name, ())):
            draft.values[name], draft.evidence[name] = stated.value, stated.evidence
    for stated in draft.document.stated.get("published", ()):
        # A citation may know the month or the year alone, which is said as such and never made a day.
        partial = _MONTH_OR_YEAR.fullmatch(stated.value)
        found = None if partial else iso_date(stated.value)
        if partial or found:
            draft.values["published"] = found.iso if found else stated.value
            draft.evidence["published"] = stated.evidence
            break
    if names := [one for one in draft.document.stated.get("byline", ()) if not _LOGIN.fullmatch(one.value)]:
        draft.byline = tuple(dict.fromkeys(stated.value for stated in names))
        draft.evidence["byline"] = names[0].evidence


def _details(draft: _Draft) -> dict[str, tuple[str, ...]]:
    """The stated details in the order of the table; of one that is no list, the most trustworthy statement."""
    found: dict[str, tuple[str, ...]] = {}
    for key in DETAILS:
        if stated := draft.document.stated.get(key):
            values = tuple(dict.fromkeys(part.value for part in stated))
            found[key] = values if key in LISTS else values[:1]
            draft.evidence[key] = stated[0].evidence
    return found


def _take_front(draft: _Draft, front: Front) -> None:
    blocks = draft.document.blocks
    draft.take_span("title", front.title, blocks)
    draft.take_span("published", front.published_at, blocks)
    draft.take_span("outlet", front.outlet, blocks)
    draft.take_span("agency", front.agency, blocks)
    if front.byline is not None:
        _take_byline(draft, front)
    read = [(evidence.start, evidence.end) for evidence in draft.evidence.values()]
    for place in sorted(front.used | front.again | front.labels):
        block = blocks[place]
        if not any(start < block.end and end > block.start for start, end in read):
            reason = "line above the report, read already"
            if place in front.again:
                reason = "doubled line"
            elif place in front.labels:
                reason = "label above the report"
            text = draft.document.source[block.start : block.end]
            draft.removed.append(Removed(text, block.start, block.end, reason))


def _take_byline(draft: _Draft, front: Front) -> None:
    if front.byline is None:
        return
    blocks = draft.document.blocks
    if not draft.byline:
        draft.byline = front.byline.names
        draft.take_span("byline", front.byline_at, blocks)
    draft.reporters |= front.byline.places
    named = [front.byline.outlet, *front.byline.names]
    if front.byline_at and (agency := next(filter(None, map(agency_name, named)), "")):
        draft.take_span("agency", replace(front.byline_at, value=agency), blocks)


def _take_dateline(draft: _Draft) -> Dateline | None:
    """The dateline at the head of the body; junk glued before it is cut off and kept as removed."""
    for place, block in enumerate(draft.paragraphs[:DATELINE_SEARCH_BLOCKS]):
        found = find_dateline(block.text)
        if found is None or not (found.agency or found.day or _may_be_bare(draft.paragraphs, place, found)):
            continue
        block = draft.paragraphs[place] = _without_glue(draft, block, found)
        length = found.end - found.start
        start, end = source_span(draft.document.source, block, 0, length)
        draft.evidence["dateline"] = Evidence(start, end, draft.document.source[start:end], "dateline")
        if found.agency and (at := block.text.find(found.agency, 0, length)) >= 0:
            name = agency_name(found.agency) or found.agency
            draft.take("agency", name, block, at, at + len(found.agency), "agency in the dateline")
        return _as_dateline(found, block.text[:length], start, end)
    if stated := _stated_dateline(draft) or _stated_place(draft):
        return stated
    if draft.paragraphs and (span := leading_agency(draft.paragraphs[0].text)):
        block = draft.paragraphs[0]
        draft.take(
            "agency", agency_name(block.text[span[0] : span[1]]), block, *span, "agency before the report"
        )
    return None


def _stated_dateline(draft: _Draft) -> Dateline | None:
    """The dateline that the format states apart from the text (NITF, NewsML-G2)."""
    stated = _first(draft.document.stated.get("dateline", ()))
    found = find_dateline(f"{stated.value.rstrip(' -–—_')} — {AFTER_A_DATELINE}") if stated else None
    if stated is None or found is None or found.body < len(stated.value.rstrip(" -–—_")):
        return None
    draft.evidence["dateline"] = stated.evidence
    return _as_dateline(found, stated.value, stated.evidence.start, stated.evidence.end)


def _filing_line(draft: _Draft, front: Front) -> Dateline | None:
    """The dateline of a line of its own above the report, with the day printed there."""
    if front.filed_at is None or front.published is None:
        return None
    span, blocks = front.filed_at, draft.document.blocks
    start, end = source_span(draft.document.source, blocks[span.block], span.start, span.end)
    draft.evidence["dateline"] = Evidence(start, end, draft.document.source[start:end], span.rule)
    day = dt.date.fromisoformat(front.published.iso[:10])
    name, _, country = span.value.partition(", ")
    place = prose_case(name)
    return Dateline(
        span.value, place, (place,), start, end, country=country, month=day.month, day=day.day, year=day.year
    )


def _stated_place(draft: _Draft) -> Dateline | None:
    """The place of filing that the format states in an element of its own: a name, as it stands there."""
    stated = _first(draft.document.stated.get("place", ()))
    if stated is None or not _PLACE.fullmatch(stated.value):
        return None
    draft.evidence["dateline"] = stated.evidence
    place = stated.value.title() if stated.value.isupper() else stated.value
    return Dateline(stated.value, place, (place,), stated.evidence.start, stated.evidence.end)


def _may_be_bare(paragraphs: list[Block], place: int, found: Found) -> bool:
    """Whether a place with neither date nor agency may stand here: at the head of the report, and no speaker's name."""
    if any(len(block.text) >= BARE_DATELINE_BEFORE_CHARACTERS for block in paragraphs[:place]):
        return False
    if not paragraphs[place].text[: found.end].endswith(":"):
        return True
    return sum(bool(_SPEAKER.match(block.text)) for block in paragraphs) < TRANSCRIPT_MIN_SPEAKERS


def _without_glue(draft: _Draft, block: Block, found: Found) -> Block:
    if not found.start:
        return block
    source = draft.document.source
    start, end = source_span(source, block, 0, found.start)
    body, _ = source_span(source, block, found.start, found.start + 1)
    if glued := source[start:end].strip():
        draft.removed.append(Removed(glued, start, start + len(glued), "glued prefix"))
    return replace(block, text=block.text[found.start :], start=body)


def _as_dateline(found: Found, text: str, start: int, end: int) -> Dateline:
    return Dateline(
        text=text,
        place=found.places[0] if found.places else "",
        places=found.places,
        start=start,
        end=end,
        region=found.region,
        country=found.country,
        agency=found.agency,
        month=found.month,
        day=found.day,
        year=found.year,
    )


def _dated(dateline: Dateline | None, published: str) -> Dateline | None:
    """The dateline with its day in a year, where the dateline prints one or the day of publication tells it."""
    if dateline is None or not dateline.month or not dateline.day:
        return dateline
    if dateline.year:
        try:
            date = dt.date(dateline.year, dateline.month, dateline.day)
        except ValueError:
            return dateline
        return replace(dateline, date=date, date_reason="the dateline prints the year")
    if len(published) < 10:
        return dateline
    near = resolve_year(dateline.month, dateline.day, dt.date.fromisoformat(published[:10]))
    if near is None:
        return dateline
    return replace(
        dateline, date=near, year=near.year, date_reason=f"the day of that name nearest to {published[:10]}"
    )


def _take_sign_off(draft: _Draft) -> None:
    for block in draft.paragraphs[-SIGN_OFF_SEARCH_BLOCKS:]:
        found = find_sign_off(block.text)
        if found is None:
            continue
        start, end = source_span(draft.document.source, block, 0, len(block.text))
        evidence = Evidence(start, end, draft.document.source[start:end], "sign-off")
        draft.reporters |= found.places
        if found.places:
            draft.evidence["reporters"] = evidence
        if not draft.byline and not all(name in found.places and " " not in name for name in found.names):
            draft.byline = found.names
            draft.evidence["byline"] = evidence
        return


def _take_language(draft: _Draft, body: str) -> None:
    """The language that the source states, or that the words are in."""
    stated = draft.values.pop("language", "")
    if not draft.paragraphs:
        return
    found = language_of("\n".join((draft.values.get("title", ""), body)), stated)
    draft.values["language"] = found.code
    if found.rule != STATED:
        draft.evidence.pop("language", None)
    if found.code and "language" not in draft.evidence:
        block = draft.paragraphs[0]
        start, end = source_span(draft.document.source, block, 0, len(block.text.split(maxsplit=1)[0]))
        draft.evidence["language"] = Evidence(start, end, draft.document.source[start:end], found.rule)


def _take_from_footer(draft: _Draft) -> None:
    """Outlet or agency from a copyright line, where nothing better names them."""
    for part in draft.removed:
        if part.reason != "legal footer":
            continue
        block = Block(part.text, part.start, part.end)
        if span := copyright_holder(part.text):
            draft.take("outlet", part.text[span[0] : span[1]].strip(), block, *span, "copyright line")
        if span := copyright_agency(part.text):
            draft.take("agency", agency_name(part.text[span[0] : span[1]]), block, *span, "copyright line")


def _take_from_address(draft: _Draft) -> None:
    """Day and outlet from the article's address, where nothing else states them."""
    address, evidence = draft.values.get("url", ""), draft.evidence.get("url")
    if not address or evidence is None:
        return
    if not draft.values.get("published") and (day := date_in_address(address)):
        draft.values["published"] = day
        draft.evidence["published"] = replace(evidence, rule=f"date in the address ({evidence.rule})")
    if not draft.values.get("outlet") and (outlet := outlet_of_address(address)):
        draft.values["outlet"] = outlet
        draft.evidence["outlet"] = replace(evidence, rule=f"host of the address ({evidence.rule})")


def _after_dateline(body: str, dateline: Dateline | None) -> str:
    return body[len(dateline.text) :] if dateline and body.startswith(dateline.text) else body


def _precision(published: str) -> str:
    return {0: "", 4: "year", 7: "month", 10: "day"}.get(len(published), "minute")
