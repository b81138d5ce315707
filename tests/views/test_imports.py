"""Bringing articles in: who may, what is refused and how, progress, retry."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Import
from articles.reading.pasted_html import PASTED_HTML_MAX_CHARACTERS
from tests.world import World

pytestmark = pytest.mark.django_db


def a_file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


@pytest.mark.parametrize("address", ["/upload/", "/imports/"])
def test_strangers_are_asked_to_sign_in_and_readers_are_told_it_is_for_editors(
    client: Client, address: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={address}")
    client.force_login(User.objects.create_user("reader"))
    response = client.get(address)
    assert response.status_code == 403
    assert "Only editors can upload articles." in response.content.decode()


def test_many_files_become_one_import_with_an_item_each(desk: Client, editor: User) -> None:
    files = [a_file("one.txt", b"One."), a_file("two.txt", b"Two.")]
    response = desk.post("/upload/", {"files": files})
    batch = Import.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/imports/{batch.pk}/")
    assert batch.brought_by == editor
    assert [(item.name, bytes(item.data), item.state) for item in batch.items.all()] == [
        ("one.txt", b"One.", "waiting"),
        ("two.txt", b"Two.", "waiting"),
    ]


def test_pasted_text_becomes_an_import_too(desk: Client) -> None:
    desk.post("/upload/", {"text": "A headline\n\nA report – with a dash."})
    item = Import.objects.get().items.get()
    assert "A report – with a dash." in bytes(item.data).decode()


def test_files_and_pasted_text_in_one_upload_are_both_kept(desk: Client) -> None:
    desk.post("/upload/", {"files": a_file("one.txt", b"One."), "text": "A headline\n\nA report."})
    items = Import.objects.get().items.order_by("pk")
    assert [(item.name, bytes(item.data)[:10]) for item in items] == [
        ("one.txt", b"One."),
        ("pasted text.txt", b"A headline"),
    ]


def test_blank_text_beside_a_file_is_no_file(desk: Client) -> None:
    desk.post("/upload/", {"files": a_file("one.txt", b"One."), "text": " \n "})
    assert Import.objects.get().items.get().name == "one.txt"


def test_a_pasted_page_that_is_too_large_is_refused_with_the_files_beside_it(desk: Client) -> None:
    page = "<p>" + "x" * PASTED_HTML_MAX_CHARACTERS
    response = desk.post("/upload/", {"files": a_file("one.txt", b"One."), "text": page})
    assert response.status_code == 400
    assert "Save it as an .html file and upload that." in response.content.decode()
    assert not Import.objects.exists()


def test_nothing_brought_is_said(desk: Client) -> None:
    response = desk.post("/upload/", {"text": "  "})
    assert response.status_code == 400
    assert "choose files or paste a text first" in response.content.decode()
    assert not Import.objects.exists()


def test_too_much_at_once_is_refused_with_the_limit(desk: Client, settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    response = desk.post("/upload/", {"files": a_file("large.txt", b"x" * (1024 * 1024 + 1))})
    assert response.status_code == 400
    assert "one upload may have 1 MB" in response.content.decode()
    assert not Import.objects.exists()


def test_too_many_files_are_refused_with_a_page_that_helps(desk: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = desk.post("/upload/", {"files": [a_file(f"{n}.txt", b"x") for n in range(3)]})
    assert response.status_code == 400
    assert "Upload fewer files at once" in response.content.decode()


def test_an_import_shows_progress_and_the_outcome_of_each_file(desk: Client, world: World) -> None:
    text = desk.get(world.batch.get_absolute_url()).content.decode()
    assert "2 of 3 files read" in text and 'data-finished="no"' in text
    assert "Reload to see how far it is" in text
    assert world.harbour.get_absolute_url() in text
    assert "no report was found in it." in text
    found = desk.get(f"/imports/{world.batch.pk}.json").json()
    assert found == {"total": 3, "done": 2, "finished": False, "outcomes": {"added": 1, "failed": 1}}


def test_files_can_be_shown_by_outcome(desk: Client, world: World) -> None:
    text = desk.get(f"{world.batch.get_absolute_url()}?outcome=failed").content.decode()
    assert "empty.txt" in text and "barge.txt" not in text


def test_the_failed_files_of_a_finished_import_can_be_tried_again(desk: Client, world: World) -> None:
    world.batch.items.filter(state="waiting").delete()
    page = desk.get(world.batch.get_absolute_url()).content.decode()
    assert "1 failed" in page and "again</button>" not in page
    failed = world.batch.items.filter(outcome="failed")
    failed.update(detail="The reading room itself failed on it (OSError: disk full).", data=b"x")
    assert "Try 1 file again" in desk.get(world.batch.get_absolute_url()).content.decode()
    assert desk.get(f"/imports/{world.batch.pk}/retry/").status_code == 405
    desk.post(f"/imports/{world.batch.pk}/retry/")
    assert world.batch.items.get(name="empty.txt").state == "waiting"


def test_the_list_of_imports_counts_files_and_failures(desk: Client, world: World) -> None:
    text = desk.get("/imports/").content.decode()
    assert "2 of 3 read" in text and "1 failed" in text


def test_a_form_without_its_token_is_refused_with_a_page_that_helps(editor: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    response = strict.post("/upload/", {"text": "x"})
    assert response.status_code == 403
    assert "The form was too old" in response.content.decode()


def test_an_import_is_called_by_the_name_that_its_upload_gave_it(desk: Client) -> None:
    desk.post("/upload/", {"text": "A headline\n\nA report.", "label": "Border clippings"})
    batch = Import.objects.get()
    for address in ("/imports/", batch.get_absolute_url(), f"/imports/{batch.pk}/take-back/"):
        assert "Border clippings" in desk.get(address).content.decode(), address


def test_imports_stand_newest_first(desk: Client) -> None:
    for name in ("first", "second", "third"):
        desk.post("/upload/", {"text": f"A headline\n\nA report of the {name}.", "label": f"the {name}"})
    page = desk.get("/imports/").content.decode()
    assert page.index("the third") < page.index("the second") < page.index("the first")


def test_an_outlet_or_date_for_the_whole_upload_is_kept_with_it(desk: Client, editor: User) -> None:
    sent = {"text": "A headline\n\nA report.", "set-outlet": "Pamir Post", "set-published": "8 July 2021"}
    desk.post("/upload/", sent)
    change = Import.objects.get().changes.get()
    assert change.values == {"outlet": "Pamir Post", "published": "2021-07-08"}
    assert change.made_by == editor
    assert change.get_absolute_url() in desk.get(change.batch.get_absolute_url()).content.decode()
    refused = desk.post("/upload/", {**sent, "set-published": "soon"})
    assert refused.status_code == 400 and 'value="Pamir Post"' in refused.content.decode()
    assert Import.objects.count() == 1
