"""Generations of the index: built beside the live one, named by a number, and switched to by an alias at once."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from articles.search.backend import EngineUnavailable, IndexMissing, SearchDocument
from articles.search.opensearch.client import REMEDY, Body, Cluster, package, plain_faults
from articles.search.opensearch.documents import body_of, names_of
from articles.search.opensearch.mapping import SCHEMA_VERSION, index_body, names_body

DOCUMENTS_PER_REQUEST = 200
REQUEST_MAX_BYTES = 10 * 1024 * 1024
# A cluster that is told too much at once says so (429): each time it is left alone for twice as long.
REFUSALS_MAX, REFUSED_SECONDS, REFUSED_MAX_SECONDS = 8, 1, 60
REFRESHED_EVERY = "1s"


@dataclass(frozen=True, slots=True)
class Generation:
    """One build: an index of articles and one of the names of values."""

    articles: str
    names: str


@dataclass(frozen=True, slots=True)
class Generations:
    """The builds of a room in a cluster. A build is finished when the aliases point to it."""

    cluster: Cluster

    def live(self) -> Generation:
        """The build in use. Raises IndexMissing where there is none, or one of another version."""
        found = self.cluster.ask(lambda client: client.indices.get_alias(name=self.cluster.articles))
        index = next(iter(found))
        mapping = self.cluster.ask(lambda client: client.indices.get_mapping(index=index))
        if mapping[index]["mappings"].get("_meta", {}).get("schema") != SCHEMA_VERSION:
            raise IndexMissing(f"The search index was made by another version: {REMEDY}.")
        return self._named(index)

    def create(self) -> Generation:
        """An empty build beside the live one."""
        build = self._named(f"{self.cluster.articles}-{int(time.time()):x}{uuid.uuid4().hex[:6]}")
        meta, cluster = _meta(building=True), self.cluster
        self._create(build.articles, index_body(cluster.shards, cluster.replicas, meta))
        self._create(build.names, names_body(cluster.replicas, meta))
        return build

    def publish(self, build: Generation) -> None:
        """Switch every process to a build at once, and remove all others but the one that was live."""
        with plain_faults():
            client = self.cluster.client
            for index in (build.articles, build.names):
                settings = {"index": {"refresh_interval": REFRESHED_EVERY}}
                client.indices.put_settings(index=index, body=settings)
                client.indices.put_mapping(index=index, body={"_meta": _meta(building=False)})
                client.indices.refresh(index=index)
            before = client.indices.get_alias(index=f"{self.cluster.prefix}-*")
            previous = {name for name, index in before.items() if index["aliases"]}
            remove = [{"remove": {"index": name, "alias": "*"}} for name in sorted(previous)]
            add = [
                {"add": {"index": build.articles, "alias": self.cluster.articles}},
                {"add": {"index": build.names, "alias": self.cluster.names}},
            ]
            client.indices.update_aliases(body={"actions": remove + add})
            for name in before.keys() - previous - {build.articles, build.names}:
                client.indices.delete(index=name, params={"ignore_unavailable": "true"})

    def write(self, builds: Iterable[Generation], documents: Iterable[SearchDocument]) -> int:
        """Put documents into builds, as fast as the cluster takes them. Returns the number of documents."""
        count, told = 0, set[tuple[str, str, tuple[str, ...]]]()
        targets = list(builds)

        def actions() -> Iterator[Body]:
            nonlocal count
            for document in documents:
                count += 1
                fresh = [one for one in names_of(document) if one not in told]
                told.update(fresh)
                body = body_of(document)
                for build in targets:
                    yield {"_index": build.articles, "_id": document.article_id, "_source": body}
                    yield from (_name_action(build, *one) for one in fresh)

        self._send(actions())
        return count

    def remove(self, builds: Iterable[Generation], article_ids: Iterable[int]) -> None:
        """Take articles out of builds."""
        ids = list(article_ids)
        self._send(
            {"_op_type": "delete", "_index": build.articles, "_id": article}
            for build in builds
            for article in ids
        )

    def refresh(self, builds: Iterable[Generation]) -> None:
        """Let searches see what was written."""
        names = ",".join(name for build in builds for name in (build.articles, build.names))
        self.cluster.ask(lambda client: client.indices.refresh(index=names))

    def _send(self, actions: Iterable[Body]) -> None:
        """Send actions in bulk. An article that is not there need not be deleted; any other refusal is a fault."""
        with plain_faults():
            answers = package().helpers.streaming_bulk(
                self.cluster.client,
                actions,
                chunk_size=DOCUMENTS_PER_REQUEST,
                max_chunk_bytes=REQUEST_MAX_BYTES,
                max_retries=REFUSALS_MAX,
                initial_backoff=REFUSED_SECONDS,
                max_backoff=REFUSED_MAX_SECONDS,
                raise_on_error=False,
                request_timeout=60,
            )
            for done, answer in answers:
                if not done and not _was_gone(answer):
                    raise EngineUnavailable(f"The search cluster refuses an article: {answer}")

    def _create(self, index: str, body: Body) -> None:
        self.cluster.ask(lambda client: client.indices.create(index=index, body=body))

    def _named(self, articles: str) -> Generation:
        number = articles.rpartition("-")[2]
        return Generation(articles, f"{self.cluster.names}-{number}")


def _meta(building: bool) -> dict[str, Any]:
    return {"schema": SCHEMA_VERSION, "building": building}


def _name_action(build: Generation, facet: str, value: str, names: tuple[str, ...]) -> Body:
    body = {"facet": facet, "value": value, "names": list(names)}
    return {"_index": build.names, "_id": f"{facet}:{value}", "_source": body}


def _was_gone(answer: Mapping[str, Any]) -> bool:
    return "delete" in answer and answer["delete"].get("status") == 404
