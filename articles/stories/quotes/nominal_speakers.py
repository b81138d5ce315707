"""Nominal speakers: whom "the minister", "a spokesman for the ministry" or "its report" stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.stories.quotes.sentence_context import PREPOSITION, Passage
from articles.stories.quotes.speaker_nouns import DOCUMENT, VOICE, noun_phrase, sort_of

_SPEAKS_FOR = {
    VOICE: re.compile(r"\s(?:for|of|from|at|with)\s(?:the\s)?"),
    DOCUMENT: re.compile(r"\s(?:by|from|of)\s(?:the\s)?"),
}
_OPENS_FAR = re.compile(
    r"(?:^|[,;:”\"\x00]\s?)(?:(?:[Bb]ut|[Aa]nd|[Ww]hile|[Mm]eanwhile)\s)?"
    r"(?P<phrase>(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Tt]wo|[Ss]everal|[Ss]ome|[Mm]any)?\s?(?:[\w’'\-]+\s){0,4}?(?P<head>[\w’'\-]+))"
    r"\s(?:in|of|for|at|with|from|on|to|close|familiar|who|involved)\b[^,;:\x00”\"]{2,80}$"
)
_SOME = frozenset("one two three some many several most both all none few".split())
_OWNED = re.compile(r"(?:[’']s?)?(?: [\w-]+){1,3}")
_FAR_CHARACTERS = 250


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, "" where the text names nobody ("a senior official"), and where the words for him begin.

    ``inverted`` where these stand behind the verb ("…, said Berg").
    """

    name: str
    start: int
    inverted: bool = False


def nominal_speaker(passage: Passage, end: int) -> Speaker | None:
    """Whom an office or a common noun that ends here stands for: "the minister", "the group", "a witness"."""
    phrase = noun_phrase(passage.text[max(0, end - 80) : end])
    if not phrase:
        return None
    start = end - len(phrase)
    before = passage.text[:start].rstrip()
    sort = sort_of(phrase.rpartition(" ")[2])
    if sort in (DOCUMENT, VOICE) and (owner := _owner(passage, start, end, sort)):
        return owner
    if governing := PREPOSITION.search(before):
        return _governing(passage, governing.start(), phrase)
    named = next((one for one in passage.names if one.end == len(before) - 1), None)
    if named and before.endswith(",") and named.kind == "person" and passage.acts(named):
        return Speaker(named.name, named.start)
    return Speaker(passage.meant(phrase, start), start)


def _owner(passage: Passage, start: int, end: int, sort: str) -> Speaker | None:
    """Whose document or spokesman it is: "a Northern Bank report", "Berg’s letter"; who speaks for a person is another."""
    near = (one for one in passage.names if one.end <= end and one.end >= start - 3)
    near = (one for one in near if one.kind != "person" or sort == DOCUMENT)
    one = next((one for one in near if _OWNED.fullmatch(passage.text, one.end, end)), None)
    return Speaker(one.name, one.start) if one else None


def _governing(passage: Passage, end: int, phrase: str) -> Speaker | None:
    """Who a phrase is that ends with a common noun: "the president of the group" is no group, "its spokesman" is."""
    word = passage.text[:end].rpartition(" ")[2]
    if sort_of(word) in (VOICE, DOCUMENT):
        return Speaker(passage.meant(phrase, end), end - len(word))
    if word.lower() in _SOME:
        return Speaker("", end - len(word))
    return nominal_speaker(passage, end) if sort_of(word) else None


def distant_nominal_speaker(passage: Passage, end: int) -> Speaker | None:
    """ "The official in charge of roads in Dalby said": an office at the head of the clause, the verb far behind it."""
    found = _OPENS_FAR.search(passage.text, max(0, end - _FAR_CHARACTERS), end)
    if found is None or not sort_of(found["head"]):
        return None
    name = represented_speaker(passage, found["head"], found.end("head"))
    start = found.start("phrase")
    return Speaker(name or passage.meant(found["phrase"].strip(), start), start)


def represented_speaker(passage: Passage, head: str, at: int) -> str:
    """For whom "a spokesman" or "a statement" that ends here speaks: "for Halvorsen Mining", "from the ministry"."""
    found = _SPEAKS_FOR[sort_of(head)].match(passage.text, at) if sort_of(head) in _SPEAKS_FOR else None
    one = next((one for one in passage.names if found and one.start == found.end()), None)
    return one.name if one and (one.kind != "person" or sort_of(head) == DOCUMENT) else ""
