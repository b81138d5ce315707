"""The common source of a report's articles, with its evidence, and the other sources they name.

A tag or a credit states where a text comes from. "Told The Associated Press" does not, but where several rewrites of one
report keep it, and none has a tag, the agency is their likely source. Who came first is said by dates alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.stories.sources.media_names import is_medium, medium_name
from articles.stories.sources.provenance import Origin, SourceOf
from articles.text import fold

_OWN, _TAG, _TOLD = "its own article", "agency tag", "told to"


@dataclass(frozen=True, slots=True)
class Witness:
    """An article of a report: its outlet and the agency of its tag, "" where unknown, and the sources that it names."""

    article: int
    outlet: str = ""
    agency: str = ""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """What in an article points to a source: by which rule, and the words, "" where a field of the article says it."""

    article: int
    rule: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source with the signs of it; ``stated`` where a text says so itself, else it is only likely."""

    name: str
    signs: tuple[Sign, ...]
    stated: bool = True
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a report's text, the surest first; separately those of statements and of pictures."""

    text: tuple[Source, ...]
    statements: tuple[Source, ...]
    pictures: tuple[Source, ...]


def sources(witnesses: Sequence[Witness]) -> Sources:
    """The sources of one report by what its articles say.

    >>> from articles.stories.sources.provenance import origins
    >>> told = origins("“We left,” Berg told The Associated Press.")
    >>> found = sources([Witness(1, "Herald", "", told), Witness(2, "Mirror", "", told)])
    >>> [(one.name, one.stated, one.articles) for one in found.text]
    [('Associated Press', False, 2)]
    >>> sources([Witness(1, "Herald", "", told)]).text
    ()
    """
    stated = _collected(_stated(witnesses))
    heard = _collected(_heard(witnesses))
    own = _collected(_own(witnesses, {*stated, *heard}))
    likely = {key: (name, signs + own.get(key, ("", []))[1]) for key, (name, signs) in heard.items()}
    shown = {key: (name, signs + own.get(key, ("", []))[1]) for key, (name, signs) in stated.items()}
    texts = _listed(shown, True)
    if not any(is_medium(one.name) or sign.rule == _TAG for one in texts for sign in one.signs):
        texts += tuple(one for one in _listed(likely, False) if one.articles > 1)
    found = {
        of: _collected(
            (one.name, Sign(witness.article, one.rule, one.evidence))
            for witness in witnesses
            for one in witness.origins
            if one.of is of
        )
        for of in (SourceOf.STATEMENT, SourceOf.PICTURE)
    }
    return Sources(texts, *(_listed(found[of], True) for of in (SourceOf.STATEMENT, SourceOf.PICTURE)))


def _stated(witnesses: Iterable[Witness]) -> Iterator[tuple[str, Sign]]:
    """A tag, a sign-off, a credit."""
    for one in witnesses:
        if one.agency:
            yield one.agency, Sign(one.article, _TAG)
        for origin in one.origins:
            if origin.of is SourceOf.TEXT:
                yield origin.name, Sign(one.article, origin.rule, origin.evidence)


def _heard(witnesses: Iterable[Witness]) -> Iterator[tuple[str, Sign]]:
    """The medium that someone spoke to; a medium that is only quoted ("Reuters reported") is no source."""
    for one in witnesses:
        for origin in one.origins:
            if origin.of is SourceOf.STATEMENT and origin.rule == _TOLD:
                yield origin.name, Sign(one.article, origin.rule, origin.evidence)


def _own(witnesses: Iterable[Witness], named: Collection[str]) -> Iterator[tuple[str, Sign]]:
    """The article that the named medium printed itself."""
    for one in witnesses:
        if one.outlet and fold(medium_name(one.outlet)) in named:
            yield one.outlet, Sign(one.article, _OWN)


def _collected(signs: Iterable[tuple[str, Sign]]) -> dict[str, tuple[str, list[Sign]]]:
    """By source, agencies under their one name; a source is called as it was first, without an article."""
    found: dict[str, tuple[str, list[Sign]]] = {}
    for name, sign in signs:
        shown = medium_name(name)
        found.setdefault(fold(shown), (shown, []))[1].append(sign)
    return found


def _listed(found: Mapping[str, tuple[str, list[Sign]]], stated: bool) -> tuple[Source, ...]:
    """Sorted by the number of articles that point to each."""
    rows = []
    for name, signs in found.values():
        articles = {sign.article for sign in signs}
        rows.append(Source(name, tuple(dict.fromkeys(signs)), stated, len(articles)))
    return tuple(sorted(rows, key=lambda one: -one.articles))
