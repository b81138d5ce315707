"""The recognisers of languages other than English, by their codes."""

from __future__ import annotations

from collections.abc import Collection

from articles.entities.languages import russian
from articles.entities.recognition.recogniser import Recogniser

OFFERED = {"ru": russian}


def recognisers(languages: Collection[str]) -> dict[str, Recogniser]:
    """The recognisers of these languages whose packages are installed; they load when first used."""
    return {
        code: module.RussianRecogniser()
        for code, module in OFFERED.items()
        if code in languages and module.is_installed()
    }


def missing(languages: Collection[str]) -> list[str]:
    """What is in the way of a language that was asked for, in a sentence each with its remedy."""
    unknown = sorted(set(languages) - {"en", *OFFERED})
    said = [
        f"NEWSROOM_LANGUAGES names “{code}”, for which there is no recogniser: known names alone are found."
        for code in unknown
    ]
    return said + [
        module.MISSING for code, module in OFFERED.items() if code in languages and not module.is_installed()
    ]
