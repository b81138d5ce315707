"""A fixed small world for tests of pages: a few articles of invented outlets, with entities, relations and imports."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from articles.ingest.relations.story_assignment import recluster
from articles.models import (
    Agency,
    Alias,
    Article,
    Correction,
    Entity,
    Import,
    ImportItem,
    ManyChange,
    Mention,
    MergeSuggestion,
    Outlet,
    Relation,
    SourceFile,
)
from articles.text import fold

HARBOUR = (
    "PORT ELLERY, July 8 (NWA) - The harbour of Port Ellery will close for two weeks while divers clear a sunken "
    "barge, harbour master Ines Calloway said on Thursday.",
    "Calloway told a meeting at the Maritime Board that nine ships with 4,200 tonnes of grain are waiting outside.",
    "Why it sank",
    "The barge, owned by the Tarn Line*, broke its mooring in a storm. Ellerian fishermen saw it go down.",
)
REWRITE = (
    "PORT ELLERY – Port Ellery’s harbour is to be shut for a fortnight so that divers can remove a barge that went "
    "down, said Ines Calloway, who runs it.",
    "Nine vessels carrying 4,200 tonnes of grain lie at anchor, Calloway told the Maritime Board.",
)
GRAIN = (
    "Grain prices in Sandmouth rose by a tenth after the news from Port Ellery, traders said.",
    "Port Ellery accuses the Tarn Line of saving on ropes. The company denies it.",
)
BRIDGE = (
    "SANDMOUTH: The new bridge over the Tarn opens in May, engineer Ole Brandt said.",
    "“We were slow, and I am sorry,” Brandt told reporters in Sandmouth.",
)
HOSTILE = ("A headline may carry <script>alert(1)</script> and still be only text & nothing else.",)


@dataclass(frozen=True)
class World:
    """The rows that tests speak of by name."""

    harbour: Article
    rewrite: Article
    grain: Article
    bridge: Article
    hostile: Article
    calloway: Entity
    brandt: Entity
    port_ellery: Entity
    sandmouth: Entity
    board: Entity
    tarn_line: Entity
    merged: Entity
    batch: Import
    batch_file: ImportItem
    merge: Correction
    many_change: ManyChange
    suggestion: MergeSuggestion


def make_world() -> World:
    """Write the world's rows."""
    calloway = _entity("person", "Ines Calloway", "Calloway")
    brandt = _entity("person", "Ole Brandt", "Brandt")
    port_ellery = _entity(
        "place", "Port Ellery", country_code="NO", latitude=59.1, longitude=-5.2, gazetteer_id="1"
    )
    sandmouth = _entity("place", "Sandmouth")
    board = _entity("org", "Maritime Board")
    tarn_line = _entity("org", "Tarn Line")
    merged = Entity.objects.create(kind="person", name="I. Calloway", slug="i-calloway", merged_into=calloway)
    merge = Correction.objects.create(
        action="merge", entity=merged, other=calloway, value={"told_apart": False}
    )
    suggestion = MergeSuggestion.objects.create(
        first=calloway,
        second=brandt,
        score=0.81,
        reason="“Ines Calloway” and “Ole Brandt” are spelled alike.",
    )
    harbour, rewrite, grain, bridge, hostile = _articles(port_ellery, sandmouth)
    for article in (harbour, rewrite, grain):
        _mention(article, "Port Ellery", port_ellery)
    for article in (harbour, rewrite):
        _mention(article, "Ines Calloway", calloway)
        _mention(article, "Calloway", calloway)
        _mention(article, "Maritime Board", board)
    _mention(harbour, "PORT ELLERY", port_ellery, role="dateline")
    _mention(harbour, "Ellerian", port_ellery, role="demonym")
    _mention(harbour, "Tarn Line", tarn_line)
    _mention(grain, "Sandmouth", sandmouth)
    _mention(grain, "Port Ellery accuses", port_ellery, surface="Port Ellery", role="metonym")
    _mention(grain, "Tarn Line", tarn_line)
    _mention(bridge, "Ole Brandt", brandt)
    _mention(bridge, "in Sandmouth", sandmouth, surface="Sandmouth", skip=3)
    _relate(
        harbour, rewrite, "same_report", 0.91, ["the same names, in the same order", "the same figure: 4,200"]
    )
    _relate(harbour, grain, "related", 0.4, ["both name Port Ellery and the Tarn Line"])
    recluster([harbour.pk])
    harbour.refresh_from_db()
    batch = _import(harbour)
    return World(
        harbour,
        rewrite,
        grain,
        bridge,
        hostile,
        calloway,
        brandt,
        port_ellery,
        sandmouth,
        board,
        tarn_line,
        merged,
        batch,
        batch.items.all()[0],
        merge,
        ManyChange.objects.create(values={"language": "en"}, described="the search q=grain"),
        suggestion,
    )


def _entity(kind: str, name: str, *aliases: str, **fields: object) -> Entity:
    entity = Entity.objects.create(kind=kind, name=name, slug=fold(name).replace(" ", "-"), **fields)
    for surface in (name, *aliases):
        Alias.objects.create(entity=entity, surface=surface, folded=fold(surface))
    return entity


def _articles(port_ellery: Entity, sandmouth: Entity) -> list[Article]:
    dial = Outlet.objects.create(name="The Northern Dial", slug="the-northern-dial")
    courier = Outlet.objects.create(name="Sandmouth Courier", slug="sandmouth-courier")
    agency = Agency.objects.create(name="North Wire Agency", slug="north-wire-agency")
    harbour = _article(
        "Barge shuts harbour for two weeks",
        HARBOUR,
        outlet=dial,
        agency=agency,
        day=dt.date(2021, 7, 8),
        dateline={"text": "PORT ELLERY, July 8 (NWA) -", "place": "Port Ellery", "agency": "NWA"},
        dateline_place=port_ellery,
        byline=["Mara Lindqvist"],
        captions=["Ines Calloway on the quay in 2016."],
        footnotes=["*Tarn Line (also known as the TL) was fined in 2019."],
        junk="Leave a comment",
    )
    rewrite = _article(
        "Port Ellery’s harbour is to be shut",
        REWRITE,
        title_origin="derived",
        dateline={"text": "PORT ELLERY –", "place": "Port Ellery"},
        dateline_place=port_ellery,
    )
    grain = _article("Grain dearer in Sandmouth", GRAIN, outlet=courier, day=dt.date(2021, 7, 10))
    bridge = _article(
        "Bridge over the Tarn opens in May",
        BRIDGE,
        outlet=courier,
        day=dt.date(2021, 5, 2),
        dateline={"text": "SANDMOUTH:", "place": "Sandmouth"},
        dateline_place=sandmouth,
    )
    hostile = _article("<b>Not bold</b> & “quoted”", HOSTILE, name="demo-hostile.txt")
    return [harbour, rewrite, grain, bridge, hostile]


def _article(
    title: str,
    texts: tuple[str, ...],
    *,
    outlet: Outlet | None = None,
    day: dt.date | None = None,
    captions: list[str] | None = None,
    footnotes: list[str] | None = None,
    junk: str = "",
    name: str = "",
    **fields: object,
) -> Article:
    derived = fields.get("title_origin") == "derived"
    source = "\n\n".join([*([] if derived else [title]), *texts, *([junk] if junk else [])])
    slug = fold(title).replace(" ", "-")
    data = source.encode()
    file = SourceFile.objects.create(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name or f"{slug}.txt",
        media_type="text/plain",
        encoding="utf-8",
        data=data,
    )
    evidence = (
        {} if derived else {"title": {"start": 0, "end": len(title), "text": title, "rule": "the first line"}}
    )
    if dateline := fields.get("dateline"):
        start = source.index(dateline["text"])
        evidence["dateline"] = {
            "start": start,
            "end": start + len(dateline["text"]),
            "text": dateline["text"],
            "rule": "head of the first paragraph",
        }
        fields["dateline"] = {
            "region": "",
            "country": "",
            "agency": "",
            "date": None,
            "places": [dateline["place"]],
            "month": None,
            "day": None,
            "year": None,
            "date_reason": "",
            "start": start,
            "end": 0,
            **dateline,
        }
    at = source.index(junk) if junk else 0
    return Article.objects.create(
        source=file,
        format="plain",
        body_sha256=file.sha256,
        content_sha256=file.sha256,
        title=title,
        slug=slug,
        outlet=outlet,
        published=day.isoformat() if day else "",
        published_precision="day" if day else "",
        published_day=day,
        paragraphs=[_block(source, text) for text in texts],
        captions=[_loose(text, "caption") for text in captions or []],
        footnotes=[_loose(text, "footnote") for text in footnotes or []],
        removed=[{"text": junk, "start": at, "end": at + len(junk), "reason": "comment form"}]
        if junk
        else [],
        evidence=evidence,
        recognised=True,
        language="en",
        **fields,
    )


def _block(source: str, text: str) -> dict[str, object]:
    start = source.index(text)
    kind = "subhead" if len(text) < 30 else "paragraph"
    return {"text": text, "start": start, "end": start + len(text), "kind": kind}


def _loose(text: str, kind: str) -> dict[str, object]:
    return {"text": text, "start": 0, "end": 0, "kind": kind}


def _mention(
    article: Article, words: str, entity: Entity, *, surface: str = "", role: str = "mention", skip: int = 0
) -> None:
    """The first place where the words stand and no mention begins yet."""
    surface = surface or words
    taken = set(article.mentions.values_list("start", flat=True))
    start = article.body.index(words) + skip
    while start in taken or _inside(article, start):
        start = article.body.index(words, start + 1)
    Mention.objects.create(
        article=article,
        start=start,
        end=start + len(surface),
        surface=surface,
        kind=entity.kind,
        role=role,
        entity=entity,
        source="alias",
        confidence=0.99,
    )


def _inside(article: Article, start: int) -> bool:
    return article.mentions.filter(start__lte=start, end__gt=start).exists()


def _relate(first: Article, second: Article, relation: str, score: float, reasons: list[str]) -> None:
    Relation.objects.create(first=first, second=second, relation=relation, score=score, reasons=reasons)


def _import(article: Article) -> Import:
    batch = Import.objects.create()
    ImportItem.objects.create(
        batch=batch, name="barge.txt", data=b"", state="done", outcome="added", article=article
    )
    ImportItem.objects.create(
        batch=batch,
        name="empty.txt",
        data=b"x",
        state="done",
        outcome="failed",
        detail="no report was found in it.",
    )
    ImportItem.objects.create(batch=batch, name="late.txt", data=b"x")
    return batch
