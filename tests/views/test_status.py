"""What is said when something is not there or not well, and what every answer carries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from articles.models import WorkerBeat
from articles.views.status import server_error
from tests.world import World

pytestmark = pytest.mark.django_db


def test_all_is_well_with_a_database_an_index_and_a_living_worker(client: Client, indexed: World) -> None:
    WorkerBeat.objects.create(beat_at=timezone.now())
    response = client.get("/healthz")
    assert response.status_code == 200
    parts = ("database", "index", "worker", "disk", "static_files")
    assert response.json() == {"well": True} | dict.fromkeys(parts, "well")


def test_a_missing_index_and_a_silent_worker_are_said(client: Client, world: World) -> None:
    WorkerBeat.objects.create(beat_at=timezone.now() - dt.timedelta(seconds=90))
    response = client.get("/healthz")
    assert response.status_code == 503
    found = response.json()
    assert "reindex" in found["index"] and "90 seconds ago" in found["worker"]
    WorkerBeat.objects.all().delete()
    assert "no worker has run yet" in client.get("/healthz").json()["worker"]


def test_an_address_that_leads_nowhere_has_ways_back(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert 'href="/search/"' in response.content.decode()


def test_a_fault_of_ours_has_a_page_that_needs_neither_request_nor_database() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/search/", "/nowhere/", "/sign-in/", "/healthz", "/search.json", "/robots.txt"]
)
def test_every_answer_forbids_inline_code_and_things_from_elsewhere(
    client: Client, indexed: World, address: str
) -> None:
    policy = client.get(address)["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize(
    "address", ["/", "/search/", "/people/", "/sign-in/", "/articles/{harbour}/", "/places/"]
)
def test_no_page_carries_inline_code_or_style(client: Client, indexed: World, address: str) -> None:
    text = client.get(address.format(harbour=indexed.harbour.pk), follow=True).content.decode()
    assert "style=" not in text and "<style" not in text and " onclick" not in text
    assert text.count("<script") == text.count('<script type="module" src=')


@pytest.mark.parametrize(
    "address", ["/", "/search/", "/people/", "/upload/x", "/robots.txt", "/suggest.json"]
)
def test_head_is_answered_like_get(client: Client, indexed: World, address: str) -> None:
    assert client.head(address).status_code == client.get(address).status_code
    assert client.post(address).status_code in {404, 405}
