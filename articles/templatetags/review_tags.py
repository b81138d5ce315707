"""Template tags for the review queue's count in the frame of every page."""

from __future__ import annotations

from django import template

from articles.pages.review.review_queue import open_count

register = template.Library()


@register.simple_tag
def waiting_for_review() -> int:
    """How many articles wait for an editor; counted from an index."""
    return open_count()
