"""Settings from the environment: tiny readers that refuse what they cannot read, naming the variable."""

from __future__ import annotations

import importlib.util
import os
from typing import Any

import dj_database_url


class BadSetting(Exception):
    """A variable that cannot be read; the message names it and what it may be."""


def text(name: str, default: str) -> str:
    """The variable's value, or the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, default: bool) -> bool:
    """1/true/yes/on or 0/false/no/off."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name} is {value!r}: set it to 1 or 0.")


def whole(name: str, default: int, least: int = 0) -> int:
    """A whole number, no smaller than ``least``."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise BadSetting(f"{name} is {value!r}: set it to a whole number from {least}.")
    return int(value)


def choice(name: str, known: tuple[str, ...]) -> str:
    """One of a few words; the first is the default."""
    value = text(name, known[0]).lower()
    if value not in known:
        raise BadSetting(f"{name} is {value!r}: set it to {' or '.join(known)}.")
    return value


def words(name: str, default: str) -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(name: str, default: str) -> dict[str, Any]:
    """A database by its address, as Django's settings take it."""
    try:
        return dict(dj_database_url.parse(text(name, default)))
    except ValueError as error:
        raise BadSetting(
            f"{name} is no database's address: set it to one like postgres://user:password@host/name."
        ) from error


def needs_package(name: str, because: str, requirements: str) -> None:
    """Raise BadSetting, with the remedy, where an optional package that a setting needs is not installed."""
    if importlib.util.find_spec(name) is None:
        raise BadSetting(
            f"{because}, for which the package {name} is not installed: "
            f"run `.venv/bin/pip install --require-hashes -r {requirements}`."
        )
