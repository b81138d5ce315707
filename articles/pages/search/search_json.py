"""A page of results as JSON: the shape that docs/addresses.md promises."""

from __future__ import annotations

from typing import Any

from articles.models import Article
from articles.pages.article.article_json import story_json
from articles.pages.search.facet_boxes import FacetBox
from articles.pages.search.hits import Hit
from articles.pages.search.search_page import SearchPage


def search_json(page: SearchPage) -> dict[str, Any]:
    """The page as the JSON that docs/addresses.md promises; `manage.py search --json` prints the same."""
    query = page.query
    filters: dict[str, Any] = {
        **{name: list(values) for name, values in query.chosen.items()},
        **{f"-{name}": list(values) for name, values in query.excluded.items()},
        **{name: day.isoformat() for name, day in (("from", query.date_from), ("to", query.date_to)) if day},
    }
    return {
        "query": {
            "text": query.text,
            "read_as": page.read_as,
            "filters": filters,
            "match": query.match,
            "sort": query.order,
            "switched": list(query.switched),
            "problems": list(page.problems),
        },
        "total": page.results.total,
        "lines": page.results.lines,
        "page": page.paging.number,
        "pages": page.paging.pages,
        "hits": [_hit_json(hit) for hit in page.hits],
        "facets": {box.facet.name: _values_json(box) for box in page.facets},
        "facet_values": {box.facet.name: box.total for box in page.facets},
        "did_you_mean": page.results.did_you_mean,
        "took_ms": round(page.results.took_ms, 2),
        "degraded": page.degraded,
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        **_named(hit.article),
        "dateline": (hit.article.dateline or {}).get("text", ""),
        "snippet": [{"text": piece.text, "hit": piece.hit} for piece in hit.snippet],
        "story": story_json(hit.story),
        "versions": [_named(other.article) for other in hit.versions],
    }


def _named(article: Article) -> dict[str, Any]:
    """What tells an article from others."""
    return {
        "id": article.pk,
        "title": article.title,
        "url": article.get_absolute_url(),
        "outlet": article.outlet.name if article.outlet else "",
        "published": article.published,
    }


def _values_json(box: FacetBox) -> list[dict[str, Any]]:
    """The values, and last the articles without any."""
    return [
        {
            "value": row.value,
            "label": row.label,
            "count": row.count,
            "chosen": row.chosen,
            "excluded": row.excluded,
        }
        for row in (*box.values, *([box.none] if box.none else []))
    ]
