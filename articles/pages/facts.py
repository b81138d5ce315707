"""What is known of an article, each fact with the way to the characters it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from articles.models import Article
from articles.pages import dates


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact; ``url`` leads to a search or a page about it, where there is one."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the article. No values: the source does not state it. ``evidence`` leads to its place in the source."""

    label: str
    values: tuple[Value, ...]
    evidence: str = ""
    note: str = ""


def facts_of(article: Article) -> tuple[Fact, ...]:
    """The article's metadata in the order in which a reader asks for it."""
    return tuple(_with_evidence(article, field, fact) for field, fact in _facts(article))


def search_url(**parameters: str) -> str:
    """The address of a search with these parameters."""
    return f"{reverse('search')}?{urlencode(parameters)}"


def _facts(article: Article) -> Iterator[tuple[str, Fact]]:
    outlet, agency = article.outlet, article.agency
    yield "outlet", Fact("Outlet", (Value(outlet.name, search_url(outlet=outlet.slug)),) if outlet else ())
    yield "published", Fact("Published", _published(article))
    yield "dateline", _dateline(article)
    yield "byline", Fact("By", tuple(_byline(article)))
    if article.reporters:
        yield "reporters", Fact("Reporters", tuple(_reporters(article)))
    if agency:
        yield "agency", Fact("Agency", (Value(agency.name, search_url(agency=agency.slug)),))
    if article.url:
        yield "url", Fact("Web address", (Value(article.url),))


def _with_evidence(article: Article, field: str, fact: Fact) -> Fact:
    if field not in article.evidence or not fact.values:
        return fact
    address = reverse("article-source", args=(article.pk,))
    return Fact(fact.label, fact.values, f"{address}#field-{field}", fact.note)


def _published(article: Article) -> tuple[Value, ...]:
    text = dates.shown(article.published, article.published_precision)
    if not text:
        return ()
    day = article.published_day.isoformat() if article.published_day else ""
    return (Value(text, search_url(**{"from": day, "to": day}) if day else ""),)


def _dateline(article: Article) -> Fact:
    if not article.dateline:
        return Fact("Reported from", ())
    place = article.dateline_place
    printed = article.dateline["text"]
    if place is None:
        return Fact("Reported from", (Value(article.dateline["place"]),), note=f"printed “{printed}”")
    value = Value(place.name, search_url(dateline=place.slug))
    return Fact("Reported from", (value,), note=f"printed “{printed}”")


def _byline(article: Article) -> Iterator[Value]:
    for name in article.byline:
        yield Value(name, search_url(q=f'byline:"{name}"'))


def _reporters(article: Article) -> Iterator[Value]:
    for name, place in article.reporters.items():
        yield Value(f"{name} ({place})" if place else name)
