"""Server time of each kind of page in a room that is there, in one process and without the network.

    NEWSROOM_DATA_DIR=… python -m tests.benchmarks.page_times

Prints the median and the 95th percentile in milliseconds and the number of SQL statements of each page, after a warm-up.
The entity pages are those of the most named person, place and organisation; articles are the longest and some of usual
length.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import time

import django

ROUNDS = 15
USUAL_ARTICLES = 20


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    logging.disable(logging.WARNING)
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    sys.stdout.write("| page | median ms | 95 % ms | SQL statements |\n| --- | --- | --- | --- |\n")
    for label, addresses in _addresses().items():
        times, statements = _asked(addresses)
        times.sort()
        sys.stdout.write(
            f"| {label} | {statistics.median(times):.1f} | {times[int(len(times) * 0.95)]:.1f} | {statements} |\n"
        )


def _addresses() -> dict[str, list[str]]:
    from django.db.models.functions import Length

    from articles.models import Article, Entity, Story

    found = {
        "home": ["/"],
        "people": ["/people/"],
        "places": ["/places/"],
        "organisations": ["/organisations/"],
    }
    for kind in ("person", "place", "org"):
        entity = Entity.objects.filter(kind=kind, merged_into=None).order_by("-article_count").first()
        if entity:
            found[f"most named {kind} ({entity.article_count:,} articles)"] = [entity.get_absolute_url()]
    rows = Article.objects.order_by("pk")
    keys = list(rows.values_list("pk", flat=True))
    chosen = keys[:: max(1, len(keys) // USUAL_ARTICLES)][:USUAL_ARTICLES]
    found["article"] = [row.get_absolute_url() for row in rows.filter(pk__in=chosen)]
    longest = rows.order_by(Length("paragraphs").desc()).first()
    if longest:
        found["longest article"] = [longest.get_absolute_url()]
    found |= {
        "search, all": ["/search/"],
        "search, a word": [f"/search/?q={_frequent_word()}"],
        "quotes": ["/quotes/"],
    }
    if story := Story.objects.first():
        found["story"] = [story.get_absolute_url()]
    return found


def _frequent_word() -> str:
    """A word of the room's own headlines that stands in many of them."""
    from collections import Counter

    from articles.models import Article

    titles = Article.objects.order_by("pk").values_list("title", flat=True)[:2_000]
    return Counter(word for title in titles for word in title.lower().split() if word.isalpha()).most_common(
        1
    )[0][0]


def _asked(addresses: list[str]) -> tuple[list[float], int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, times, statements = Client(), [], 0
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        if answer.status_code != 200:
            raise ValueError(f"{address} answered {answer.status_code}")
        statements = max(statements, len(queries))
    for _ in range(max(1, ROUNDS // len(addresses))):
        for address in addresses:
            started = time.perf_counter()
            b"".join(client.get(address))
            times.append((time.perf_counter() - started) * 1000)
    return times, statements


if __name__ == "__main__":
    main()
