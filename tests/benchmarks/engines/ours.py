"""The reading room's engine, asked as the page asks it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from articles.search.analysis import stem
from articles.search.backend import SearchDocument
from articles.search.query.query import Query
from articles.search.whoosh.backend import WhooshBackend
from tests.benchmarks.engines.corpus import Report
from tests.benchmarks.engines.engine import Engine
from tests.benchmarks.engines.questions import FACETS, Answer, Question

_SAID = {"phrase": '"{}"', "prefix": "{}*", "fuzzy": "{}~"}


class Ours(Engine):
    name = "reading room"

    def __init__(self, folder: Path) -> None:
        self.backend = WhooshBackend(folder)

    def build(self, reports: Iterable[Report]) -> None:
        stem.cache_clear()  # The corpus was made with it: the engine begins as it would for anyone.
        self.backend.rebuild(map(document, reports))

    def ask(self, question: Question) -> Answer:
        found = self.backend.search(Query.from_params(parameters(question)))
        return Answer(found.total, {name: dict(found.facets[name]) for name in FACETS})


def document(report: Report) -> SearchDocument:
    """A report as an engine of the reading room is given it."""
    return SearchDocument(report.number, report.title, report.body, "", "", report.published, report.facets)


def parameters(question: Question) -> list[tuple[str, str]]:
    """The question as the parameters of an address."""
    text = _SAID.get(question.how, "{}").format(" ".join(question.words))
    pairs = [("q", text), ("match", "any" if question.how == "any" else "all")]
    pairs += [("sort", "newest" if question.newest else "relevance")]
    return pairs + [(name, value) for name, values in question.chosen.items() for value in values]
