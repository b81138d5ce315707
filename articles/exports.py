"""A whole search result for other programs: CSV, RIS and BibTeX, streamed article by article."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from articles.models import Article
from articles.pages.stories.membership import StoryNote, stories_of
from articles.search.backend import SearchBackend
from articles.search.query.query import Query

READ_AT_ONCE = 100
COLUMNS = (
    "id",
    "title",
    "title_origin",
    "outlet",
    "agency",
    "published",
    "dateline",
    "byline",
    "url",
    "page",
    "story",
    "story_articles",
    "story_reports",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Found:
    """An article of the result, and its story."""

    article: Article
    story: StoryNote


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its media type, the ending of its file's name, and how articles become lines."""

    media_type: str
    ending: str
    lines: Callable[[Iterable[Found], str], Iterator[str]]


def found_articles(query: Query, backend: SearchBackend) -> Iterator[Found]:
    """Every article of the result in its order, or the best of each story; a hundred rows at a time."""
    hits = backend.walk(query)
    while ids := [hit.article_id for hit in islice(hits, READ_AT_ONCE)]:
        rows = Article.objects.select_related("outlet", "agency").defer("paragraphs", "evidence").in_bulk(ids)
        stories = stories_of(rows)
        yield from (Found(rows[pk], stories[pk]) for pk in ids if pk in rows)


def csv_lines(found: Iterable[Found], site: str) -> Iterator[str]:
    """A header and one row an article; what a spreadsheet would run as a formula is made plain text."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for one in found:
        yield writer.writerow([_plain(value) for value in _row(one, site)])


def ris_lines(found: Iterable[Found], site: str) -> Iterator[str]:
    """One RIS record of type NEWS an article (reference managers' tagged format)."""
    for article in (one.article for one in found):
        tags = [("TY", "NEWS"), ("TI", article.title), *(("AU", name) for name in article.byline)]
        tags += [("T2", article.outlet.name if article.outlet else ""), ("DA", _ris_date(article))]
        tags += [
            ("CY", (article.dateline or {}).get("place", "")),
            ("UR", article.url or _page(article, site)),
        ]
        written = [f"{tag}  - {_line(value)}\r\n" for tag, value in tags if value]
        yield "".join([*written, "ER  - \r\n\r\n"])


def bibtex_lines(found: Iterable[Found], site: str) -> Iterator[str]:
    """One @article an article, its key made of outlet, year and id."""
    for article in (one.article for one in found):
        outlet = article.outlet.slug if article.outlet else "unknown"
        fields = {
            "title": f"{{{_tex(article.title)}}}",
            "author": " and ".join(f"{{{_tex(name)}}}" for name in article.byline),
            "journal": _tex(article.outlet.name) if article.outlet else "",
            "year": article.published[:4],
            "date": article.published[:10],
            "url": article.url or _page(article, site),
        }
        body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        yield f"@article{{{outlet}-{article.published[:4] or 'nd'}-{article.pk},\n{body}}}\n\n"


EXPORTS = {
    "csv": Export("text/csv; charset=utf-8", "csv", csv_lines),
    "ris": Export("application/x-research-info-systems; charset=utf-8", "ris", ris_lines),
    "bib": Export("application/x-bibtex; charset=utf-8", "bib", bibtex_lines),
}


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def _row(found: Found, site: str) -> Iterator[str]:
    article, story = found.article, found.story
    yield str(article.pk)
    yield article.title
    yield article.title_origin
    yield article.outlet.name if article.outlet else ""
    yield article.agency.name if article.agency else ""
    yield article.published
    yield (article.dateline or {}).get("text", "")
    yield "; ".join(article.byline)
    yield article.url
    yield _page(article, site)
    yield site + story.url if story.url else ""
    yield str(len(story.articles))
    yield str(len(story.reports))


def _plain(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _page(article: Article, site: str) -> str:
    return site + article.get_absolute_url()


def _line(value: str) -> str:
    return " ".join(value.split())


def _ris_date(article: Article) -> str:
    return article.published[:10].replace("-", "/")


def _tex(value: str) -> str:
    return "".join(_TEX.get(character, character) for character in _line(value))
