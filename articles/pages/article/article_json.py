"""An article as JSON: the shape that docs/addresses.md promises."""

from __future__ import annotations

from typing import Any

from articles.ingest.article_json import by_part, mention_fields, own_fields
from articles.models import Article
from articles.pages.article.article_page import mentions_of, related_articles
from articles.pages.article.date_mentions import days_json
from articles.pages.stories.membership import StoryNote, stories_of, story_id


def article_json(article: Article) -> dict[str, Any]:
    """The article, its mentions, evidence and relations, as plain values."""
    mentions = mentions_of(article)
    outlet = article.outlet.name if article.outlet else ""
    agency = article.agency.name if article.agency else ""
    return {
        "id": article.pk,
        **own_fields(article, outlet, agency),
        "page": article.get_absolute_url(),
        "warnings": article.warnings,
        **by_part(
            (row.part, row.part_index, mention_fields(row, row.entity.pk, row.entity.name))
            for row in mentions
        ),
        "days_named": days_json(article),
        "story": story_json(stories_of([article.pk])[article.pk]),
        "source": {
            "name": article.source.name,
            "sha256": article.source.sha256,
            "media_type": article.source.media_type,
            "encoding": article.source.encoding,
        },
        "related": _related(article),
    }


def story_json(story: StoryNote) -> dict[str, int | None]:
    """A story in a few numbers."""
    return {
        "id": story_id(story),
        "articles": len(story.articles),
        "independent_reports": len(story.reports),
    }


def _related(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "id": row.article.pk,
            "title": row.article.title,
            "relation": row.relation,
            "score": row.score,
            "reasons": list(row.reasons),
        }
        for row in related_articles(article)
    ]
