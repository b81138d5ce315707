"""`manage.py search QUERY`: the same search from a terminal."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.ingest.indexing.outbox import get_backend
from articles.management.room_command import RoomCommand
from articles.pages.search.search_json import search_json
from articles.pages.search.search_page import SearchPage, search_page
from articles.search.backend import IndexMissing
from articles.search.query.parameters import PAGE_SIZE_MAX
from articles.search.query.query import MATCHES, Query


class Command(RoomCommand):
    help = "Search as the page does. One article a line: number, date, outlet, headline; or the page's JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", metavar="QUERY", nargs="+")
        parser.add_argument("--match", choices=MATCHES, default="all", help="All words, or any of them.")
        parser.add_argument(
            "--limit",
            type=int,
            choices=range(1, PAGE_SIZE_MAX + 1),
            metavar="N",
            default=20,
            help="At most 100.",
        )
        parser.add_argument("--json", action="store_true", help="What /search.json answers.")

    def handle(self, *, query: list[str], match: str, limit: int, json: bool, **options: Any) -> None:
        asked = Query.from_params({"q": " ".join(query), "match": match, "page_size": str(limit)})
        try:
            page = search_page(asked, get_backend())
        except IndexMissing as missing:
            raise CommandError(str(missing)) from missing
        if json:
            self.stdout.write(_json(page))
        else:
            self._lines(page)

    def _lines(self, page: SearchPage) -> None:
        for hit in page.hits:
            article = hit.article
            outlet = article.outlet.name if article.outlet else "unknown outlet"
            self.stdout.write(
                f"{article.pk:>6}  {article.published[:10] or 'undated':<10}  {outlet}: {article.title}"
            )
        for problem in page.problems:
            self.stderr.write(problem)
        if page.results.did_you_mean:
            self.stderr.write(f"Did you mean: {page.results.did_you_mean}")
        self.stderr.write(f"{page.results.total} found: {page.read_as or 'everything'}")


def _json(page: SearchPage) -> str:
    return json.dumps(search_json(page), ensure_ascii=False, indent=1)
