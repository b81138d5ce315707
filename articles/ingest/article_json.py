"""An article's own fields as the JSON that /articles/<id>.json and `manage.py parse` give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.entities.kinds import Mention as Recognised
from articles.models import Article, Mention

DATELINE_KEYS = (
    "text",
    "place",
    "region",
    "country",
    "agency",
    "date",
    "places",
    "month",
    "day",
    "year",
    "date_reason",
    "start",
    "end",
)


def own_fields(article: Article, outlet: str, agency: str) -> dict[str, Any]:
    """The fields read from the source, without those that need other rows (mentions, story, related)."""
    return {
        "title": article.title,
        "title_origin": article.title_origin,
        "outlet": outlet,
        "agency": agency,
        "published": article.published,
        "published_precision": article.published_precision,
        "dateline": _dateline(article.dateline),
        "byline": article.byline,
        "reporters": article.reporters,
        "url": article.url,
        "language": article.language,
        "details": article.details,
        "paragraphs": [block["text"] for block in article.paragraphs],
        "subheads": [block["text"] for block in article.paragraphs if block["kind"] == "subhead"],
        "captions": [block["text"] for block in article.captions],
        "footnotes": [block["text"] for block in article.footnotes],
        "removed": [{"text": part["text"], "reason": part["reason"]} for part in article.removed],
        "evidence": article.evidence,
    }


def mention_fields(mention: Mention | Recognised, entity_id: int | None, name: str) -> dict[str, Any]:
    """One mention and its entity, stored or just recognised (then the entity has no id yet)."""
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": str(mention.kind),
        "role": str(mention.role),
        "entity": {"id": entity_id, "name": name},
    }


def by_part(mentions: Iterable[tuple[str, int, dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Mentions with their part and its index: the body's under "mentions", the others under "mentions_elsewhere"."""
    found: dict[str, list[dict[str, Any]]] = {"mentions": [], "mentions_elsewhere": []}
    for part, index, said in mentions:
        if part == "body":
            found["mentions"].append(said)
        else:
            found["mentions_elsewhere"].append({"part": part, "index": index, **said})
    return found


def _dateline(dateline: dict[str, Any] | None) -> dict[str, Any] | None:
    if dateline is None:
        return None
    return {key: dateline[key] for key in DATELINE_KEYS}
