"""The processor's time of a page in two parts: to build what it shows, and to render its template.

    NEWSROOM_DATA_DIR=… python -m tests.benchmarks.render_cost

Asks for the results of the benchmark's questions in a room that is there, one after the other, in one process. Of each part
the least of several rounds is printed, which others at work on the same machine disturb least. Two versions of the program
are compared by running this in both, in turn.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from itertools import islice
from urllib.parse import urlencode

import django

ROUNDS = 7
SAMPLE_ARTICLES = 2_000


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    logging.disable(logging.WARNING)
    from django.contrib.auth.models import AnonymousUser
    from django.http import QueryDict
    from django.template.loader import get_template
    from django.test import RequestFactory

    from articles.ingest.indexing.outbox import get_backend
    from articles.pages.search.search_page import search_page
    from articles.search.query.query import Query
    from tests.benchmarks.engines.corpus import reports
    from tests.benchmarks.engines.ours import parameters
    from tests.benchmarks.engines.questions import questions

    request, template = RequestFactory().get("/search/"), get_template("articles/search.html")
    request.user = AnonymousUser()
    asked = [
        urlencode(parameters(one)) for one in questions(islice(reports(SAMPLE_ARTICLES), SAMPLE_ARTICLES))
    ]

    def built(text: str) -> object:
        return search_page(Query.from_params(QueryDict(text)), get_backend(), grouped=True)

    pages = [built(text) for text in asked]
    builds = [_milliseconds(lambda: [built(text) for text in asked]) / len(asked) for _ in range(ROUNDS)]
    renders = [
        _milliseconds(lambda: [template.render({"page": p, "section": "search"}, request) for p in pages])
        / len(asked)
        for _ in range(ROUNDS)
    ]
    sys.stdout.write(
        f"| a page of results | CPU ms |\n| --- | --- |\n| built | {min(builds):.1f} |\n| rendered | {min(renders):.1f} |\n"
    )


def _milliseconds(act: object) -> float:
    started = time.process_time()
    act()  # type: ignore[operator]
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    main()
