"""Speaker resolution: who utters a reported clause, by the names, pronouns and offices around it."""

from __future__ import annotations

import re

from articles.stories.quotes.name_occurrences import NameOccurrence
from articles.stories.quotes.nominal_speakers import (
    Speaker,
    distant_nominal_speaker,
    nominal_speaker,
    represented_speaker,
)
from articles.stories.quotes.quotation_marks import HIDDEN
from articles.stories.quotes.reporting_clauses import ADVERBIAL, ReportingClause
from articles.stories.quotes.sentence_context import Passage
from articles.stories.quotes.speaker_nouns import DOCUMENT, VOICE, sort_of

_AUXILIARY = re.compile(
    r"(?:(?<=\s)|^)(?:has|have|had|is|was|are|were|be|been|being|did|does|do|also|later|then|earlier|now|just|still|"
    r"already|once|again|first|separately|reportedly|even|long|often|always|instead|further|himself|herself|themselves|quoted|heard|seen|as|[a-z]+ly|who|which)$"
)
_BRACKETS = re.compile(r"\s\([^()]{0,60}\)$|,\s\d{1,3},?$")
_HE = re.compile(r"(?:^|[^\w’'])(he|she|him|her)$", re.I)
_THEY = re.compile(r"(?:^|[^\w’'])(they|it|one|some|others|many|both|all|those|people|police)$", re.I)
_NOBODY = re.compile(r"(?:^|[^\w’'])(I|we|you|which|what|that|this|there|and|or|but)$", re.I)
_COMPLEMENT = re.compile(r",|\s(?:in|on|at|of|from|for|during|with|via|to|through|by)\b")
_OPENS_CLAUSE = re.compile(r"\W*(?:(?:[A-Z][\w.’'\-]*|former|the)\s)*")
# Words that no phrase for a person has: where one stands, a clause and no name follows the verb.
_CLAUSE_WORDS = (
    r"(?!(?:that|those|these|this|it|he|she|they|there|we|I|you|if|whether|is|was|are|were|be|been|being|has|had|have|"
    r"will|would|could|can|may|might|must|should|does|did|do|to|by|with|on|about|into|than|because|while|when|where|"
    r"what|who|which|how|not|no|or|but)\b)"
)
_UP_TO_NAME = re.compile(
    rf"\s(?:(?:an?|the|his|her|its|their|former|then)\s)?(?:{_CLAUSE_WORDS}[\w’'.\-]+,?\s){{0,7}}?"
)
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
_WHO = re.compile(r",?\s(?:who|which)(?:\s(?:has|have|had|is|was|also|later|then|once|[a-z]+ly))*\s$")
_TOGETHER = re.compile(r",?\sand\s(?:(?!(?:then|later|so|he|she|it|they)\b)[\w.’'\-]+\s){0,3}$")
_OF_ONE = re.compile(r"(?:\s(?:of|from|in|for|at)\s[\w. ]{2,40})?(?:,[^,;]{2,80}(?:,|$))?")
_TOLD_BEFORE = re.compile(
    r"(?<!where)(?<!which)(?<!because)(?<!but)(?<!and)(?<!that)(?<!when)(?<!while)(?<!who), $"
)
_TAG_ENDS = re.compile(
    r"(?:[.,;]|$| (?:on|in|at|to|during|late|early|last|this|when|as|before|after|while|\w+day)\b)"
)
_BE = re.compile(r"\b(?:is|was|been|being)\b")
_PLACE_SPEAKS = re.compile(
    r"(?:^|[^\w\s])\W*(?:the\s)?$|\b(?:that|but|while|what|when|as|because|which|where|meanwhile|later|day)\s(?:the\s)?$",
    re.I,
)
_OF_PLACE = re.compile(r" (?:of|from) [\w. ]{2,30}$")
_NEAR_CHARACTERS = 90
_BESIDE_CHARACTERS = 4
_APPOSITIVE_CHARACTERS = 250
_TAIL_CHARACTERS = 60


def speaker(passage: Passage, saying: ReportingClause) -> Speaker | None:
    """Who says this word of saying; None where nobody is seen to."""
    return _behind(passage, saying) or _before(passage, saying)


def _behind(passage: Passage, saying: ReportingClause) -> Speaker | None:
    """ "…, said Berg", "…” said a spokesman": the subject stands behind the verb, and the clause ends there."""
    text = passage.text
    left = text[: saying.start].rstrip()[-1:]
    if (
        not left
        or left not in ",”“\"'’»" + HIDDEN
        or saying.participle
        or saying.takes == "naming"
        or saying.verb == "told"
    ):
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
        name = represented_speaker(passage, phrase["head"], phrase.end())
        return Speaker(
            name or passage.meant(phrase.group().strip(), saying.start), saying.start, inverted=True
        )
    return None


def _before(passage: Passage, saying: ReportingClause) -> Speaker | None:
    """The noun phrase in front of the verb; "adding" is said by who said what stands before it."""
    if saying.participle and passage.text[: saying.start].rstrip()[-1:] == ",":
        return _of_sentence(passage, saying)
    relative = _WHO.search(passage.text, max(0, saying.start - _TAIL_CHARACTERS), saying.start)
    if relative and (one := _named_before(passage, 0, relative.start())):
        return Speaker(one.name, one.start)
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
    named = _phrase_of(passage, adjacent) if adjacent else nominal_speaker(passage, end)
    if saying.participle and (
        named is None or (not named.name and sort_of(left.rpartition(" ")[2]) == DOCUMENT)
    ):
        return _of_sentence(passage, saying) or named
    found = named or _first_in_clause(passage, saying.start) or distant_nominal_speaker(passage, end)
    return _first_of_several(passage, found) if found else None


def _first_of_several(passage: Passage, last: Speaker) -> Speaker:
    """ "Berg and Lunde said", "Berg and other miners said": the first of those who speak together."""
    text = passage.text
    joined = _TOGETHER.search(text, max(0, last.start - _TAIL_CHARACTERS), last.start)
    if joined is None:
        return last
    for one in passage.names:
        if one.end > joined.start():
            break
        floor = max(text.rfind(mark, 0, one.start) for mark in (HIDDEN, ";", ",")) + 1
        opens = one.kind != "place" and _OPENS_CLAUSE.fullmatch(text, floor, one.start) and passage.acts(one)
        if opens and _OF_ONE.fullmatch(text, one.end, joined.start()):
            return Speaker(one.name, one.start)
    return last


def _pronoun(passage: Passage, left: str, saying: ReportingClause) -> tuple[Speaker | None, bool]:
    """Whom a pronoun or a conjunction at the end of the text stands for, and whether there is one."""
    tail = left[-_TAIL_CHARACTERS:]
    at = len(left) - len(tail)
    if found := _HE.search(tail):
        start = at + found.start(1)
        # In "Berg will be back, he said" the speaker is not whom he speaks of.
        spoken_of = _TOLD_BEFORE.search(left, 0, start) or _goes_on_in_marks(passage, start)
        told_before = spoken_of and _TAG_ENDS.match(passage.text, saying.end)
        return Speaker(passage.he(found[1], 0 if told_before else start), start), True
    if found := _THEY.search(tail):
        # "It was revealed": nobody is meant.
        if found[1].lower() == "it" and _BE.search(passage.text, len(left), saying.start):
            return None, True
        return Speaker(passage.before.body if found[1].lower() == "it" else "", at + found.start(1)), True
    if found := _NOBODY.search(tail):
        elided = saying.participle or found[1].lower() in ("and", "but")
        return (_of_sentence(passage, saying) if elided else None), True
    return None, False


def _goes_on_in_marks(passage: Passage, at: int) -> bool:
    """Whether speech before this place only ends a clause that the article began: "Berg “has lost his way,” he said"."""
    ends = passage.text.rfind(HIDDEN, 0, at) + 1
    begins = len(passage.text[:ends].rstrip(HIDDEN))
    return (
        0 < begins < ends
        and at - ends < _BESIDE_CHARACTERS
        and passage.whole[passage.offset + begins].islower()
    )


def _without_adverbs(passage: Passage, end: int) -> int:
    """Where the subject ends when auxiliaries, adverbs, ages and brackets between it and the verb are left out."""
    left = passage.text[:end].rstrip()
    named = {one.end for one in passage.names}
    while left and len(left) not in named:
        start = max(0, len(left) - _TAIL_CHARACTERS)
        tail = left[start:]
        shorter = _BRACKETS.sub("", _AUXILIARY.sub("", tail)).rstrip()
        said = next((one for one in ADVERBIAL.finditer(tail) if one.end() == len(tail)), None)
        kept = min(len(shorter), _behind_comma(said) if said and start + said.start() else len(tail))
        if kept == len(tail):
            break
        left = left[: start + kept].rstrip()
    return len(left)


def _behind_comma(said: re.Match[str]) -> int:
    """A comma before an adverbial may close an apposition: it stays with what stands before."""
    return said.start() + said.group().startswith(",")


def _phrase_of(passage: Passage, one: NameOccurrence) -> Speaker | None:
    """Who a phrase that ends with this name is: the name, "a spokesman for the ministry", "Ole Berg of Oslo"."""
    head = passage.governed(one)
    if head is None:
        speaks = one.kind != "place" or _PLACE_SPEAKS.search(passage.text[: one.start])
        return Speaker(one.name, one.start) if speaks else None
    if passage.text[len(head) : one.start].split()[:1] in (["after"], ["before"], ["than"], ["like"]):
        return Speaker(one.name, one.start)
    word = head.rpartition(" ")[2]
    if sort_of(word) in (VOICE, DOCUMENT):
        return Speaker(represented_speaker(passage, word, len(head)), len(head) - len(word))
    owner = next((other for other in passage.names if other.end == len(head)), None)
    return _phrase_of(passage, owner) if owner else nominal_speaker(passage, len(head))


def _before_appositive(passage: Passage, end: int) -> Speaker | None:
    """ "Berg, the mayor of Oslo, said": who opens the clause, else of those before a comma the last, persons first."""
    text = passage.text
    floor = max(text.rfind(HIDDEN, 0, end), text.rfind(";", 0, end)) + 1
    commas = [at for at in range(max(floor, end - _APPOSITIVE_CHARACTERS), end) if text[at] == ","]
    first = next((one for one in passage.names if one.start >= floor and one.kind != "place"), None)
    opening = max(floor, text.rfind(",", floor, first.start) + 1) if first else floor
    if first and first.end in commas and _OPENS_CLAUSE.fullmatch(text, opening, first.start):
        return Speaker(first.name, first.start)
    named = [one for comma in reversed(commas) if (one := _named_before(passage, floor, comma))]
    acting = [one for one in named if passage.acts(one)]
    for kind in ("person", "org"):
        for one in acting:
            if one.kind == kind:
                return Speaker(one.name, one.start)
    return _phrase_before(passage, commas[0]) if commas else None


def _phrase_before(passage: Passage, comma: int) -> Speaker | None:
    """ "A lawyer for the union, which had sued, said": the phrase that ends before the first comma."""
    one = next((one for one in passage.names if one.end == comma), None)
    return (
        _phrase_of(passage, one)
        if one and passage.governed(one) is not None
        else nominal_speaker(passage, comma)
    )


def _named_before(passage: Passage, floor: int, comma: int) -> NameOccurrence | None:
    """Whose name ends before a comma: "Berg,", "Berg (Ind.),", "Berg of Oslo,"."""
    text = passage.text
    here = (one for one in passage.names if floor <= one.start < comma)
    ends = [one for one in here if one.end == comma or _BRACKETS.fullmatch(text, one.end, comma)]
    if ends and ends[-1].kind != "place":
        return ends[-1]
    place = _OF_PLACE.search(text[floor:comma])
    return next((one for one in passage.names if place and one.end == floor + place.start()), None)


def _of_sentence(passage: Passage, saying: ReportingClause) -> Speaker | None:
    """Who the sentence is about: whose word "adding that" and "but said" is."""
    earlier = [one for one in passage.sayings if one.end <= saying.start and not one.participle]
    if earlier and (found := speaker(passage, earlier[-1])):
        return Speaker(found.name, saying.start)
    opening = passage.text.lstrip('“”" ' + HIDDEN)
    if he := re.match(r"(?:He|She)\b", opening):
        return Speaker(passage.he(he.group()), saying.start)
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
