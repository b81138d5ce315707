"""The facts of an article, each with the way to the characters it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from articles.models import Article
from articles.pages.review.review_history import settled_fields
from articles.pages.shared import dates
from articles.reading.details import DETAILS
from articles.reading.metadata.language import READ, language_names


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact; ``url`` leads to a search or a page about it, where there is one."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the article. No values: the source does not state it. ``evidence`` leads to its place in the source.

    ``settled`` says which editor corrected it or found it right, and when.
    """

    label: str
    values: tuple[Value, ...]
    evidence: str = ""
    note: str = ""
    settled: str = ""


def facts_of(article: Article) -> tuple[Fact, ...]:
    """The article's metadata in reading order."""
    settled = settled_fields(article)
    facts = []
    for field, fact in _facts(article):
        word = settled[field].in_words if field in settled else ""
        facts.append(replace(fact, evidence=_evidence(article, field), settled=word))
    return tuple(facts)


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
    if article.language:
        yield "language", _language(article)
    if article.url:
        yield "url", Fact("Web address", (Value(article.url),))
    for key, label in DETAILS.items():
        if values := article.details.get(key):
            yield key, Fact(label, tuple(Value(value) for value in values))
    yield "title", _headline(article)


def _evidence(article: Article, field: str) -> str:
    """Where the source says it; empty for a value that an editor wrote, which stands nowhere in the source."""
    # Where reporters are named with their places in the byline, the byline's characters say it.
    field = "byline" if field == "reporters" and field not in article.evidence else field
    row = article.evidence.get(field)
    if row is None or row["start"] >= row["end"]:
        return ""
    return f"{reverse('article-source', args=(article.pk,))}#field-{field}"


def _language(article: Article) -> Fact:
    """The language, and how it is known where the source does not state it."""
    rule = article.evidence.get("language", {}).get("rule", "")
    value = Value(language_names(article.language)[0], search_url(language=article.language))
    return Fact("Language", (value,), note="by its words" if rule.startswith(READ) else "")


def _headline(article: Article) -> Fact:
    if article.title_origin == "derived":
        return Fact("Headline", (), note="derived from its first words")
    return Fact("Headline", (Value("as printed" if article.title_origin == "source" else "corrected"),))


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
    # A dateline that an editor wrote is printed nowhere.
    note = f"printed “{printed}”" if printed else ""
    if place is None:
        return Fact("Reported from", (Value(article.dateline["place"]),), note=note)
    return Fact("Reported from", (Value(place.name, search_url(dateline=place.slug)),), note=note)


def _byline(article: Article) -> Iterator[Value]:
    for name in article.byline:
        yield Value(name, search_url(q=f'byline:"{name}"'))


def _reporters(article: Article) -> Iterator[Value]:
    for name, place in article.reporters.items():
        yield Value(f"{name} ({place})" if place else name)
