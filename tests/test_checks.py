"""System checks: what is unsafe together is said with its remedy."""

from articles.checks import reading_is_open_only_on_this_machine, sign_in_travels_encrypted


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
