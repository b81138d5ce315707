"""Who may do what: every address for a stranger, a reader and an editor. A new address without a row here fails."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.urls import urlpatterns
from tests.world import World

pytestmark = pytest.mark.django_db

OPEN = {
    "room": (),
    "search": (),
    "search-facet": ("person",),
    "search-json": (),
    "search-atom": (),
    "search-export": ("csv",),
    "suggest": (),
    "opensearch": (),
    "article-json": ("harbour",),
    "article-source": ("harbour",),
    "article-source-file": ("harbour",),
    "article": ("harbour", "harbour.slug"),
    "people": (),
    "person": ("calloway", "calloway.slug"),
    "places": (),
    "place": ("port_ellery", "port_ellery.slug"),
    "organisations": (),
    "org": ("board", "board.slug"),
    "story": ("harbour.story_id",),
    "quotes": (),
    "robots": (),
}
STAFF = {
    "upload": (),
    "imports": (),
    "import": ("batch",),
    "import-json": ("batch",),
    "import-file": ("batch", "batch_file"),
    "import-take-back": ("batch",),
    "review": (),
    "review-article": ("harbour",),
    "entity-correct": ("calloway",),
    "article-mentions": ("harbour",),
    "corrections": (),
    "merge-suggestions": (),
    "change-articles": (),
    "changes": (),
    "upload-tokens": (),
    "change": ("many_change",),
    "known-names": ("outlet",),
}
# Address → what a GET gives a stranger, a reader, an editor.
OTHERS = {
    "article-short": (("harbour",), 301, 301, 301),
    "import-retry": (("batch",), 302, 403, 405),
    "import-restore": (("batch",), 302, 403, 405),
    "correction-undo": (("merge",), 302, 403, 405),
    "change-undo": (("many_change",), 302, 403, 405),
    "merge-suggestion": (("suggestion",), 302, 403, 405),
    "story-compare": (("harbour.story_id",), 200, 200, 200),
    "article-join": (("harbour",), 302, 403, 405),
    "story-pin": (("harbour.story_id",), 302, 403, 405),
    "story-part": (("harbour.story_id",), 302, 403, 405),
    "story-join": (("harbour.story_id",), 302, 403, 405),
    "story-undo": (("1",), 302, 403, 405),
    "upload-json": ((), 405, 405, 405),
    "upload-token-revoke": (("1",), 302, 403, 405),
    "sign-in": ((), 200, 302, 302),
    "sign-out": ((), 405, 405, 405),
    "healthz": ((), 503, 503, 503),
}
MATRIX = (
    {name: (arguments, 200, 200, 200) for name, arguments in OPEN.items()}
    | {name: (arguments, 302, 403, 200) for name, arguments in STAFF.items()}
    | OTHERS
)
CHANGES_BY_POST = {
    "upload": (302, 403, 400),
    "import-retry": (302, 403, 302),
    "import-take-back": (302, 403, 302),
    "import-restore": (302, 403, 302),
    "review-article": (302, 403, 400),
    "entity-correct": (302, 403, 302),
    "article-mentions": (302, 403, 302),
    "correction-undo": (302, 403, 302),
    "change-articles": (302, 403, 400),
    "change-undo": (302, 403, 302),
    "merge-suggestion": (302, 403, 302),
    "article-join": (302, 403, 302),
    "story-pin": (302, 403, 302),
    "story-part": (302, 403, 302),
    "story-join": (302, 403, 302),
    "story-undo": (302, 403, 404),
    "upload-json": (401, 401, 401),
    "upload-tokens": (302, 403, 400),
    "upload-token-revoke": (302, 403, 404),
    "sign-in": (200, 302, 302),
    "sign-out": (302, 302, 302),
}


def address(name: str, arguments: tuple[str, ...], world: World) -> str:
    return reverse(name, args=[value(argument, world) for argument in arguments])


def value(argument: str, world: World) -> str | int:
    row_name, _, field = argument.partition(".")
    row = getattr(world, row_name, None)
    return argument if row is None else getattr(row, field or "pk")


@pytest.fixture
def visitors(db: None) -> tuple[Client, Client, Client]:
    """A stranger, a reader with an account, and an editor."""
    found = Client(), Client(), Client()
    found[1].force_login(User.objects.create_user("reader"))
    found[2].force_login(User.objects.create_user("editor", is_staff=True))
    return found


def test_every_address_has_a_row() -> None:
    assert set(MATRIX) == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("name", MATRIX)
def test_reading_is_open_and_bringing_is_for_editors(
    name: str, indexed: World, visitors: tuple[Client, ...]
) -> None:
    arguments, *expected = MATRIX[name]
    assert [visitor.get(address(name, arguments, indexed)).status_code for visitor in visitors] == expected


@pytest.mark.parametrize("name", MATRIX)
def test_only_a_few_addresses_take_a_post(name: str, indexed: World, visitors: tuple[Client, ...]) -> None:
    arguments = MATRIX[name][0]
    closed = (302, 403, 405) if name in STAFF else (405, 405, 405)
    expected = CHANGES_BY_POST.get(name, closed)
    assert (
        tuple(visitor.post(address(name, arguments, indexed)).status_code for visitor in visitors) == expected
    )


def test_a_closed_room_asks_everybody_to_sign_in_first(
    indexed: World, visitors: tuple[Client, ...], settings
) -> None:
    settings.READING_NEEDS_SIGN_IN = True
    for name, arguments in OPEN.items():
        there = address(name, arguments, indexed)
        response = visitors[0].get(there)
        assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/sign-in/"), name
        assert visitors[1].get(there).status_code == 200, name
    assert visitors[0].get("/sign-in/").status_code == 200
