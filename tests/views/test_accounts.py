"""Signing in and out, and the door that shuts after too many tries."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_editor_signs_in_and_comes_back_to_where_she_was(client: Client, editor: User) -> None:
    form = {"username": "editor", "password": "a long enough word", "next": "/upload/"}
    response = client.post("/sign-in/", form)
    assert (response.status_code, response["Location"]) == (302, "/upload/")
    assert ">Upload</a>" in client.get("/").content.decode()


def test_signing_in_from_a_page_leads_back_to_it(client: Client) -> None:
    page = client.get("/search/?q=ferry&sort=date").content.decode()
    assert 'href="/sign-in/?next=%2Fsearch%2F%3Fq%3Dferry%26sort%3Ddate"' in page
    assert 'href="/sign-in/"' in client.get("/sign-in/").content.decode()


def test_nobody_is_sent_to_another_site_after_signing_in(client: Client, editor: User) -> None:
    form = {"username": "editor", "password": "a long enough word", "next": "https://elsewhere.example/"}
    assert client.post("/sign-in/", form)["Location"] == "/"


def test_a_wrong_password_is_said_without_telling_which_part_was_wrong(client: Client, editor: User) -> None:
    text = client.post("/sign-in/", {"username": "editor", "password": "no"}).content.decode()
    assert "User name and password do not fit together" in text


def test_signing_out_takes_a_post(desk: Client) -> None:
    assert desk.get("/sign-out/").status_code == 405
    assert desk.post("/sign-out/").status_code == 302
    assert "Sign in" in desk.get("/").content.decode()


def test_too_many_tries_shut_the_door_for_that_name_and_address_only(
    client: Client, editor: User, settings
) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post("/sign-in/", {"username": "editor", "password": "no"})
    assert response.status_code == 429
    assert "about a quarter of an hour" in response.content.decode()
    right = {"username": "editor", "password": "a long enough word"}
    assert client.post("/sign-in/", right).status_code == 429
    assert client.post("/sign-in/", right, REMOTE_ADDR="10.0.0.9").status_code == 302
