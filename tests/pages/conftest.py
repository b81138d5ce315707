"""The small world, which the tests of pages share with the tests of views."""

from tests.views.conftest import indexed, world

__all__ = ["indexed", "world"]
