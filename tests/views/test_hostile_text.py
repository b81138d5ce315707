"""Text that tries to be more than text: in headlines, bodies, names and the search box it changes no page's structure."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from django.test import Client
from lxml import html

from articles.models import Article
from tests.world import World

pytestmark = pytest.mark.django_db

OWN = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg/onload=alert(1)>",
    "{{ request.user }}{% debug %}",
    "<!--><meta http-equiv=refresh content=0>",
    "javascript:alert(1)",
    "evil\u202etxt.exe",
    "&lt;b&gt; &#60;i&#62;",
    "a\x0bb\x1f]]>",
    "𝒜 \ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
)


def skeleton(page: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """The page's elements and the names of their attributes, in order: what text must never change."""
    tree = html.fromstring(page.decode())
    return [
        (str(element.tag), tuple(sorted(element.attrib)))
        for element in tree.iter()
        if isinstance(element.tag, str)
    ]


def put(article: Article, text: str) -> None:
    """The text in every field of the article that comes out of a source."""
    block = {"text": text, "start": 0, "end": len(text), "kind": "paragraph"}
    removed = {"text": text, "start": 0, "end": 0, "reason": text}
    Article.objects.filter(pk=article.pk).update(
        title=text[:500],
        paragraphs=[block],
        captions=[block],
        footnotes=[{**block, "text": f"x{text}"}],
        byline=[text],
        removed=[removed],
        warnings=[text],
        reporters={text: text},
    )
    article.source.name = f"demo-{text}"[:255]
    article.source.save(update_fields=["name"])


def changed_by(client: Client, world: World, texts: tuple[str, ...]) -> list[str]:
    """The texts that give an article page another structure than harmless text does."""
    address = world.hostile.get_absolute_url()

    def harmless(text: str) -> list[tuple[str, tuple[str, ...]]]:
        put(world.hostile, text)
        return skeleton(client.get(address).content)

    # A © means something to the reader: the page then says whom the picture is from.
    plain, credited = harmless("harmless"), harmless("harmless ©harmless")
    changed = []
    for text in texts:
        put(world.hostile, text)
        found = skeleton(client.get(address).content)
        if found != plain and not ("©" in text and found == credited):
            changed.append(text)
    return changed


def hostile_strings(corpora: Path) -> tuple[str, ...]:
    with lzma.open(corpora / "hostile_strings.jsonl.xz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line)["s"] for line in lines]
    # The decoder drops lone surrogates and NUL before anything is stored.
    return tuple(
        text.encode("utf-8", "ignore").decode().replace("\x00", "") for text in found if text.strip()
    )


def test_no_text_changes_the_structure_of_an_article_page(client: Client, world: World) -> None:
    assert changed_by(client, world, OWN) == []


def test_a_sample_of_known_hostile_strings_changes_nothing_either(
    client: Client, world: World, corpora: Path
) -> None:
    assert changed_by(client, world, hostile_strings(corpora)[::40]) == []


@pytest.mark.evaluation
def test_no_known_hostile_string_changes_anything(client: Client, world: World, corpora: Path) -> None:
    strings = hostile_strings(corpora)
    assert len(strings) > 500
    assert changed_by(client, world, strings) == []


@pytest.mark.parametrize("text", OWN)
def test_whatever_is_typed_into_the_search_box_stays_in_it(client: Client, indexed: World, text: str) -> None:
    response = client.get(
        "/search/", {"q": text, "person": text, "outlet": text, "from": text, "page_size": text}
    )
    assert response.status_code == 200
    elements = skeleton(response.content)
    assert not [
        names for _, names in elements if any(name.startswith("on") or name == "style" for name in names)
    ]
    assert [tag for tag, _ in elements if tag in {"img", "iframe", "object"}] == []
    assert [names for tag, names in elements if tag == "script"] == [("src", "type")] * 2
