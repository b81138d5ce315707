"""The articles found as a page lists them: title and best window of text in pieces, and the other versions of a story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import Article
from articles.pages.search.alias_hits import alias_hits
from articles.pages.search.hit_names import places_of_chosen, telling_names
from articles.pages.search.other_names import OtherName
from articles.pages.search.result_places import result_querystring
from articles.pages.shared import dates
from articles.pages.stories.membership import StoryNote, story_notes
from articles.reading.metadata.language import language_names
from articles.search.query.query import Query
from articles.search.results import Results
from articles.search.snippets import Piece, mark, snippet

# What of an article a list of results shows, as a page, as JSON and as a feed.
SHOWN = (
    *("title", "slug", "paragraphs", "published", "published_precision", "published_day", "dateline"),
    *("added_at", "story", "outlet__name", "title_origin", "language"),
)


@dataclass(frozen=True, slots=True)
class Version:
    """Another report of the story that was found too, and its address with the search."""

    article: Article
    url: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit: title and best snippet in pieces, its story, and the entities found by another name.

    ``outlet``, ``published`` and ``dateline`` are as a reader sees them, empty where nobody knows.
    ``place`` counts all results from 1, ``url`` is the article's address with the search that found it.
    ``versions`` are other reports of its story that were found too and are not listed on their own; ``reports`` says how
    many reports stand in this one line. ``names`` are the people and places that it names most.
    """

    article: Article
    place: int
    url: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    story: StoryNote
    outlet: str
    published: str
    dateline: str
    also_known: tuple[OtherName, ...] = ()
    versions: tuple[Version, ...] = ()
    reports: int = 1
    names: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language in words, where it is not English or not known."""
        code = self.article.language
        return language_names(code)[0] if code not in ("", "en") else ""

    @property
    def not_shown(self) -> int:
        """How many versions there are beside those listed."""
        return self.reports - 1 - len(self.versions)


def hits_of(results: Results, query: Query, first: int) -> Iterator[Hit]:
    """The page's hits in their order, the first of them at place ``first``; the same few queries however many there are."""
    ids = [hit.article_id for hit in results.hits]
    versions = [pk for hit in results.hits for pk in hit.others]
    rows = Article.objects.select_related("outlet").only(*SHOWN).in_bulk([*ids, *versions])
    stories = story_notes({pk: rows[pk].story_id for pk in ids if pk in rows})
    called_otherwise = alias_hits(query.text, ids)
    before = result_querystring(query, 0).removesuffix("0")
    names, named_at = telling_names(ids, query), places_of_chosen(ids, query)
    for place, hit in enumerate(results.hits, first):
        pk, searched = hit.article_id, f"{before}{place}"
        if article := rows.get(pk):
            yield Hit(
                article,
                place,
                f"{article.get_absolute_url()}?{searched}",
                tuple(mark(article.title, results.terms)),
                tuple(snippet(article.body, results.terms, places=named_at.get(pk, ()))),
                stories[pk],
                article.outlet.name if article.outlet else "",
                dates.shown(article.published, article.published_precision),
                (article.dateline or {}).get("place", ""),
                called_otherwise.get(pk, ()),
                tuple(
                    Version(rows[other], f"{rows[other].get_absolute_url()}?{searched}")
                    for other in hit.others
                    if other in rows
                ),
                hit.reports,
                names.get(pk, ()),
            )
