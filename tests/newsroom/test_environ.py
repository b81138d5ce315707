"""Settings from the environment: what cannot be read is refused by name."""

import pytest

from newsroom import environ


def test_an_unset_variable_gives_the_default(monkeypatch):
    monkeypatch.delenv("NEWSROOM_PORT", raising=False)
    assert environ.whole("NEWSROOM_PORT", 8000) == 8000


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("NEWSROOM_PORT", " ")
    assert environ.whole("NEWSROOM_PORT", 8000) == 8000


@pytest.mark.parametrize("value", ["eighty", "-1", "80.5"])
def test_a_number_that_is_none_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("NEWSROOM_PORT", value)
    with pytest.raises(environ.BadSetting, match="NEWSROOM_PORT"):
        environ.whole("NEWSROOM_PORT", 8000)


def test_a_number_below_the_least_is_refused(monkeypatch):
    monkeypatch.setenv("NEWSROOM_THREADS", "0")
    with pytest.raises(environ.BadSetting, match="from 1"):
        environ.whole("NEWSROOM_THREADS", 8, least=1)


@pytest.mark.parametrize(("value", "on"), [("1", True), ("Yes", True), ("off", False), ("0", False)])
def test_switches_are_read_in_common_words(monkeypatch, value, on):
    monkeypatch.setenv("NEWSROOM_DEBUG", value)
    assert environ.switch("NEWSROOM_DEBUG", not on) is on


def test_a_switch_that_says_neither_is_refused(monkeypatch):
    monkeypatch.setenv("NEWSROOM_DEBUG", "maybe")
    with pytest.raises(environ.BadSetting, match="set it to 1 or 0"):
        environ.switch("NEWSROOM_DEBUG", False)


def test_lists_are_parted_by_commas(monkeypatch):
    monkeypatch.setenv("NEWSROOM_ALLOWED_HOSTS", "room.example, localhost,")
    assert environ.words("NEWSROOM_ALLOWED_HOSTS", "") == ["room.example", "localhost"]


@pytest.mark.parametrize("value", ["newsroom.sqlite3", "oracle9://x", "http://127.0.0.1/"])
def test_an_address_that_is_no_databases_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("DATABASE_URL", value)
    with pytest.raises(environ.BadSetting, match="DATABASE_URL"):
        environ.database("DATABASE_URL", "sqlite:///x")


def test_an_empty_database_address_is_the_rooms_own(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    assert environ.database("DATABASE_URL", "sqlite:////tmp/x")["ENGINE"] == "django.db.backends.sqlite3"
