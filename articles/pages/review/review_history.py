"""The history of an article's review: which field, to what, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article
from articles.pages.shared import dates


@dataclass(frozen=True, slots=True)
class Settled:
    """An editor's decision on a field. ``accepted``: confirmed as read; otherwise corrected."""

    accepted: bool
    by: str
    on: str

    @property
    def in_words(self) -> str:
        """Who did what and when.

        >>> Settled(accepted=False, by="mina", on="8 July 2021").in_words
        'Corrected by mina on 8 July 2021.'
        """
        return f"{'Confirmed' if self.accepted else 'Corrected'} by {self.by} on {self.on}."


def settled_fields(article: Article) -> dict[str, Settled]:
    """Each field that an editor has settled; restored text counts as the field "restored"."""
    return {
        review.field: Settled(
            review.accepted,
            review.reviewed_by.get_username() if review.reviewed_by else "an editor",
            dates.day_shown(review.reviewed_at.date()),
        )
        for review in article.reviews.select_related("reviewed_by")
    }
