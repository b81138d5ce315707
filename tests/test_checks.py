"""System checks: what is unsafe together is said with its remedy."""

import os
import subprocess
import sys
from pathlib import Path

from articles.checks import (
    every_language_asked_for_has_its_recogniser,
    reading_is_open_only_on_this_machine,
    sign_in_travels_encrypted,
)


def test_the_defaults_raise_no_warning():
    assert reading_is_open_only_on_this_machine() == []
    assert sign_in_travels_encrypted() == []


def test_an_open_room_on_the_network_is_warned_of(settings):
    settings.HOST = "0.0.0.0"
    (warning,) = reading_is_open_only_on_this_machine()
    assert "NEWSROOM_READING_NEEDS_SIGN_IN" in warning.hint


def test_a_room_on_the_network_without_https_is_warned_of(settings):
    settings.HOST = "0.0.0.0"
    settings.READING_NEEDS_SIGN_IN = True
    assert reading_is_open_only_on_this_machine() == []
    assert "NEWSROOM_HTTPS" in sign_in_travels_encrypted()[0].hint
    settings.HTTPS = True
    assert sign_in_travels_encrypted() == []


def test_a_language_without_a_recogniser_is_warned_of(settings):
    assert every_language_asked_for_has_its_recogniser() == []
    settings.RECOGNITION_LANGUAGES = frozenset({"en", "qq"})
    (warning,) = every_language_asked_for_has_its_recogniser()
    assert "“qq”" in warning.msg and "known names alone" in warning.msg


def test_the_settings_pass_djangos_deployment_checks_behind_https():
    run = manage("check", "--deploy", "--fail-level", "WARNING", NEWSROOM_HTTPS="1")
    assert run.returncode == 0, run.stderr


def test_no_migration_is_missing():
    run = manage("makemigrations", "--check", "--dry-run")
    assert run.returncode == 0, run.stdout


def test_a_setting_that_cannot_be_read_stops_the_start_and_is_named():
    run = manage("check", NEWSROOM_PORT="eighty")
    assert run.returncode != 0
    assert "NEWSROOM_PORT is 'eighty'" in run.stderr


def manage(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    # The browser tests set this for their own process; no deployment would.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=Path(__file__).resolve().parent.parent,
        env={**inherited, **settings},
        capture_output=True,
        text=True,
    )
