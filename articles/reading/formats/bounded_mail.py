"""MIME messages taken apart by the standard library's parser, within bounds that no honest message passes.

That parser takes the square of a header's parameters in time, and a part's worth of work for each line that looks like a
boundary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy

HEADER_MAX_CHARACTERS = 100_000
# Of the headers whose parameters are read.
CONTENT_HEADER_MAX_CHARACTERS = 8_000
BOUNDARIES_MAX = 10_000

_BOUNDARY = re.compile(rb"^--[^\s-]", re.MULTILINE)


class _Bounded(EmailPolicy):
    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(list(sourcelines))
        most = CONTENT_HEADER_MAX_CHARACTERS if name.lower().startswith("content-") else HEADER_MAX_CHARACTERS
        if len(value) > most:
            raise MessageError(f"its header {name[:40]} has more than {most:,} characters")
        return name, value


def message_of(data: bytes) -> EmailMessage:
    """The message. Raises MessageError, and what the standard library's parser raises on headers that break the rules."""
    if sum(1 for _ in _BOUNDARY.finditer(data)) > BOUNDARIES_MAX:
        raise MessageError(f"it has more than {BOUNDARIES_MAX:,} parts")
    message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=_Bounded())
    assert isinstance(message, EmailMessage)
    return message
