"""The page of one article: its text cut for marking, its metadata, its relations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.db.models import QuerySet

from articles.entities.languages.recognisers import recognisers
from articles.entities.linking.name_variants import words_of
from articles.entities.linking.short_names import Certainty
from articles.ingest.indexing.outbox import get_backend
from articles.ingest.relations.relate import explain_no_relations, related_to
from articles.models import Article, Entity, Mention, NameGroup, Relation, Story
from articles.pages.article.date_mentions import SHOWN_MAX, DaysNamed, days_named_in
from articles.pages.article.facts import Fact, facts_of
from articles.pages.article.hit_places import HitPlaces, hit_places
from articles.pages.article.marks import USUAL, Marks
from articles.pages.article.other_scripts import REASON, unproven
from articles.pages.home.demonstration import is_demonstration
from articles.pages.quotes.quotes_page import Said, quotes_of
from articles.pages.search.search_context import SearchContext
from articles.pages.shared.highlighting import KIND_WORDS, MarkedText, Naming, mark_body, mark_text
from articles.pages.stories.membership import StoryNote, stories_of
from articles.pages.stories.nearest_articles import FIND_MAX_CHARACTERS, Joining, found_outside
from articles.reading.metadata.language import language_names
from articles.stories.sources.provenance import Origin, origins

RELATED_MAX = 8
CANDIDATES_MAX = 4
CONTENTS_MIN = 3
RELATION_LABELS = dict(Relation.RELATIONS)
PLURALS = {"person": "People", "place": "Places", "org": "Organisations"}


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of the article, and its number of mentions.

    ``reason`` says why a short name is likely to mean it, where nothing surer names it. ``candidates`` are the people whom
    a short name that stays open may mean.
    """

    entity: Entity
    count: int
    reason: str = ""
    candidates: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedKind:
    """The entities of one kind, the most often named first; ``mentions`` counts all their mentions."""

    kind: str
    word: str
    label: str
    entities: tuple[Named, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class MarkedKind:
    """A kind of names, whether every mention of it is marked, and the page with that switched."""

    named: NamedKind
    every: bool
    url: str


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """A related article, the relation, and the reasons in words."""

    article: Article
    relation: str
    label: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The parts of the page; texts are cut into pieces, names highlighted as ``marks`` says.

    ``searched`` is the search from which the article was opened, ``hits`` what of it stands in the text.
    ``joining`` is an editor's search for what belongs to its story, None for readers and where the story is pinned.
    """

    article: Article
    marks: Marks
    searched: SearchContext | None
    hits: HitPlaces
    facts: tuple[Fact, ...]
    body: tuple[MarkedText, ...]
    captions: tuple[MarkedText, ...]
    footnotes: tuple[MarkedText, ...]
    named: tuple[NamedKind, ...]
    related: tuple[RelatedArticle, ...]
    why_unrelated: str
    story: StoryNote
    joining: Joining | None
    demonstration: bool
    quotes: tuple[Said, ...]
    origins: tuple[Origin, ...]
    days: DaysNamed

    @property
    def contents(self) -> tuple[MarkedText, ...]:
        """The subheads, where there are enough of them to find one's way by."""
        subheads = tuple(block for block in self.body if block.kind == "subhead")
        return subheads if len(subheads) >= CONTENTS_MIN else ()

    @property
    def marks_url(self) -> str:
        """The same page without marks or, where there are none, with the usual ones."""
        return self._marked_as(USUAL if self.marks.off else Marks(off=True))

    @property
    def kinds_named(self) -> tuple[MarkedKind, ...]:
        """The kinds of which the article names any, each with the switch for its marks."""
        return tuple(
            MarkedKind(row, row.kind in self.marks.every, self._marked_as(self.marks.toggling(row.kind)))
            for row in self.named
            if row.mentions
        )

    @property
    def known_names_in(self) -> str:
        """The article's language, where known names alone are marked because no recogniser reads it; else empty."""
        code = self.article.language
        read = code in ("", "en", *_recognised())
        return "" if read else language_names(code)[0]

    def _marked_as(self, marks: Marks) -> str:
        kept = f"{self.searched.querystring}&" if self.searched else ""
        return f"?{kept}marks={marks.value}"


@cache
def _recognised() -> frozenset[str]:
    return frozenset(recognisers(settings.RECOGNITION_LANGUAGES))


def articles_to_read() -> QuerySet[Article]:
    """Articles with what their page shows, without the bytes of their source files."""
    related = ("outlet", "agency", "dateline_place", "source")
    return Article.objects.select_related(*related).defer("source__data")


def article_page(
    article: Article, marks: Marks = USUAL, searched: SearchContext | None = None, find: str | None = None
) -> ArticlePage:
    """Build the page of an article fetched through `articles_to_read`, opened from a search or on its own.

    ``find``: the words by which an editor looks for another article of its story; None for a reader.
    """
    mentions = mentions_of(article)
    parts = _namings_by_part(marks.marked(mentions))
    notes = [block["text"] for block in article.footnotes]
    related = related_articles(article)
    days = days_named_in(article)
    story = stories_of([article.pk])[article.pk]
    chosen = [row for row in mentions if (row.kind, row.entity.slug) in searched.chosen] if searched else ()
    hits = hit_places(article, searched.terms if searched else (), chosen)
    return ArticlePage(
        article=article,
        marks=marks,
        searched=searched,
        hits=hits,
        facts=facts_of(article),
        body=tuple(_body(article, parts.get(("body", 0), ()), notes, days, hits)),
        captions=tuple(_marked("caption", article.captions, parts, hits)),
        footnotes=tuple(_marked("footnote", article.footnotes, parts, hits)),
        named=tuple(_named_kinds(mentions)),
        related=related,
        why_unrelated="" if related else explain_no_relations(article),
        story=story,
        joining=_joining(find, story, searched) if find is not None else None,
        demonstration=is_demonstration(article),
        quotes=quotes_of(article),
        origins=origins(article.body, [block["text"] for block in article.captions]),
        days=days,
    )


def _joining(find: str, story: StoryNote, searched: SearchContext | None) -> Joining | None:
    if story.pk and Story.objects.filter(pk=story.pk, pinned=True).exists():
        return None
    words = find.strip()[:FIND_MAX_CHARACTERS]
    kept = parse_qsl(searched.querystring) if searched else ()
    return Joining(words, found_outside(words, story.articles, get_backend()), tuple(kept))


def mentions_of(article: Article) -> list[Mention]:
    """The article's mentions in reading order; those of a merged entity count for the one it went into."""
    mentions = list(article.mentions.select_related("entity"))
    merged = {row.entity.merged_into_id for row in mentions if row.entity.merged_into_id}
    kept = Entity.objects.in_bulk(merged) if merged else {}
    for mention in mentions:
        mention.entity = kept.get(mention.entity.merged_into_id, mention.entity)
    return mentions


def related_articles(article: Article) -> tuple[RelatedArticle, ...]:
    """Copies and rewrites first, then reports of the same event, then what is related."""
    return tuple(
        RelatedArticle(
            row.article, row.relation, RELATION_LABELS[row.relation], row.score, tuple(row.reasons)
        )
        for row in related_to(article, limit=RELATED_MAX)
    )


def _namings_by_part(mentions: Iterable[Mention]) -> Mapping[tuple[str, int], list[Naming]]:
    parts: dict[tuple[str, int], list[Naming]] = defaultdict(list)
    for row in mentions:
        entity = row.entity
        naming = Naming(
            row.start, row.end, row.kind, row.role, entity.name, entity.get_absolute_url(), entity.pk
        )
        parts[row.part, row.part_index].append(naming)
    return parts


def _body(
    article: Article, namings: Iterable[Naming], notes: Sequence[str], days: DaysNamed, hits: HitPlaces
) -> list[MarkedText]:
    blocks = [(block["kind"], block["text"]) for block in article.paragraphs]
    places = [(day.start, day.end) for day in days.all[:SHOWN_MAX]]
    dateline = (article.dateline or {}).get("text", "")
    marked = mark_body(blocks, namings, dateline, notes, places, hits.parts.get(("body", 0), ()))
    return list(_anchored(marked))


def _anchored(blocks: Iterable[MarkedText]) -> Iterable[MarkedText]:
    """Paragraphs are counted as "p1", "p2", …, subheads apart from them as "part-1", "part-2", …"""
    counted: Counter[str] = Counter()
    for block in blocks:
        prefix = "part-" if block.kind == "subhead" else "p"
        counted[prefix] += 1
        yield replace(block, anchor=f"{prefix}{counted[prefix]}")


def _marked(
    part: str,
    blocks: Sequence[Mapping[str, Any]],
    parts: Mapping[tuple[str, int], list[Naming]],
    hits: HitPlaces,
) -> Iterable[MarkedText]:
    for index, block in enumerate(blocks):
        namings = parts.get((part, index), ())
        yield mark_text(part, block["text"], namings, hits.parts.get((part, index), ()))


def _named_kinds(mentions: Sequence[Mention]) -> Iterable[NamedKind]:
    other_script = unproven(mentions)
    for kind, label in PLURALS.items():
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.entity.kind == kind:
                found[mention.entity.pk].append(mention)
        candidates = _candidates([rows[0] for rows in found.values() if rows[0].certainty == Certainty.OPEN])
        named = [_named(rows, candidates, other_script) for rows in found.values()]
        named.sort(key=lambda one: (-one.count, one.entity.name))
        yield NamedKind(kind, KIND_WORDS[kind], label, tuple(named), sum(one.count for one in named))


def _named(
    rows: Sequence[Mention], candidates: Mapping[int, tuple[Entity, ...]], other_script: Collection[int]
) -> Named:
    entity = rows[0].entity
    reason = rows[0].link_reason if all(row.certainty == Certainty.LIKELY for row in rows) else ""
    if not reason and entity.pk in other_script:
        reason = REASON
    return Named(entity, len(rows), reason, candidates.get(entity.pk, ()))


def _candidates(open_rows: Sequence[Mention]) -> Mapping[int, tuple[Entity, ...]]:
    """By the entity of each short name that stays open: the people of the room who bear it, the most written about first."""
    if not open_rows:
        return {}
    words = {row.entity_id: words_of(row.entity.name)[0] for row in open_rows}
    groups = dict(NameGroup.objects.filter(word__in=words.values()).values_list("word", "people"))
    chosen = {
        pk: [member["entity_id"] for member in groups.get(word, ())[:CANDIDATES_MAX]]
        for pk, word in words.items()
    }
    people = Entity.objects.in_bulk({pk for ids in chosen.values() for pk in ids})
    return {pk: tuple(people[one] for one in ids if one in people) for pk, ids in chosen.items()}
