"""The stored reports that the tests of relating share with the tests of comparing."""

from tests.stories.conftest import store

__all__ = ["store"]
