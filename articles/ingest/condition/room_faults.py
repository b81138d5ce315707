"""Faults of the machine and not of the room: a full disk, a folder in a file's place, lost permissions, a lost database.

Each is told in one sentence with its remedy, on the page and in the log, and passes by itself when its cause is gone.
"""

from __future__ import annotations

import errno
import logging
import threading
import time
from dataclasses import dataclass

from django.db import DatabaseError, OperationalError

log = logging.getLogger(__name__)
# A cause is logged once in this time, however many requests meet it.
SAID_AGAIN_SECONDS = 60
CAUSES_REMEMBERED = 100

_FULL = ("The disk is full.", "Free some space on the disk of the data folder; nothing stored is lost.")
_DENIED = ("Permission is denied", "Give the room's user the right to read and write it.")
_READ_ONLY = ("The disk can only be read", "Make the disk of the data folder writable again.")
_FOLDER = ("There is a folder where a file should be", "Move the folder out of the way.")
_NO_FOLDER = ("There is a file where a folder should be", "Move the file out of the way.")
_DISK = ("The disk does not read or write", "Look at the machine's log: the disk may be failing.")
_FILES = (
    "Too many files are open.",
    "Raise the limit of open files (`ulimit -n`) and start the room again.",
)
_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: _READ_ONLY,
    errno.EISDIR: _FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.EIO: _DISK,
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
}
_RESTORE = "Check the disk, then `manage.py restore` the last backup."
_DATABASE = {
    "is full": _FULL,
    "no space left": _FULL,
    "unable to open database file": (
        "The database cannot be opened.",
        "See that its file is a file that the room's user may read and write, and so its folder; `manage.py doctor` "
        "says more.",
    ),
    "readonly database": (
        "The database cannot be written.",
        "Give the room's user the right to write the data folder and the database in it.",
    ),
    "disk i/o error": ("The disk does not read or write the database.", _RESTORE),
    "malformed": ("The database is damaged.", _RESTORE),
    "not a database": ("What should be the database is none.", _RESTORE),
    "no such table": ("The database is empty or older than this program.", "Run `manage.py prepare`."),
    "no such column": ("The database is older than this program.", "Run `manage.py prepare`."),
    "locked": ("The database is busy: another program is writing to it.", "Try again in a moment."),
}
_UNKNOWN = ("The database does not answer.", "`manage.py doctor` says more.")


@dataclass(frozen=True, slots=True)
class RoomFault:
    """What happened, in one sentence, and what whoever runs the room can do about it."""

    said: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.said} {self.remedy}"


def room_fault(error: BaseException | None) -> RoomFault | None:
    """The machine's fault behind an error; None where the error is another's, as a mistake in the program is.

    >>> str(room_fault(IsADirectoryError(21, "Is a directory", "/room/index/current")))
    'There is a folder where a file should be (/room/index/current). Move the folder out of the way.'
    >>> room_fault(ValueError("a mistake"))
    """
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        said, remedy = _SYSTEM[error.errno]
        where = f" ({error.filename})" if error.filename else ""
        return RoomFault(said if said.endswith(".") else f"{said}{where}.", remedy)
    if isinstance(error, DatabaseError):
        message = str(error).lower()
        known = next((words for sign, words in _DATABASE.items() if sign in message), None)
        if known or isinstance(error, OperationalError):
            return RoomFault(*(known or _UNKNOWN))
    return None


class SaidOnce:
    """Logs each sentence once in an interval, so that a fault that every request meets fills no disk."""

    def __init__(self, seconds: float = SAID_AGAIN_SECONDS) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._at: dict[str, float] = {}

    def __call__(self, sentence: str) -> bool:
        """Whether it was logged now."""
        now = time.monotonic()
        with self._lock:
            if now - self._at.get(sentence, -self.seconds) < self.seconds:
                return False
            if len(self._at) >= CAUSES_REMEMBERED:
                self._at.clear()
            self._at[sentence] = now
        log.error("%s", sentence)
        return True


say_once = SaidOnce()
