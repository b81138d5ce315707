"""`rows` fills its body for each tuple as `for` does, escapes what `for` escapes, and refuses what it cannot do."""

from __future__ import annotations

import pytest
from django.template import TemplateSyntaxError, engines
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

BODY = '<li class="{{ inside|value_class }}"><a href="{{ url }}">{{ name }}</a> {{ count|thousands }} 5 % {{ name }}</li>\n'
ROWS = f"{{% load rows date_filters %}}{{% rows found as name count url inside %}}{BODY}{{% endrows %}}"
FOR = f"{{% load rows date_filters %}}{{% for name, count, url, inside in found %}}{BODY}{{% endfor %}}"


def shown(source: str, found: list[tuple[object, ...]]) -> str:
    return engines["django"].from_string(source).render({"found": found})


@given(st.lists(st.tuples(st.text(), st.integers(0), st.text(), st.booleans())))
def test_it_shows_what_for_shows(found: list[tuple[object, ...]]) -> None:
    assert shown(ROWS, found) == shown(FOR, found)


def test_text_that_is_marked_as_safe_stays_as_it_is() -> None:
    found = [(SafeString("<b>Kabul</b>"), 1_200, "?place=kabul&page=2", True)]
    assert shown(ROWS, found) == shown(FOR, found)
    assert "<b>Kabul</b>" in shown(ROWS, found)


@pytest.mark.parametrize(
    "source",
    [
        "{% rows found %}x{% endrows %}",
        "{% rows found as name %}{{ other }}{% endrows %}",
        "{% rows found as name %}{{ name.length }}{% endrows %}",
        "{% rows found as name %}{{ name|default:'none' }}{% endrows %}",
        "{% rows found as name %}{% if name %}x{% endif %}{% endrows %}",
    ],
)
def test_what_it_cannot_do_is_refused_when_the_template_is_read(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="rows: "):
        engines["django"].from_string("{% load rows %}" + source)
