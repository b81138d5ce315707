"""Taking a correction back: which undoing belongs to which kind of correction."""

from __future__ import annotations

from collections.abc import Callable

from articles.ingest.corrections.log import CannotCorrect, User
from articles.ingest.corrections.many_mentions import undo_move_mentions, undo_no_name, undo_reject_mentions
from articles.ingest.corrections.mentions import undo_in_article
from articles.ingest.corrections.merges import undo_merge, undo_split, undo_tell_apart
from articles.ingest.corrections.names import undo_alias, undo_kind, undo_rename
from articles.models import Correction

_UNDO: dict[str, Callable[[Correction, User], None]] = {
    "merge": undo_merge,
    "split": undo_split,
    "apart": undo_tell_apart,
    "rename": undo_rename,
    "kind": undo_kind,
    "alias": undo_alias,
    "drop": undo_alias,
    "add": undo_in_article,
    "reject": undo_in_article,
    "rejects": undo_reject_mentions,
    "move": undo_move_mentions,
    "noname": undo_no_name,
}


def undo(correction: Correction, user: User) -> None:
    """Undo a correction. Raises CannotCorrect if it is undone already, or a newer correction builds on it."""
    correction = _as_it_stands(correction)
    if correction.undone_at is not None:
        raise CannotCorrect("It has been undone already.")
    if correction.action not in _UNDO:
        raise CannotCorrect("It is part of a larger correction: undo that one.")
    _UNDO[correction.action](correction, user)


def _as_it_stands(correction: Correction) -> Correction:
    """The current row, with its entities."""
    related = ("entity__merged_into", "other__merged_into", "article")
    return Correction.objects.select_related(*related).get(pk=correction.pk)
