"""Indirect speech: the clause that a reporting verb governs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from articles.stories.quotes.according_to import source
from articles.stories.quotes.nominal_speakers import Speaker
from articles.stories.quotes.quotation_marks import HIDDEN, Span
from articles.stories.quotes.reporting_clauses import ADVERBIAL, ReportingClause, according_to, that_clause
from articles.stories.quotes.reporting_verbs import QUOTES_ONLY
from articles.stories.quotes.sentence_context import PREPOSITION, Passage
from articles.stories.quotes.speaker_nouns import sort_of
from articles.stories.quotes.speaker_resolution import speaker

LEAST_WORDS = 4
"""Fewer words are no quote of their own."""

_LEAST_CHARACTERS = 25
_BESIDE_CHARACTERS = 3
_LEADS_ON = re.compile(
    r"(?:Before|After|In|On|At|During|Speaking|Pointing|Asked|When|As|While|\w+ing|By|With|For|Since|If)\b"
)
_SUBORDINATE = re.compile(
    r"\b(?:when|as|while|who|which|where|because|after|before|whom|that|although|though)\b"
)
_SIDE_CLAUSE = re.compile(r"(?:when|as|while|where|because|after|before|although|though)\b")
_TRAILING = re.compile(
    r"(?:on|at|by|for|with|before|after|during|of|through|from|about|as|when|while|in an?|in the)\b"
)
_NO_CLAUSE = re.compile(
    rf"{_TRAILING.pattern}|(?:to|was|is|were|are|had|has|have|would|will|could|and|or|whether|what|how|why)\b"
)
_LISTENER = re.compile(
    r" (?:the |an? |his |her )?(?:[\w.’'&\-]+ ){1,6}?"
    r"(?=(?:the|an?|he|she|it|they|we|there|his|her|their|its|no|this|in|on)\b|"
    r"[A-Z][\w’'\-]+ (?:[A-Z][\w’'\-]+ )?(?:is|was|are|were|has|had|have|will|would|could|can|should|may|might|must)\b)"
)
# Between "According to Berg," and what he says.
_ASIDE = re.compile(
    r" (?:(?P<noun>(?:an?|the) [^,]{3,80})|(?:who|which) [^,]{3,80}|though|however|meanwhile|too),(?= \w)"
)
_A_VERB = re.compile(
    r"is|was|are|were|has|have|had|will|would|could|can|may|might|should|did|does|do|[a-z]+ed"
)
_GOES_ON = re.compile(
    r" (?:is|was|are|were|has|have|had|will|would|could|can|may|might|should|did|does|do|said|told|says|[a-z]+ed)\b"
)
# "a milestone that experts warned is proof": the clause stands around the verb.
_EMBEDDED = re.compile(r" (?:is|was|are|were|has|had|have|will|would|could|can|may|might|should)\b")
_AS = re.compile(r"(?<=[\w]) (?:as|than) (?:the )?$")
# What follows "but" is the article's own, unless the speaker goes on about himself.
_BUT = re.compile(r", but (?!(?:he|she|they|it|that|also|not|only|would|will|had|has|was|were|could|did)\b)")
_NEXT_SPEAKER = re.compile(r",\s(?:while|but|and|whereas|though|although)\s(?:[A-Z][\w.’'-]*\s){0,3}$")
_TELLING = frozenset("tell tells told telling".split())
_THEY = re.compile(r"(?:he|she|they)\b")
# "Berg predicted the government will fall": a noun and soon a verb of a clause, with nothing between that opens another.
_FINITE = re.compile(
    r"(?:(?:[A-Z]|the|an?|his|her|its|their|this|these|those|no|all|any|some|most|many)\b)[\w’'.\-]* ?"
    r"(?:(?!(?:that|which|who|whom|whose|where|when|because|as|after|before|while|to|and|or|but)\b)[\w’'.\-]+ ){0,6}?"
    r"(?:(?:is|was|are|were|has|had|have|will|would|could|can|should|may|might|must|did|does|do)(?:n[’']t)?|won[’']t|can[’']t)\b"
)
_IT = re.compile(r"(?:it|there)\b")


@dataclass(frozen=True, slots=True)
class IndirectSpeech:
    """Speech in the article's own words: where it stands in the passage, who spoke, and the word of saying."""

    start: int
    end: int
    speaker: str
    verb: str


def indirect_speech(passage: Passage, used: Collection[ReportingClause]) -> Iterator[IndirectSpeech]:
    """The reported speech of one passage: "said that …", "said …", "…, Berg said", "according to Berg".

    A word of saying that speech in marks hangs on (``used``) reports more only with "that".
    """
    reached = 0
    for one in passage.sayings:
        if (
            one.takes in QUOTES_ONLY
            or _EMBEDDED.match(passage.text, one.end)
            or (one in used and not that_clause(passage.text, one))
        ):
            continue
        who = speaker(passage, one)
        clause = _clause(passage, one, who, reached) if who else None
        if (
            not who
            or not clause
            or _AS.search(passage.text, 0, who.start)
            or clause[0] < reached
            or _is_said_by_another(passage, clause[0])
        ):
            continue
        if found := _worded(passage, clause, who.name, one.verb):
            reached = found.end
            yield found
    if not reached and (found := _by_source(passage)):
        yield found


def _by_source(passage: Passage) -> IndirectSpeech | None:
    according = according_to(passage.text)
    if not according:
        return None
    after = passage.text.find(",", according[1]) + 1
    while after and (aside := _ASIDE.match(passage.text, after)) and _is_told_of(aside):
        after = aside.end()
    said = (0, according[0])
    if after and according[0] < _BESIDE_CHARACTERS:
        said = after, len(passage.text)
    elif after and _is_aside(passage.text, according[0], after):
        said = 0, len(passage.text)
    return _worded(passage, said, source(passage, according[1]), "according to")


def _is_told_of(aside: re.Match[str]) -> bool:
    """Whether words between commas say who the source is: "the Finnish minister", "who spoke this week"."""
    words = (aside["noun"] or "").split()
    if any(_A_VERB.fullmatch(word) for word in words):
        return False
    return not words or words[0] != "the" or any(sort_of(word) for word in words)


def _is_aside(text: str, according: int, after: int) -> bool:
    """Whether a clause goes on behind "…, according to Berg, …"."""
    goes_on = _GOES_ON.match(text, after)
    return text[:according].rstrip().endswith(",") and bool(goes_on)


def _clause(passage: Passage, one: ReportingClause, who: Speaker, reached: int) -> Span | None:
    """What is said, as (start, end) in a passage."""
    text = passage.text
    if that := that_clause(text, one):
        return that, _end(passage, that)
    floor = max(reached, text.rfind(HIDDEN, 0, one.start) + 1)
    comma = text.rfind(",", floor, max(who.start, floor))
    begins = _past_adverbials(text, one)
    told_whom = one.verb not in _TELLING or begins > one.end
    rest = text[begins:].lstrip()
    ends = who.inverted or one.verb == "told" or not re.match(r"[\w,]", rest) or bool(_TRAILING.match(rest))
    can_follow = one.takes != "strict" and not one.participle
    if can_follow and ends and _is_told_before(text, floor, comma, who.start):
        return floor, comma
    if rest.startswith(",") and comma > floor and who.start - comma <= _BESIDE_CHARACTERS:
        return (floor, comma) if _SIDE_CLAUSE.match(rest, 2) else (floor, len(text))
    opens = (
        one.takes == "bare"
        or _THEY.match(rest)
        or (one.takes != "strict" and (_IT.match(rest) or _FINITE.match(rest)))
    )
    if who.inverted or not opens or not told_whom or _NO_CLAUSE.match(rest):
        return None
    return begins, _end(passage, begins)


def _is_told_before(text: str, floor: int, comma: int, subject: int) -> bool:
    """Whether what stands before the comma can be what was said: a clause, not "On Friday" or "when it rained"."""
    led = _LEADS_ON.match(text[floor:comma].lstrip()) and "," not in text[floor:comma]
    return comma - floor > _LEAST_CHARACTERS and not led and not _SUBORDINATE.search(text, comma, subject + 1)


def _is_said_by_another(passage: Passage, start: int) -> bool:
    """Whether reported speech begins with who said it in turn: "the paper stated that Berg had said …"."""
    following = next((one for one in passage.sayings if one.start > start and one.takes == "bare"), None)
    who = speaker(passage, following) if following else None
    return bool(who and who.name and 0 <= who.start - start <= _BESIDE_CHARACTERS)


def _past_adverbials(text: str, one: ReportingClause) -> int:
    """Where what is said begins when no "that" opens it: past "on Friday", "in a statement", and past whom it was told."""
    at = one.end
    if one.verb in _TELLING and (listener := _LISTENER.match(text, at)):
        if PREPOSITION.search(listener.group().rstrip()):
            return len(text)
        at = listener.end() - 1
    while (found := ADVERBIAL.match(text, at)) and found.end() > at:
        at = found.end()
    return at


def _end(passage: Passage, start: int) -> int:
    """Where reported speech ends: with the sentence, or where the next word of saying or a source follows a comma."""
    text = passage.text
    later = [one for one in passage.sayings if one.start > start]
    adding = (one.start for one in later if one.participle)
    ends = [at for at in adding if text[start:at].rstrip().endswith(",")][:1]
    according = text.find(", according to", start)
    contrary = _BUT.search(text, start)
    marks = [according if according > 0 else len(text), contrary.start() if contrary else len(text)]
    return min([*marks, *ends, *_next_speech(passage, later)])


def _next_speech(passage: Passage, later: Sequence[ReportingClause]) -> list[int]:
    """Where another begins to speak in the same sentence: ", while Lunde said …"."""
    text = passage.text
    for one in later:
        who = None if one.participle else speaker(passage, one)
        joined = _NEXT_SPEAKER.search(text, 0, who.start) if who and not who.inverted else None
        if joined:
            return [joined.start()]
    return []


def _worded(passage: Passage, span: Span, who: str, verb: str) -> IndirectSpeech | None:
    """Without the marks around it; None where it is too short, or holds speech that is quoted word for word."""
    shown = passage.text[span[0] : span[1]]
    raw = passage.whole[passage.offset + span[0] : passage.offset + span[1]]
    wording = raw.strip(' \n.,“”"')
    if HIDDEN in shown or len(wording.split()) < LEAST_WORDS:
        return None
    start = span[0] + raw.index(wording)
    return IndirectSpeech(start, start + len(wording), who, verb)
