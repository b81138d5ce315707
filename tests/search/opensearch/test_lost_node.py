"""A node is killed while readers search and articles are indexed: nobody sees a failure, and nothing is lost."""

from __future__ import annotations

import threading

from articles.search.backend import EngineUnavailable
from articles.search.opensearch.backend import OpenSearchBackend
from articles.search.opensearch.client import Cluster as Reached
from articles.search.query.query import Query
from tests.search.opensearch.cluster import Cluster
from tests.search.world import WORLD, report

BATCHES, A_BATCH = 15, 20
FIRST = 1_000


def test_a_killed_node_costs_no_search_and_no_article(nodes: Cluster, reached: Reached) -> None:
    room = OpenSearchBackend(reached)
    room.rebuild(WORLD)
    nodes.wait("green", 3)
    done, wrong, asked, waited = threading.Event(), list[object](), [0], [0]

    def search() -> None:
        while not done.is_set():
            try:
                if room.search(Query(text='"power vacuum" OR pumpkins')).total != 2:
                    wrong.append("other articles were found")
            except Exception as fault:
                wrong.append(fault)
            asked[0] += 1

    readers = [threading.Thread(target=search) for _ in range(2)]
    for reader in readers:
        reader.start()
    lost = nodes.nodes[1]
    for batch in range(BATCHES):
        if batch == BATCHES // 3:
            nodes.kill(lost)
        if batch == 2 * BATCHES // 3:
            nodes.start_node(lost)
        first = FIRST + batch * A_BATCH
        articles = [report(first + n, f"Ferry {first + n}", "A ferry sails.") for n in range(A_BATCH)]
        while True:
            # As the outbox does: what the cluster did not take waits, and is sent again.
            try:
                room.update(articles)
                break
            except EngineUnavailable:
                waited[0] += 1
                done.wait(0.5)
    done.set()
    for reader in readers:
        reader.join()
    nodes.wait("green", 3)
    held = room.article_ids()
    wanted = {document.article_id for document in WORLD} | set(range(FIRST, FIRST + BATCHES * A_BATCH))
    print(  # noqa: T201 - the figures of docs/scale.md.
        f"\nA node of three killed: {asked[0]} searches, {len(wrong)} failed; {BATCHES * A_BATCH} articles indexed in "
        f"{BATCHES} batches, {waited[0]} of them sent again, {len(wanted - held)} lost; green again with three nodes."
    )
    assert wrong == []
    assert held == wanted
    assert room.warning() == ""
