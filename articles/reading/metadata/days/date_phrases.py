"""Phrases that name days, and those that only look so ("Good Friday", "every Monday", "USA Today")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.metadata.days.printed_dates import DAY_AND_MONTH
from articles.reading.metadata.days.tense import tells

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = "|".join(WEEKDAYS)
_COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several"
_PART = r"(?:\s(?:morning|afternoon|evening|night))?"
_PHRASE = re.compile(
    rf"(?<![\w’'-])(?:"
    rf"(?P<date>(?:(?:{_WEEKDAY}),?\s)?(?i:{DAY_AND_MONTH})(?:,?\s(?P<year>(?:1[5-9]|20)\d\d)(?!\d))?)(?![\w-])"
    rf"|(?P<turn>(?i:(?P<which>last|this\spast|past|this\scoming|coming|this|next))\s)?(?P<weekday>{_WEEKDAY})(?![\w-])"
    rf"(?!\s(?:Times|Telegraph|Mail|Express|Mirror|Herald|Night|Morning|Post|Review|Independent|Today|Group|Club|[Ss]chool)\b)"
    rf"(?!\s(?:of|in)\s[A-Z]|\s(?:through|to)\s(?:{_WEEKDAY})){_PART}"
    rf"(?P<of_week>\s(?:of\s)?(?P<week>last|this|next)\sweek)?"
    rf"|(?P<stretch>(?i:(?:(?P<part>earlier|later)\s)?(?P<side>last|this|next)\s(?P<unit>weekend|week|month|year)))(?![\w-])"
    rf"|(?P<ago>(?i:(?P<count>{_COUNT})\s(?P<units>day|week|month|year)s?\sago))\b"
    rf"|(?P<word>(?i:the\sday\sbefore\syesterday|the\sday\safter\stomorrow|yesterday|tomorrow|tonight|last\snight|today|"
    rf"this\s(?:morning|afternoon|evening)))(?![\w-]){_PART})"
)
# Days that have a name of their own, programmes and papers ("Good Friday", "Fox News Sunday", "USA Today"), and what is
# no certain day ("every Sunday", "the first Monday", "Monday through Friday").
_NAMED_BEFORE = re.compile(
    r"(?:through|every|each|any|most|first|second|third|fourth|a|Good|Black|Easter|Super|Palm|Ash|Cyber|Bloody|Giving|Holy|Maundy|Fat|Boxing|News|CBS|USA|Psychology|Russia)\s$"
)
# A day that is the name of an event, whatever the year of the report.
_OF_2001 = re.compile(
    r"Sept(?:ember|\.)\s11(?:th)?,?\s(?:attack|terror|commission|hijack|victim|memorial)", re.IGNORECASE
)
_WHOLE_MONTHS = tuple(
    f"{month}."
    for month in "January February March April May June July August September October November December".split()
)
_QUOTES = ('"', "“", "”", "‘", "’", "'")
_NAME = re.compile(r"(?:Today|This Week|This Morning|Last Week|Last Night|Yesterday|Tomorrow|Tonight)\Z")
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?…:\n]|[—–-])[\s\"'“‘(\[]{0,4}\Z|[\s(][\"“‘]\Z")


def phrases(text: str) -> Iterator[re.Match[str]]:
    """The phrases that name days; a match has one of the groups date, weekday, stretch, ago and word.

    >>> [match.group() for match in phrases("On Friday, as every Friday, he left for good.")]
    ['Friday']
    """
    return (match for match in _PHRASE.finditer(text) if not _names_no_day(text, match))


def without_full_stop(said: str) -> str:
    """The full stop behind a month belongs to it only where the month is cut short ("3 Jan.").

    >>> without_full_stop("3 January."), without_full_stop("3 Jan.")
    ('3 January', '3 Jan.')
    """
    return said[:-1] if said.endswith(_WHOLE_MONTHS) else said


def _names_no_day(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 20) : match.start()]
    if _NAMED_BEFORE.search(before):
        return True
    behind = text[match.end() : match.end() + 2]
    if match["date"] and not match["year"] and _OF_2001.match(text, match.start()):
        return True
    if before.endswith(_QUOTES) and behind.startswith(_QUOTES) and behind[1:] != "s":
        return True
    if match["stretch"] and before.endswith("the "):
        # "the last week" is seven days, not the week before this one.
        return True
    if match.group().lower() == "today" and behind[1:] != "s" and not tells(text, *match.span()):
        # "What we see today": these times, and no certain day.
        return True
    return bool(_NAME.match(match.group()) and not _SENTENCE_BEGINS.search(before))
