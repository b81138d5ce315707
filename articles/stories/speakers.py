"""Who says a word of saying? The one named before or behind it, or whom a pronoun or an office there stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.stories.namings import Naming
from articles.stories.offices import VOICE, noun_phrase, sort_of
from articles.stories.passage import Passage
from articles.stories.quotation import HIDDEN
from articles.stories.reporting import ADVERBIAL, Saying

_AUXILIARY = re.compile(
    r"(?:(?<=\s)|^)(?:has|have|had|is|was|are|were|be|been|being|did|does|do|also|later|then|earlier|now|just|still|"
    r"already|once|again|first|separately|reportedly|quoted|heard|seen|as|[a-z]+ly|who|which)$"
)
_BRACKETS = re.compile(r"\s\([^()]{0,60}\)$|,\s\d{1,3},?$")
_HE = re.compile(r"(?:^|[^\w’'])(he|she|him|her)$", re.I)
_THEY = re.compile(r"(?:^|[^\w’'])(they|it|one|some|others|many|both|all|those|people|police)$", re.I)
_NOBODY = re.compile(r"(?:^|[^\w’'])(I|we|you|which|what|that|this|there|and|or|but)$", re.I)
_COMPLEMENT = re.compile(r",|\s(?:in|on|at|of|from|for|during|with|via|to|through|by)\b")
_OPENS_CLAUSE = re.compile(r"\W*(?:(?:[A-Z][\w.’'\-]*|former|the)\s)*")
_UP_TO_NAME = re.compile(r"\s(?:(?:an?|the|his|her|its|their|former|then)\s)?(?:[\w’'.\-]+,?\s){0,7}?")
_BEHIND_NAME = re.compile(
    r"\s*(?:$|[.,;:(\x00“”\"—–-]|(?:of|in|from|at|for|with|on|to|after|during|who|when|as|before)\b|\w+day\b)"
)
_NOUN_BEHIND = re.compile(
    r"\s(?:an?|the|one|another)\s(?:[\w’'\-]+\s){0,3}?(?P<head>[\w’'\-]+)"
    r"(?=[,.;]|$|\s(?:who|of|for|from|in|at)\b)"
)
_THE_OPENS = re.compile(
    r"The (?:[\w-]+ ){0,2}?(?P<head>[\w-]+)(?= (?:has|had|have|is|was|also|would|did|\w+ed|\w+n[’']t)\b)"
)
_SOURCE = re.compile(r"(?:the |an? )?(?:[\w-]+ ){0,3}?(?P<head>[\w-]+)(?=[,.;]|$)")
_PLACE_SPEAKS = re.compile(
    r"(?:^|[^\w\s])\W*(?:the\s)?$|\b(?:that|but|while|what|when|as|because|which|where|meanwhile|later|day)\s(?:the\s)?$",
    re.I,
)
_OF_PLACE = re.compile(r" (?:of|from) [\w. ]{2,30}$")
_NEAR_CHARACTERS = 90
_APPOSITIVE_CHARACTERS = 250
_TAIL_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, "" where the text names nobody ("a senior official"), and where the words for him begin.

    ``inverted`` where these stand behind the verb ("…, said Berg").
    """

    name: str
    start: int
    inverted: bool = False


def speaker(passage: Passage, saying: Saying) -> Speaker | None:
    """Who says this word of saying; None where nobody is seen to."""
    return _behind(passage, saying) or _before(passage, saying)


def source(passage: Passage, start: int) -> str:
    """Whom "according to" names: a person or a body, or "him" and "the envoy", who spoke last."""
    near = next((one for one in passage.names if start <= one.start <= start + _TAIL_CHARACTERS), None)
    if near and not re.search(r"[,;.]", passage.text[start : near.start]):
        return near.name
    if re.match(r"(?:him|her)\b", passage.text[start:]):
        return passage.he()
    phrase = _SOURCE.match(passage.text, start)
    return passage.meant(phrase.group(), start) if phrase and sort_of(phrase["head"]) else ""


def _behind(passage: Passage, saying: Saying) -> Speaker | None:
    """ "…, said Berg", "…” said a spokesman": the subject stands behind the verb, and the clause ends there."""
    text = passage.text
    left = text[: saying.start].rstrip()[-1:]
    if not left or left not in ",”\"'’»" + HIDDEN or saying.participle or saying.verb == "told":
        return None
    for one in passage.names:
        if one.start < saying.end or one.kind == "place":
            continue
        if not _UP_TO_NAME.fullmatch(text, saying.end, one.start):
            break
        if _BEHIND_NAME.match(text, one.end) and passage.governed(one) is None:
            return Speaker(one.name, saying.start, inverted=True)
    phrase = _NOUN_BEHIND.match(text, saying.end)
    if phrase and sort_of(phrase["head"]):
        return Speaker(passage.meant(phrase.group().strip(), saying.start), saying.start, inverted=True)
    return None


def _before(passage: Passage, saying: Saying) -> Speaker | None:
    """The noun phrase in front of the verb; "adding" is said by who said what stands before it."""
    if saying.participle and passage.text[: saying.start].rstrip()[-1:] == ",":
        return _of_sentence(passage, saying)
    end = _without_adverbs(passage, saying.start)
    left = passage.text[:end]
    if not left or left[-1] in HIDDEN + '”"':
        return _of_sentence(passage, saying) if saying.participle else None
    if left[-1] == ",":
        return _before_appositive(passage, end)
    pronoun, is_pronoun = _pronoun(passage, left, saying)
    if is_pronoun:
        return pronoun
    adjacent = next((one for one in passage.names if one.end == end), None)
    named = _phrase_of(passage, adjacent) if adjacent else _described(passage, end)
    return named or _first_in_clause(passage, saying.start)


def _pronoun(passage: Passage, left: str, saying: Saying) -> tuple[Speaker | None, bool]:
    """Whom a pronoun or a conjunction at the end of the text stands for, and whether there is one."""
    tail = left[-_TAIL_CHARACTERS:]
    at = len(left) - len(tail)
    if found := _HE.search(tail):
        return Speaker(passage.he(at + found.start(1)), at + found.start(1)), True
    if found := _THEY.search(tail):
        return Speaker(passage.before.body if found[1].lower() == "it" else "", at + found.start(1)), True
    if found := _NOBODY.search(tail):
        elided = saying.participle or found[1].lower() in ("and", "but")
        return (_of_sentence(passage, saying) if elided else None), True
    return None, False


def _without_adverbs(passage: Passage, end: int) -> int:
    """Where the subject ends when auxiliaries, adverbs, ages and brackets between it and the verb are left out."""
    left = passage.text[:end].rstrip()
    named = {one.end for one in passage.names}
    while left and len(left) not in named:
        start = max(0, len(left) - _TAIL_CHARACTERS)
        tail = left[start:]
        shorter = _BRACKETS.sub("", _AUXILIARY.sub("", tail)).rstrip()
        said = next((one for one in ADVERBIAL.finditer(tail) if one.end() == len(tail)), None)
        kept = min(len(shorter), said.start() if said and start + said.start() else len(tail))
        if kept == len(tail):
            break
        left = left[: start + kept].rstrip()
    return len(left)


def _phrase_of(passage: Passage, one: Naming) -> Speaker | None:
    """Who a phrase that ends with this name is: the name, "a spokesman for the ministry", "Ole Berg of Oslo"."""
    head = passage.governed(one)
    if head is None:
        speaks = one.kind != "place" or _PLACE_SPEAKS.search(passage.text[: one.start])
        return Speaker(one.name, one.start) if speaks else None
    word = head.rpartition(" ")[2]
    if sort_of(word) == VOICE:
        return Speaker(one.name if one.kind != "person" else "", len(head) - len(word))
    owner = next((other for other in passage.names if other.end == len(head)), None)
    return _phrase_of(passage, owner) if owner else _described(passage, len(head))


def _before_appositive(passage: Passage, end: int) -> Speaker | None:
    """ "Berg, the mayor of Oslo, said": who opens the clause, else of those before a comma the last, persons first."""
    text = passage.text
    floor = max(text.rfind(HIDDEN, 0, end), text.rfind(";", 0, end)) + 1
    commas = [at for at in range(max(floor, end - _APPOSITIVE_CHARACTERS), end) if text[at] == ","]
    first = next((one for one in passage.names if one.start >= floor and one.kind != "place"), None)
    if first and first.end in commas and _OPENS_CLAUSE.fullmatch(text, floor, first.start):
        return Speaker(first.name, first.start)
    named = [one for comma in reversed(commas) if (one := _named_before(passage, floor, comma))]
    acting = [one for one in named if passage.acts(one)]
    for kind in ("person", "org"):
        for one in acting:
            if one.kind == kind:
                return Speaker(one.name, one.start)
    return None


def _named_before(passage: Passage, floor: int, comma: int) -> Naming | None:
    """Whose name ends before a comma: "Berg,", "Berg (Ind.),", "Berg of Oslo,"."""
    text = passage.text
    here = (one for one in passage.names if floor <= one.start < comma)
    ends = [one for one in here if one.end == comma or _BRACKETS.fullmatch(text, one.end, comma)]
    if ends and ends[-1].kind != "place":
        return ends[-1]
    place = _OF_PLACE.search(text[floor:comma])
    return next((one for one in passage.names if place and one.end == floor + place.start()), None)


def _described(passage: Passage, end: int) -> Speaker | None:
    """Whom an office or a common noun that ends here stands for: "the minister", "the group", "a witness"."""
    phrase = noun_phrase(passage.text[max(0, end - 80) : end])
    if not phrase:
        return None
    start = end - len(phrase)
    before = passage.text[:start].rstrip()
    named = next((one for one in passage.names if one.end == len(before) - 1), None)
    if named and before.endswith(",") and named.kind == "person" and passage.acts(named):
        return Speaker(named.name, named.start)
    return Speaker(passage.meant(phrase, start), start)


def _of_sentence(passage: Passage, saying: Saying) -> Speaker | None:
    """Who the sentence is about: whose word "adding that" and "but said" is."""
    earlier = [one for one in passage.sayings if one.end <= saying.start and not one.participle]
    if earlier and (found := speaker(passage, earlier[-1])):
        return Speaker(found.name, saying.start)
    opening = passage.text.lstrip('“”" ' + HIDDEN)
    if re.match(r"(?:He|She)\b", opening):
        return Speaker(passage.he(), saying.start)
    phrase = _THE_OPENS.match(opening)
    if phrase and sort_of(phrase["head"]):
        return Speaker(passage.meant(phrase.group(), 0), saying.start)
    before = (one for one in passage.names if one.end <= saying.start and one.kind != "place")
    one = next((one for one in before if passage.acts(one)), None)
    return Speaker(one.name, saying.start) if one else None


def _first_in_clause(passage: Passage, end: int) -> Speaker | None:
    """ "Berg in his speech on Friday said": the first name not far before the verb that only a complement follows."""
    text = passage.text
    floor = max(text.rfind(HIDDEN, 0, end), text.rfind(";", 0, end), end - _NEAR_CHARACTERS)
    near = (one for one in passage.names if floor < one.start and one.end <= end and one.kind != "place")
    led = (one for one in near if passage.acts(one) and _COMPLEMENT.match(text, one.end))
    one = next(led, None)
    return Speaker(one.name, one.start) if one else None
