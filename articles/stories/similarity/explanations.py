"""Explanations of what two articles share, worded so that a reader can check them with the texts open."""

from __future__ import annotations

from collections.abc import Sequence

from articles.stories.similarity.pair_features import PairFeatures, name_rarity
from articles.stories.similarity.rewrite_model import RewriteFeatures
from articles.stories.similarity.same_event_model import EventFeatures
from articles.text import fold

_SHOWN_NAMES = 4
_SHOWN_FIGURES = 6
_SHOWN_QUOTE_CHARACTERS = 80
_MUCH_THE_SAME = 0.8


def in_words(found: PairFeatures, *, one_event: bool) -> tuple[str, ...]:
    """The reasons in words, the strongest first; only what is there is said.

    Of two that by their words alone would be one event, and are not, the last tells what parts them.
    """
    weekday, other = found.signs.weekdays
    reasons = [
        _names(found),
        _figures(found),
        _quotes(found.quotes),
        _sentences(found),
        *_traces(found.traces),
        f"{_percent(found.signs.wording)} of the wording is the same" if found.signs.wording >= 0.1 else "",
        "published on the same day" if found.signs.days_apart == 0 else "",
        f"both tell of {weekday}" if one_event and weekday and weekday == other else "",
        f"both came over {found.agency}" if found.agency else "",
        _parted(found.signs) if not one_event and found.signs.log_odds_of_words >= 0 else "",
    ]
    return tuple(reason for reason in reasons if reason) or ("many of the same rarer words",)


def _names(found: PairFeatures) -> str:
    if not found.shared_names:
        return ""
    share = f"{round(100 * found.names)} % of the same names"
    if found.names >= 0.3 and found.names_in_order >= 0.45:
        return f"{share}, in the same order"
    rarest = sorted(found.shared_names, key=lambda name: name_rarity(fold(name)), reverse=True)[:_SHOWN_NAMES]
    return f"{share}: {_listed(rarest)}" if found.names >= 0.3 else f"both name {_listed(rarest)}"


def _figures(found: PairFeatures) -> str:
    telling = [shown for shown in found.figures if len(fold(shown)) > 1]
    if not telling:
        return ""
    word = "figure" if len(telling) == 1 else "figures"
    shown = ", ".join(telling[:_SHOWN_FIGURES])
    return f"the same {word}: {shown}" if found.all_figures else f"{word} in both: {shown}"


def _quotes(quotes: Sequence[str]) -> str:
    if not quotes:
        return ""
    longest = max(quotes, key=len)
    if len(longest) > _SHOWN_QUOTE_CHARACTERS:
        longest = longest[:_SHOWN_QUOTE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return f"shares the quote “{longest}”"


def _sentences(found: PairFeatures) -> str:
    if found.sentences_in_order < 3:
        return ""
    return f"{found.sentences_in_order} of {found.of_sentences} sentences match in the same order"


def _traces(found: RewriteFeatures | None) -> tuple[str, str]:
    """What makes one text look made from the other, where it does."""
    if found is None or found.log_odds < 0:
        return "", ""
    details = f"{_percent(found.details)} of the shorter one’s rarer words are in both, names aside"
    in_order = f"{found.once} rarer words come in much the same order"
    return details, in_order if found.in_order >= _MUCH_THE_SAME else ""


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _parted(signs: EventFeatures) -> str:
    """What speaks against one event: it is said of both together, since neither of the two comes first."""
    days, years = signs.days_apart or 0, sorted(map(max, zip(signs.years, signs.published, strict=True)))
    said = [
        f"published {days} days apart" if days > 1 else "",
        f"one tells of {' and the other of '.join(sorted(signs.weekdays))}"
        if all(signs.weekdays) and len(set(signs.weekdays)) == 2
        else "",
        f"one tells of {years[0]} and the other of {years[1]}"
        if not days and all(years) and years[0] < years[1]
        else "",
    ]
    told = [reason for reason in said if reason]
    return f"rather two events: {', '.join(told)}" if told else ""
