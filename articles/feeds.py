"""A search as an Atom feed: its newest results, for a feed reader."""

from __future__ import annotations

import datetime as dt
import unicodedata

from django.utils.feedgenerator import Atom1Feed

from articles.models import Article
from articles.pages.search.hits import Hit
from articles.pages.search.search_page import SearchPage


def atom(page: SearchPage, site: str, page_url: str, feed_url: str) -> str:
    """The page's hits as Atom; an article's date is its publication day, or when it was brought in."""
    asked = page.query.text or "all articles"
    feed = Atom1Feed(
        title=f"The reading room: {asked}",
        link=page_url,
        description="",
        feed_url=feed_url,
        language="en",
    )
    for hit in page.hits:
        article = hit.article
        address = site + article.get_absolute_url()
        feed.add_item(
            title=_clean(article.title),
            link=address,
            unique_id=address,
            description=_clean("".join(piece.text for piece in hit.snippet) + _versions(hit)),
            author_name=_clean(article.outlet.name) if article.outlet else None,
            pubdate=_moment(article),
            updateddate=article.added_at,
        )
    return feed.writeString("utf-8")


def _versions(hit: Hit) -> str:
    """What else is in a line that stands for a story."""
    more = hit.reports - 1
    found = (
        "1 more article of this story was found"
        if more == 1
        else f"{more} more articles of this story were found"
    )
    return f" ({found}.)" if more else ""


def _moment(article: Article) -> dt.datetime:
    if article.published_day is None:
        return article.added_at
    return dt.datetime.combine(article.published_day, dt.time(), dt.UTC)


def _clean(text: str) -> str:
    """Without the control characters that XML does not allow."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
