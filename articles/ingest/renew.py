"""Which articles must be looked through again for entities, because their text was put right? The worker does it."""

from __future__ import annotations

from articles.ingest.recognise import recognise
from articles.models import Article

ARTICLES_AT_ONCE = 32


def renew_changed() -> int:
    """Look through up to 32 articles whose text was changed since; how many it was."""
    changed = Article.objects.filter(to_recognise=True).select_related("outlet", "agency")
    articles = list(changed.order_by("pk")[:ARTICLES_AT_ONCE])
    if articles:
        recognise(articles)
    for article in articles:
        # Put right once more meanwhile: then it stays marked.
        as_read = {"title": article.title, "content_sha256": article.content_sha256}
        Article.objects.filter(pk=article.pk, **as_read).update(to_recognise=False)
    return len(articles)
