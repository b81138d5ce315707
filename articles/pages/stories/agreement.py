"""Names and figures that all reports of a story give, that one alone gives, and that one leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from articles.models import Article, Mention
from articles.stories.similarity.fingerprint import figures
from articles.stories.similarity.pair_features import name_rarity
from articles.text import fold

POINTS_MAX = 14
MOST = 0.5
"""More than this share of the reports is most of them."""
MOST_FROM_REPORTS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A name or figure as it is printed, how many reports give it, and the search that shows it in the story's articles."""

    text: str
    reports: int
    url: str


@dataclass(frozen=True)
class StoryPoints:
    """The names and figures of each report of a story (`points_of`), by the report's key."""

    story: int
    told: Mapping[int, Collection[str]]
    printed: Mapping[str, str]

    @cached_property
    def _held(self) -> Counter[str]:
        return Counter(key for keys in self.told.values() for key in set(keys))

    def of_all(self) -> tuple[Point, ...]:
        """The points that all reports give, if there are several."""
        return self._listed(key for key, count in self._held.items() if count == len(self.told) > 1)

    def of_most(self) -> tuple[Point, ...]:
        """The points that most but not all reports give, if there are enough reports; the most frequent first."""
        total = len(self.told)
        if total < MOST_FROM_REPORTS:
            return ()
        wanted = (key for key, count in self._held.items() if total * MOST < count < total)
        return self._listed(wanted, by_reports=True)

    def only_in(self, report: int) -> tuple[Point, ...]:
        """The points that no other report gives."""
        own = (key for key in self.told[report] if self._held[key] == 1)
        return self._listed(own) if len(self.told) > 1 else ()

    def left_out_by(self, report: int) -> tuple[Point, ...]:
        """The points that at least two other reports give and this one lacks, the most frequent first."""
        own = set(self.told[report])
        wanted = (key for key, count in self._held.items() if count > 1 and key not in own)
        return self._listed(wanted, by_reports=True)

    def _listed(self, keys: Iterable[str], by_reports: bool = False) -> tuple[Point, ...]:
        """The rarer names first, figures last."""

        def rank(key: str) -> tuple[int, bool, float, str]:
            text = self.printed[key]
            return (-self._held[key] * by_reports, text[0].isdigit(), -name_rarity(fold(text)), text)

        return tuple(self._point(key) for key in sorted(keys, key=rank)[:POINTS_MAX])

    def _point(self, key: str) -> Point:
        text = self.printed[key]
        asked = urlencode({"q": '"{}"'.format(text.replace('"', " ")), "story": self.story})
        return Point(text, self._held[key], f"{reverse('search')}?{asked}")


def points_of(articles: Sequence[Article]) -> tuple[dict[int, set[str]], dict[str, str]]:
    """The names and figures of each article: a key independent of the printed form, and the form to show.

    Reporters and agency of a report are no part of its content.
    """
    found: dict[int, set[str]] = {article.pk: set() for article in articles}
    printed: dict[str, str] = {}
    signed = {article.pk: _signed(article) for article in articles}
    named = Mention.objects.filter(article__in=articles, part="body").exclude(role="demonym").order_by()
    for pk, name in named.values_list("article_id", "entity__name").distinct():
        if name and not set(fold(name).split()) <= signed[pk]:
            found[pk].add(name)
            printed[name] = name
    for article in articles:
        telling = {value: shown for value, shown in figures(article.body).items() if len(value) > 1}
        found[article.pk].update(telling)
        printed = telling | printed
    return found, printed


def _signed(article: Article) -> set[str]:
    """The words of the names of its reporters and its agency."""
    names = [*article.byline, *article.reporters, (article.dateline or {}).get("agency") or ""]
    return {word for name in names for word in fold(name).split()}
