"""The mapping: the fields of an article in the cluster, all of them made by our own analysis."""

from __future__ import annotations

from typing import Any

from articles.search.facets import COLUMNS
from articles.search.index.bm25f import LENGTH_SHARES, SATURATION
from articles.search.index.inversion import LINE_GAP
from articles.search.index.segment import FIELDS

# Raise it when a field, the analysis, or what stands in a field changes: an older index is then built anew.
SCHEMA_VERSION = 3
# Beside a field's main words stand, position by position, the short forms in capitals and the joined compounds.
CAPITALS, JOINED = "capitals", "joined"
FILLER = "_"
RESULT_WINDOW_MAX = 10_000


def similarity(field: str) -> str:
    """The name of the scoring of a field: BM25 with our saturation and the field's share of its length."""
    return f"bm25_{field}"


def index_body(shards: int, replicas: int, meta: dict[str, Any]) -> dict[str, Any]:
    """Settings and mapping of an index of articles. Nothing is stored: all else is read from the database."""
    scorings = {
        similarity(name): {"type": "BM25", "k1": SATURATION, "b": LENGTH_SHARES[name]} for name in FIELDS
    }
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                "number_of_replicas": replicas,
                "refresh_interval": "-1",
                "max_result_window": RESULT_WINDOW_MAX,
                "similarity": scorings,
                "mapping": {"total_fields": {"limit": 200}},
            }
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"enabled": False},
            "_meta": meta,
            "properties": _fields(),
        },
    }


def names_body(replicas: int, meta: dict[str, Any]) -> dict[str, Any]:
    """The index of names: a document for each value of a facet, with every name by which it is known."""
    properties = {"facet": _keyword(), "value": _keyword(), "names": _text(lines=True)}
    return {
        "settings": {
            "index": {"number_of_shards": 1, "number_of_replicas": replicas, "refresh_interval": "-1"}
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"enabled": False},
            "_meta": meta,
            "properties": properties,
        },
    }


def _fields() -> dict[str, Any]:
    found: dict[str, Any] = {"article_id": {"type": "long"}, "day": {"type": "integer"}}
    for name in FIELDS:
        found[name] = _text() | {"similarity": similarity(name)}
        for stream in (CAPITALS, JOINED):
            found[f"{name}_{stream}"] = _text() | {"norms": False}
    # Every word in no matter which field, unstemmed; and every capital or joined form.
    found |= {"words": _keyword(), "forms": _keyword() | {"doc_values": False}}
    # An article of a story stands on the story's line, any other on its own.
    found |= {"line": _keyword()}
    return found | {column: _keyword() for column in COLUMNS}


def _text(lines: bool = True) -> dict[str, Any]:
    """Terms parted by spaces; the values of a list stand as far apart as the lines of our own index."""
    return {"type": "text", "analyzer": "whitespace", "position_increment_gap": LINE_GAP if lines else 0}


def _keyword() -> dict[str, Any]:
    return {"type": "keyword"}
