"""Uploading by a token: what it opens and what not, how it is kept, limited and revoked; and the bookmark for a page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from articles.ingest.upload_tokens import UPLOADS_A_MINUTE, issue_token
from articles.ingest.worker import work_off
from articles.models import Article, Import, UploadToken

pytestmark = pytest.mark.django_db
PAGE = (
    "<html><head><title>Market day moved</title></head><body><article><h1>Market day moved</h1>"
    "<p>The market of Aqtepe moves to Sunday, the council said after a long meeting in the hall.</p>"
    "</article></body></html>"
)


@pytest.fixture
def token(editor: User) -> str:
    return issue_token(editor, "the clipping desk")


def send(token: str, **fields: object):  # type: ignore[no-untyped-def]
    """Post as a program does: without a session, checked for forgery as any request is."""
    client = Client(enforce_csrf_checks=True)
    return client.post("/upload.json", fields, headers={"Authorization": f"Bearer {token}"})


def test_files_and_text_come_in_the_owners_name(token: str, editor: User) -> None:
    answer = send(token, files=SimpleUploadedFile("one.txt", b"One."), text="Two.", label="Clippings")
    batch = Import.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"import": batch.pk, "url": f"http://testserver/imports/{batch.pk}/", "files": 2}
    assert (batch.brought_by, batch.label) == (editor, "Clippings")
    assert UploadToken.objects.get().used_at is not None


def test_a_page_is_read_with_its_address(token: str) -> None:
    assert send(token, page=PAGE, url="https://dial.example/2021/07/market").status_code == 201
    work_off(Import.objects.get())
    article = Article.objects.get()
    assert (article.title, article.url) == ("Market day moved", "https://dial.example/2021/07/market")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "market.html", "https://dial.example/" + "x" * 1000])
def test_an_address_that_is_none_is_refused(token: str, url: str) -> None:
    answer = send(token, page=PAGE, url=url)
    assert answer.status_code == 400 and "not the address of a page" in answer.json()["error"]
    assert not Import.objects.exists()


def test_only_the_hash_is_kept_and_the_token_is_shown_once(desk: Client, editor: User) -> None:
    tree = html.fromstring(desk.post("/upload/tokens/", {"name": "the  desk"}).content.decode())
    secret = tree.xpath("string(//code[contains(@class, 'token')])")
    row = UploadToken.objects.get()
    assert len(secret) >= 43 and secret not in str(UploadToken.objects.values().get())
    assert (row.name, row.user) == ("the desk", editor)
    again = desk.get("/upload/tokens/")
    assert secret not in again.content.decode() and "no-store" in again["Cache-Control"]
    assert send(secret, text="One.").status_code == 201


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eDp5", "bearer \u00e9"])
def test_without_a_token_that_holds_nothing_is_taken(desk: Client, token: str, header: str) -> None:
    # Not even from an editor who is signed in: another site's form would come with her session.
    answer = desk.post("/upload.json", {"text": "One."}, headers={"Authorization": header})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert not Import.objects.exists()


@pytest.mark.parametrize("change", [{"is_staff": False}, {"is_active": False}])
def test_a_token_ends_with_the_rights_of_its_owner(token: str, editor: User, change: dict[str, bool]) -> None:
    User.objects.filter(pk=editor.pk).update(**change)
    assert send(token, text="One.").status_code == 401


def test_a_revoked_token_is_refused_and_nobody_revokes_anothers(
    desk: Client, client: Client, token: str
) -> None:
    row = UploadToken.objects.get()
    other = Client()
    other.force_login(User.objects.create_user("other", is_staff=True))
    assert other.post(f"/upload/tokens/{row.pk}/revoke/").status_code == 404
    assert "the clipping desk" not in other.get("/upload/tokens/").content.decode()
    assert send(token, text="One.").status_code == 201
    page = desk.post(f"/upload/tokens/{row.pk}/revoke/", follow=True).content.decode()
    assert "The token “the clipping desk” is revoked." in page
    assert send(token, text="Two.").status_code == 401


def test_a_token_opens_nothing_else(token: str, settings) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    for address in ("/upload/", "/imports/", "/review/", "/admin/"):
        assert Client().get(address, headers=headers).status_code == 302, address
    settings.READING_NEEDS_SIGN_IN = True
    assert Client().get("/search.json", headers=headers).status_code == 302
    assert send(token, text="One.").status_code == 201


def test_a_token_may_upload_so_often_a_minute(token: str) -> None:
    row = UploadToken.objects.get()
    now = timezone.now()
    UploadToken.objects.filter(pk=row.pk).update(window_at=now, window_uploads=UPLOADS_A_MINUTE)
    answer = send(token, text="One.")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    UploadToken.objects.filter(pk=row.pk).update(window_at=now - dt.timedelta(minutes=1))
    assert send(token, text="One.").status_code == 201


def test_too_much_and_nothing_are_refused_with_the_reason(token: str, settings) -> None:
    assert "nothing to upload" in send(token, text=" ").json()["error"]
    settings.UPLOAD_MAX_BYTES = 10
    answer = send(token, files=SimpleUploadedFile("one.txt", b"x" * 11))
    assert answer.status_code == 400 and "MB" in answer.json()["error"]
    assert not Import.objects.exists()


def test_a_token_without_a_name_is_not_made(desk: Client) -> None:
    answer = desk.post("/upload/tokens/", {"name": " "})
    assert answer.status_code == 400 and "Say where the token is used." in answer.content.decode()
    assert not UploadToken.objects.exists()


def test_the_bookmark_holds_no_secret_and_leads_to_this_room(desk: Client, token: str) -> None:
    tree = html.fromstring(desk.get("/upload/tokens/").content.decode())
    code = tree.xpath("string(//textarea)")
    assert code.startswith("javascript:") and "open('http://testserver/upload/#page='+p)" in code
    assert token not in code
