"""The likely source of a report's articles, and the other sources they name, as a page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article
from articles.stories.sources.common_source import Sign, Source, Witness, sources
from articles.stories.sources.provenance import origins

SIGNS_MAX = 4


@dataclass(frozen=True, slots=True)
class ShownSign:
    """A sign of a source, and its article."""

    article: Article
    sign: Sign


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source, its certainty in words, and its signs."""

    name: str
    said: str
    signs: tuple[ShownSign, ...]


@dataclass(frozen=True, slots=True)
class ReportSources:
    """Of the text, of statements in it, and of pictures, kept apart; ``order`` says who came first, where dates do."""

    text: tuple[ShownSource, ...]
    statements: tuple[ShownSource, ...]
    pictures: tuple[ShownSource, ...]
    order: str


def report_sources(articles: Sequence[Article]) -> ReportSources:
    """The sources of the articles of one report, given in order of publication."""
    by_id = {article.pk: article for article in articles}
    found = sources([_witness(article) for article in articles])

    def shown(rows: Sequence[Source]) -> tuple[ShownSource, ...]:
        return tuple(_shown(one, by_id) for one in rows)

    return ReportSources(shown(found.text), shown(found.statements), shown(found.pictures), _order(articles))


def _witness(article: Article) -> Witness:
    return Witness(
        article.pk,
        article.outlet.name if article.outlet else "",
        article.agency.name if article.agency else "",
        origins(article.body, [block["text"] for block in article.captions]),
    )


def _shown(one: Source, by_id: dict[int, Article]) -> ShownSource:
    many = f"in {one.articles} of {len(by_id)} articles" if len(by_id) > 1 else ""
    said = ("stated" if one.stated else "likely") + (f" {many}" if many else "")
    return ShownSource(
        one.name, said, tuple(ShownSign(by_id[sign.article], sign) for sign in one.signs[:SIGNS_MAX])
    )


def _order(articles: Sequence[Article]) -> str:
    """Who came first, where the dates show it."""
    if len(articles) < 2:
        return ""
    first, second = (article.published_day for article in articles[:2])
    if first is None or any(article.published_day is None for article in articles) or first == second:
        return "Siblings: the dates do not say which was first."
    return f"By date, {articles[0].outlet.name if articles[0].outlet else 'outlet unknown'} was first."
