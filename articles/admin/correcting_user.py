"""Corrections made in the admin carry the signed-in user's name, as those on the room's own pages do."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from articles.ingest.corrections.log import CannotCorrect


def corrected(request: HttpRequest, correct: Callable[..., object], *of: object) -> bool:
    """Make a correction; why it makes no sense is said on the page."""
    try:
        correct(*of, request.user)
    except CannotCorrect as refusal:
        messages.error(request, str(refusal))
        return False
    return True
