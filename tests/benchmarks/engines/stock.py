"""Whoosh as it comes, with its own codec and its own grouping."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh import query as q
from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.fields import KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.sorting import Count, Facets, FieldFacet

from tests.benchmarks.engines.corpus import FACETS as VALUES
from tests.benchmarks.engines.corpus import Report
from tests.benchmarks.engines.engine import Engine
from tests.benchmarks.engines.fts5 import GAP
from tests.benchmarks.engines.questions import FACETS, Answer, Question


class Stock(Engine):
    name = "stock Whoosh"
    # Its fuzzy matching walks the whole lexicon by hand and has no second edit worth waiting for; no multi-select.
    kinds_left_out = frozenset({"fuzzy", "three facets"})

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = str(folder)

    def build(self, reports: Iterable[Report]) -> None:
        text = TEXT(analyzer=RegexTokenizer(r"\w+") | LowercaseFilter())
        values = {name: KEYWORD(commas=True) for name in (*VALUES, "month")}
        day = NUMERIC(sortable=True)
        index = create_in(self.folder, Schema(number=STORED, body=text, published=day, **values))
        writer = index.writer(limitmb=512, compound=False)
        for r in reports:
            facets = {name: ",".join(values) for name, values in r.facets.items()}
            months = f"{r.published:%Y},{r.published:%Y-%m}"
            day = r.published.toordinal()
            writer.add_document(
                number=r.number, body=r.title + GAP + r.body, published=day, month=months, **facets
            )
        writer.commit()
        self.open()

    def close(self) -> None:
        self.searcher.close()

    def open(self) -> None:
        self.searcher = open_dir(self.folder).searcher()

    def ask(self, question: Question) -> Answer:
        facets = Facets()
        for name in FACETS:
            facets.add_field(name, allow_overlap=True, maptype=Count)
        order = FieldFacet("published", reverse=True) if question.newest else None
        found = self.searcher.search(self._query(question), limit=20, groupedby=facets, sortedby=order)
        counts = {n: {k: c for k, c in found.groups(n).items() if k is not None} for n in FACETS}
        # The filtered facet's own choice is not ignored by its grouping, so that facet is asked for again.
        for name in question.chosen:
            again = Facets().add_field(name, allow_overlap=True, maptype=Count)
            free = self.searcher.search(self._query(question, but=name), limit=1, groupedby=again)
            counts[name] = {k: c for k, c in free.groups(name).items() if k is not None}
        return Answer(len(found), counts)

    def _query(self, question: Question, but: str = "") -> q.Query:
        words = [q.Term("body", word) for word in question.words]
        match question.how:
            case "phrase":
                text: q.Query = q.Phrase("body", list(question.words))
            case "prefix":
                text = q.Prefix("body", question.words[0])
            case _:
                text = (q.Or if question.how == "any" else q.And)(words)
        chosen = [
            q.Or([q.Term(name, value) for value in values])
            for name, values in question.chosen.items()
            if name != but
        ]
        return q.And([text, *chosen]) if chosen else text
