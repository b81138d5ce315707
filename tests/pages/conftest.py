"""The small world, which the tests of pages share with the tests of views."""

from tests.views.conftest import world

__all__ = ["world"]
