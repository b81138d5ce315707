"""How the value of a field is written, said below it wherever an editor types it."""

from __future__ import annotations

HINTS = {
    "outlet": "As it is to stand, in full.",
    "published": "As precise as it is known: 2021, July 2021, 8 July 2021 or 2021-07-08.",
    "dateline": "The place alone, as in Kabul.",
    "language": "Its code of two letters, as in en, fr or ru.",
    "byline": "Several names with commas between them.",
}
