"""Sources named by "according to"."""

from __future__ import annotations

import re

from articles.stories.quotes.name_occurrences import NameOccurrence
from articles.stories.quotes.sentence_context import Passage
from articles.stories.quotes.speaker_nouns import UNNAMED, sort_of

_SOURCE_IN_BETWEEN = re.compile(r"(?:^|\s)(?P<prep>of|for|from|by|in|on|at|with|to|about|near|inside)\s")
_SOURCE = re.compile(r"(?:the |an? )?(?:[\w-]+ ){0,3}?(?P<head>[\w-]+)(?=[,.;]|$)")
_NEAR_CHARACTERS = 60


def source(passage: Passage, start: int) -> str:
    """Whom "according to" names: a person or a body, or "him" and "the envoy", who spoke last."""
    here = [one for one in passage.names if start <= one.start <= start + _NEAR_CHARACTERS]
    near = next((one for one in here if not passage.belongs(one)), here[0] if here else None)
    between = passage.text[start : near.start] if near else ""
    if near and not re.search(r"[,;.]", between):
        return near.name if _is_source(near, between) else ""
    if him := re.match(r"(?:him|her)\b", passage.text[start:]):
        return passage.he(him.group())
    phrase = _SOURCE.match(passage.text, start)
    return passage.meant(phrase.group(), start) if phrase and sort_of(phrase["head"]) else ""


def _is_source(near: NameOccurrence, between: str) -> bool:
    """Whether a name behind these words is the source: not with "people close to Berg" or "research in Norway"."""
    if any(sort_of(word) == UNNAMED for word in between.split()):
        return False
    led = _SOURCE_IN_BETWEEN.search(between)
    if led is None or near.kind == "org":
        return led is None or led["prep"] not in ("to", "on", "about", "near", "inside")
    return near.kind == "person" and led["prep"] in ("of", "by", "from")
