"""The client: how the cluster is reached, and its faults as sentences that a page can show."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from articles.search.backend import EngineUnavailable, IndexMissing

REMEDY = "run `python manage.py reindex`"
RETRIES = 4
NOTICED_SECONDS = 1
POOL_PER_NODE = 16
Body = dict[str, Any]


@dataclass(frozen=True)
class Cluster:
    """Where the cluster is, how to sign in, and how an index is laid out. ``urls`` are addresses of its nodes."""

    urls: tuple[str, ...]
    prefix: str = "newsroom"
    user: str = ""
    password: str = ""
    ca_file: str = ""
    timeout_seconds: int = 10
    shards: int = 1
    replicas: int = 1

    @cached_property
    def client(self) -> Any:
        """The official client; a request that a node does not answer goes to the next one."""
        opensearch = package()
        tls = {"ca_certs": self.ca_file} if self.ca_file else {}
        return opensearch.OpenSearch(
            list(self.urls),
            http_auth=(self.user, self.password) if self.user else None,
            timeout=self.timeout_seconds,
            max_retries=RETRIES,
            retry_on_timeout=True,
            # A node that is lost between finding articles and fetching them makes a search end with 500.
            retry_on_status=(500, 502, 503, 504),
            dead_timeout=5,
            pool_maxsize=POOL_PER_NODE,
            **tls,
        )

    @property
    def articles(self) -> str:
        """The alias of the live index."""
        return f"{self.prefix}-articles"

    @property
    def names(self) -> str:
        """The alias of the live index of value names."""
        return f"{self.prefix}-names"

    def ask(self, request: Callable[[Any], Any]) -> Mapping[str, Any]:
        """The answer to one request. Raises IndexMissing, and EngineUnavailable where the cluster fails."""
        with plain_faults():
            answer: Mapping[str, Any] = request(self.client)
        return answer

    def search(self, index: str, body: Body, **parameters: Any) -> Mapping[str, Any]:
        """The answer to a search over every shard. Raises IndexMissing, EngineUnavailable."""
        # A part of the result would pass for the whole; better to say that search does not work.
        parameters |= {"allow_partial_search_results": "false"}
        where = {} if "pit" in body else {"index": index}

        def search(client: Any) -> Any:
            return client.search(body=body, params=parameters, **where)

        try:
            return self.ask(search)
        except EngineUnavailable:
            # Until the others have noticed the loss of a node, each of them may still count on it.
            time.sleep(NOTICED_SECONDS)
            return self.ask(search)


def package() -> Any:
    """The package of the official client. Raises EngineUnavailable where it is not installed."""
    try:
        import opensearchpy
    except ModuleNotFoundError:
        raise EngineUnavailable(
            "NEWSROOM_SEARCH is opensearch, but the package opensearch-py is not installed: "
            "run `pip install --require-hashes -r requirements-opensearch.txt`."
        ) from None
    return opensearchpy


@contextmanager
def plain_faults() -> Iterator[None]:
    """What the client raises, as IndexMissing or EngineUnavailable."""
    faults = package().exceptions
    try:
        yield
    except faults.NotFoundError:
        raise IndexMissing(f"There is no search index in the cluster yet: {REMEDY}.") from None
    except faults.ConnectionTimeout:
        raise EngineUnavailable("The search cluster does not answer in time.") from None
    except faults.SSLError as fault:
        raise EngineUnavailable(f"The search cluster's certificate is not trusted: {fault.error}") from None
    except faults.ConnectionError:
        raise EngineUnavailable("The search cluster cannot be reached.") from None
    except (faults.AuthenticationException, faults.AuthorizationException):
        raise EngineUnavailable("The search cluster refuses the sign-in of this room.") from None
    except faults.TransportError as fault:
        if fault.status_code not in (429, 500, 502, 503, 504):
            raise
        raise EngineUnavailable(
            f"The search cluster cannot answer just now (status {fault.status_code})."
        ) from None
