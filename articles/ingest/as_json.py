"""An article's own fields as the JSON that /articles/<id>.json and `manage.py parse` give."""

from __future__ import annotations

from typing import Any

from articles.models import Article

DATELINE_KEYS = ("text", "place", "region", "country", "agency", "date")


def own_fields(article: Article, outlet: str, agency: str) -> dict[str, Any]:
    """What was read from the source, without what needs other rows (mentions, story, related)."""
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
        "paragraphs": [block["text"] for block in article.paragraphs],
        "subheads": [block["text"] for block in article.paragraphs if block["kind"] == "subhead"],
        "captions": [block["text"] for block in article.captions],
        "footnotes": [block["text"] for block in article.footnotes],
        "removed": [{"text": part["text"], "reason": part["reason"]} for part in article.removed],
        "evidence": article.evidence,
    }


def _dateline(dateline: dict[str, Any] | None) -> dict[str, Any] | None:
    if dateline is None:
        return None
    keys = (*DATELINE_KEYS, "places", "month", "day", "year", "date_reason", "start", "end")
    return {key: dateline[key] for key in keys}
