"""Headlines, and what is shown where the source has none."""

from __future__ import annotations

import re

from articles.text import fold, sentences

HEADLINE_MAX_CHARACTERS = 180
HEADLINE_MAX_WORDS = 28
DERIVED_MAX_CHARACTERS = 100

FIRST_LINE_MAX_CHARACTERS = 120
FIRST_LINE_MIN_WORDS = 2
SHORT_LINE_MAX_WORDS = 3

_LABEL = re.compile(r"(?:headline|title|share all sharing options for)\s?:\s{0,3}(?=\S)", re.IGNORECASE)
# Words that point back to what a headline above them said, or on from it: a standfirst or a highlight opens with them.
_POINTS_BACK = re.compile(
    r"(?:he|she|it|they|that[’']s|those|these|there|this|his|her|their|its|which|but|and|so|also)\b",
    re.IGNORECASE,
)
# Words that stand in credits, addresses to readers and labels, and open or make up the line.
_NAME = r"[A-ZÀ-Þ][\w.’'-]{0,20}(?: [A-ZÀ-Þ][\w.’'-]{0,20}){1,3}"
_SEVERAL_NAMES = re.compile(rf"{_NAME}(?:, {_NAME}){{0,4}},? (?:and|&|/) {_NAME}")
_FURNITURE = re.compile(
    r"(?:special (?:for|to)\b|\d{1,2} min(?:ute)?s? read|for indispensable|sign up|subscribe|collapse\b|data:|editors?$|"
    r"(?:\w{1,20} ){0,3}contributors?$|published (?:in|on|at)\b|staff writers?|developing\b|advertisement|share\b|"
    r"photo source|illustration|typography\b|what[’']s happening|breaking news$|live updates?$|exclusive$|opinion$|"
    r"commentary$|news analysis$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\((?:[^()]{0,60}[\s/])?(?:Getty|AP|AFP|Reuters|REUTERS|EPA|YouTube|Flickr|Shutterstock|Bloomberg)[^()]{0,40}\)|"
    r"\w/(?:Getty|AP|AFP|Reuters|EPA|CNET|NPR|Shutterstock|Bloomberg|Axios)(?:\b[\w ]{0,30})?)$"
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}")
_SMALL_WORD_MAX_CHARACTERS = 4
_NO_HEADLINE = re.compile(
    r"(?:Story highlights|STORY HIGHLIGHTS|Editor[’']s [Nn]ote|CLOSE\s|Updated?\s|\(|Photos?:|Video:)"
)
_TWO_SENTENCES = re.compile(r"[a-z]{2}[.!?][”\"')]{0,2}\s{1,2}[A-Z“\"]")


def looks_like_headline(text: str) -> bool:
    """Whether a line has the shape of a headline: short, no final full stop, not two sentences.

    >>> looks_like_headline("Envoys meet in Tashkent"), looks_like_headline("Envoys met in Tashkent on Friday.")
    (True, False)
    """
    text = text.strip()
    if not 3 <= len(text) <= HEADLINE_MAX_CHARACTERS or len(text.split()) > HEADLINE_MAX_WORDS:
        return False
    if text.startswith(("•", "*", "·", "– ", "— ", "- ")) or _NO_HEADLINE.match(text):
        return False
    if text.endswith((".", ",", ";", ":", "—", "–", "-")) and not text.endswith(
        ("...", "U.S.", "U.N.", "U.K.")
    ):
        return False
    return any(character.isalpha() for character in text) and not _TWO_SENTENCES.search(text)


def is_furniture(text: str, announced: bool) -> bool:
    """Whether a line of a headline's shape is a credit, a writer's name, an address or a label instead.

    ``announced``: a byline or a day follows, which stand under headlines.

    >>> is_furniture("Special for The Courier", False), is_furniture("Ada Moreno and Tom Lee", True)
    (True, True)
    >>> is_furniture("Envoys meet in Tashkent", False)
    False
    """
    if _FURNITURE.match(text) or _CREDIT.search(text) or _ADDRESS.search(text) or text.endswith(")"):
        return True
    words = text.split()
    if len(words) < FIRST_LINE_MIN_WORDS:
        return not announced or text.isupper()
    if len(words) > SHORT_LINE_MAX_WORDS:
        return bool(_SEVERAL_NAMES.fullmatch(text))
    in_capitals = text.isupper() and len(words) == SHORT_LINE_MAX_WORDS
    return not (announced or in_capitals) and (all(map(_is_capitalised, words)) or text.islower())


def is_label(text: str) -> bool:
    """Whether a line is a label, a note or an address of the page, and so no part of a report.

    >>> is_label("3 min read"), is_label("Ada Moreno and Tom Lee")
    (True, False)
    """
    return bool(_FURNITURE.match(text) or _ADDRESS.fullmatch(text))


def stands_under_headline(text: str, following: str) -> bool:
    """Whether a line is a standfirst or the first highlight of a story, whose headline the text lacks.

    >>> stands_under_headline("He says talks went well", "Two envoys met on Friday.")
    True
    >>> stands_under_headline("Envoys meet in Tashkent", "Two envoys met on Friday.")
    False
    """
    if len(text) > FIRST_LINE_MAX_CHARACTERS or following[:1].islower():
        return True
    titled = is_title_case(text) or text.isupper()
    if _POINTS_BACK.match(text) and not titled:
        return True
    # Highlights stand in a row, none with a full stop; a headline in capitals stands out from the line under it.
    in_a_row = looks_like_headline(following) and len(following.split()) > SHORT_LINE_MAX_WORDS
    return in_a_row and not (titled and not is_title_case(following))


def is_title_case(text: str) -> bool:
    """Whether nearly all words of weight begin with a capital.

    >>> is_title_case("Envoys Meet in Tashkent"), is_title_case("Envoys meet in Tashkent")
    (True, False)
    """
    words = [
        word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) >= _SMALL_WORD_MAX_CHARACTERS
    ]
    return bool(words) and sum(map(_is_capitalised, words)) >= 0.8 * len(words)


def _is_capitalised(word: str) -> bool:
    return word.lstrip("“‘\"'(")[:1].isupper()


def label_length(text: str) -> int:
    """The length of a label at the head of a headline ("Title: ")."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def same_headline(one: str, other: str) -> bool:
    """Whether two lines print the same headline, ignoring case and punctuation."""
    return bool(fold(one)) and fold(one) == fold(other)


def derived_headline(body: str) -> str:
    """A headline derived from the first sentence of a report, cut at a word.

    >>> derived_headline("Two envoys met on Friday. They spoke for an hour.")
    'Two envoys met on Friday'
    """
    first = body.strip()
    spans = sentences(first[:1000])
    if spans:
        first = first[spans[0][0] : spans[0][1]]
    first = " ".join(first.split()).rstrip(".")
    if len(first) <= DERIVED_MAX_CHARACTERS:
        return first
    return first[:DERIVED_MAX_CHARACTERS].rpartition(" ")[0].rstrip(",;:–—- ") + "…"
