"""tantivy, the compiled engine that others are measured against; single segment, facets as its term aggregations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from tests.benchmarks.engines.corpus import FACETS as VALUES
from tests.benchmarks.engines.corpus import Report
from tests.benchmarks.engines.engine import Engine
from tests.benchmarks.engines.fts5 import GAP
from tests.benchmarks.engines.questions import FACETS, Answer, Question

# As many values of a facet as our own engine gives; the months are given whole.
VALUES_MAX = 200


class Tantivy(Engine):
    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = str(folder)

    def build(self, reports: Iterable[Report]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, indexed=True, fast=True)
        builder.add_text_field("body", stored=False, tokenizer_name="default")
        builder.add_date_field("published", stored=False, indexed=True, fast=True)
        for name in (*VALUES, "month"):
            builder.add_text_field(name, stored=False, tokenizer_name="raw", fast=True, index_option="basic")
        index = tantivy.Index(builder.build(), path=self.folder)
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for r in reports:
            day = dt.datetime.combine(r.published, dt.time())
            months = [f"{r.published:%Y}", f"{r.published:%Y-%m}"]
            document = tantivy.Document(
                number=r.number, body=r.title + GAP + r.body, published=day, month=months
            )
            for name, values in r.facets.items():
                for value in values:
                    document.add_text(name, value)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.open()

    def open(self) -> None:
        self.index = tantivy.Index.open(self.folder)
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> Answer:
        whole = self._query(question)
        order: dict[str, Any] = {"order_by_field": "published"} if question.newest else {}
        found = self.searcher.search(whole, 20, count=True, **order)
        [self.searcher.doc(address)["number"] for _, address in found.hits]
        free = [name for name in FACETS if name not in question.chosen]
        facets = self._counts(whole, free)
        for name in question.chosen:
            facets |= self._counts(self._query(question, but=name), [name])
        return Answer(found.count, facets)

    def _counts(self, query: Any, facets: Iterable[str]) -> dict[str, dict[str, int]]:
        asked = {name: {"terms": {"field": name, "size": VALUES_MAX}} for name in facets}
        found = self.searcher.aggregate(query, asked)
        return {name: {b["key"]: b["doc_count"] for b in found[name]["buckets"]} for name in facets}

    def _query(self, question: Question, but: str = "") -> Any:
        must = tantivy.Occur.Must
        clauses = [(must, self._words(question))]
        for name, values in question.chosen.items():
            if name != but:
                either = tantivy.Query.term_set_query(self.index.schema, name, list(values))
                clauses.append((must, tantivy.Query.const_score_query(either, 0.0)))
        return tantivy.Query.boolean_query(clauses) if len(clauses) > 1 else clauses[0][1]

    def _words(self, question: Question) -> Any:
        schema, words, query = self.index.schema, question.words, tantivy.Query
        if question.how == "phrase":
            return query.phrase_query(schema, "body", list(words))
        if question.how == "prefix":
            return query.regex_query(schema, "body", f"{words[0]}.*")
        if question.how == "fuzzy":
            return query.fuzzy_term_query(schema, "body", words[0], distance=2, transposition_cost_one=True)
        occur = tantivy.Occur.Should if question.how == "any" else tantivy.Occur.Must
        terms = [(occur, query.term_query(schema, "body", word)) for word in words]
        return query.boolean_query(terms) if len(terms) > 1 else terms[0][1]
