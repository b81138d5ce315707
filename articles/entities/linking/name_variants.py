"""Variants of a person's full name: with and without middle names, initials and nicknames, and who bears which.

"Donald J. Trump" and "Donald Trump" are one person unless somebody else of that name is known: with both George W. and
George H. W. Bush in the room, a plain "George Bush" is either. Decisions are a function of all names of a surname and how
often each is used, so the order in which articles come makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from articles.entities.lexicons import rows
from articles.entities.linking.name_similarity import generation, name_words

# A name that fits two people belongs to the one who has at least this share of their articles.
DOMINANT_SHARE = 0.95
WORD_MAX_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class FullName:
    """A full name in parts, folded: given name, middle names or initials, surname, generation ("Jr")."""

    given: str
    middle: tuple[str, ...]
    surname: str
    generation: str

    @classmethod
    def of(cls, name: str) -> FullName | None:
        """The parts of a name; None for one of a single word.

        >>> FullName.of("Sen. Charles E. Schumer")
        FullName(given='charles', middle=('e',), surname='schumer', generation='')
        """
        words = [word.lower() for word in name_words(name)]
        if len(words) < 2:
            return None
        return cls(words[0], tuple(words[1:-1]), words[-1], generation(name))

    def fits(self, other: FullName) -> bool:
        """Whether two names may be one person's: nothing in the one contradicts the other.

        >>> full = FullName.of
        >>> full("Donald J. Trump").fits(full("Donald Trump")), full("George W. Bush").fits(full("George H. W. Bush"))
        (True, False)
        >>> full("Chuck Schumer").fits(full("Charles Schumer")), full("Donald Trump Jr.").fits(full("Donald Trump"))
        (True, False)
        """
        if self.surname != other.surname or self.generation != other.generation:
            return False
        if not _same_given(self.given, other.given):
            return False
        short, long = sorted((self.middle, other.middle), key=len)
        return not short or _abbreviates(short, long)

    def is_called(self, given: str) -> bool:
        """Whether a given name, a nickname or an initial may be this person's.

        >>> FullName.of("Charles Schumer").is_called("Chuck"), FullName.of("Charles Schumer").is_called("J.")
        (True, False)
        """
        given = given.lower().rstrip(".")
        return (
            _same_given(self.given, given)
            or (len(given) == 1 and self.given[:1] == given)
            or given in self.middle
        )


def _same_given(one: str, other: str) -> bool:
    return one == other or bool(_formal(one) & _formal(other))


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether middle names are the same ones, each written out or as an initial."""
    return len(short) == len(long) and all(
        one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
        for one, other in zip(short, long, strict=True)
    )


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("nicknames.csv"):
        found.setdefault(row["nickname"].lower(), set()).add(row["given"].lower())
    return {nickname: frozenset(given) for nickname, given in found.items()}


def _formal(given: str) -> frozenset[str]:
    """A given name, and those that it may be short for."""
    return _nicknames().get(given, frozenset()) | {given}


def bearers(names: Mapping[str, int]) -> dict[str, str]:
    """For each full name of one surname the name of the person who bears it: the most used one that fits.

    ``names`` gives the number of articles that use each name. A name that fits several people who are not one another
    stays by itself, unless one of them dominates.

    >>> bearers({"Donald Trump": 900, "Donald J. Trump": 80, "Donald Trump Jr.": 90})
    {'Donald Trump': 'Donald Trump', 'Donald J. Trump': 'Donald Trump', 'Donald Trump Jr.': 'Donald Trump Jr.'}
    >>> bearers({"George W. Bush": 50, "George H. W. Bush": 20, "George Bush": 9})["George Bush"]
    'George Bush'
    """
    parts = {name: full for name in names if (full := FullName.of(name)) is not None}
    # The fullest names tell people apart, so they are taken first; of equally full ones the most used.
    order = sorted(parts, key=lambda name: (-len(parts[name].middle), -names[name], name))
    people: list[list[str]] = []
    for name in order:
        fitting = [person for person in people if all(parts[name].fits(parts[other]) for other in person)]
        chosen = _dominant(fitting, names)
        if chosen is None:
            people.append([name])
        else:
            chosen.append(name)
    found: dict[str, str] = {}
    for person in people:
        main = max(person, key=lambda name: (names[name], -len(name), name))
        found.update(dict.fromkeys(person, main))
    return {name: found[name] for name in names if name in found}


def _dominant(fitting: list[list[str]], names: Mapping[str, int]) -> list[str] | None:
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    weights = [sum(names[name] for name in person) for person in fitting]
    best = max(range(len(fitting)), key=weights.__getitem__)
    return fitting[best] if weights[best] >= DOMINANT_SHARE * sum(weights) else None


def is_short_name(name: str) -> bool:
    """Whether a name is a surname or given name alone, particles aside; "Al Gore" is none.

    >>> is_short_name("Obama"), is_short_name("Van Hollen"), is_short_name("Al Gore"), is_short_name("Sen. Warren")
    (True, True, False, True)
    """
    return len(name_words(name)) == 1 and not name.startswith("Al ")


def words_of(name: str) -> tuple[str, ...]:
    """The words under which a person is grouped: surname and given name, or the only word.

    >>> words_of("Sen. Mitch McConnell"), words_of("Obama")
    (('mcconnell', 'mitch'), ('obama',))
    """
    words = [word.lower()[:WORD_MAX_CHARACTERS] for word in name_words(name)]
    return tuple(dict.fromkeys((words[-1], words[0]))) if words else ()
