"""Page metadata: headline, authors, publisher, day, address and language as the page states them.

Most trustworthy first: schema.org JSON-LD of the article, then Open Graph and other meta elements, then `<time>`,
`<h1>` and `<title>`; `page_dates` looks for the day where none of these gives it. Each statement keeps the characters it
stands in.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from articles.reading.formats.web.markup import Page, Slice, Tag
from articles.reading.formats.web.saving_notes import saving_notes
from articles.reading.formats.web.tokenizer import Attribute
from articles.reading.metadata.byline import find_byline
from articles.reading.metadata.days.printed_dates import iso_date
from articles.reading.report import Evidence, Stated

JSON_MAX_CHARACTERS = 2_000_000
NODES_MAX = 5_000
BODY_MIN_CHARACTERS = 200
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
_TRAILING_COMMA = re.compile(r",(\s{0,50}[}\]])")
_BY = re.compile(r"(?:^|\s)(?:by|von|par|por|di|af|av|autor(?:in)?|texte?)\b:?\s{1,3}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|@")

_JSON_FIELDS = (
    ("headline", "title"),
    ("name", "title"),
    ("datePublished", "published"),
    ("inLanguage", "language"),
)
_TELLING = ("headline", "datePublished", "author", "publisher", "articleBody", "description", "dateModified")

Node = dict[str, Any]


def statements(page: Page) -> dict[str, tuple[Stated, ...]]:
    """The page's statements by field, the most trustworthy first."""
    found: dict[str, list[Stated]] = {}
    for field, stated in (*_json_ld(page), *_metas(page), *_elements(page), *saving_notes(page)):
        if stated.value:
            found.setdefault(field, []).append(stated)
    return {field: tuple(values) for field, values in found.items()}


def article_body(page: Page) -> Stated | None:
    """The article's text where JSON-LD carries it whole."""
    main = _main_article(page)
    body = main[1].get("articleBody") if main else None
    if main is None or not isinstance(body, str) or len(body) < BODY_MIN_CHARACTERS:
        return None
    return _stated(page, main[0], "articleBody", body)


def _json_ld(page: Page) -> Iterator[tuple[str, Stated]]:
    main = _main_article(page)
    if main is None:
        return
    script, node = main
    for key, field in _JSON_FIELDS:
        if isinstance(node.get(key), str):
            yield field, _stated(page, script, key, node[key])
    for name in _names(node.get("author"), script, page) or _names(node.get("creator"), script, page):
        yield "byline", _stated(page, script, "author", name)
    for name in _names(node.get("publisher"), script, page)[:1]:
        yield "outlet", _stated(page, script, "publisher", name)
    address = node.get("mainEntityOfPage") or node.get("url")
    address = address.get("@id") if isinstance(address, dict) else address
    if isinstance(address, str) and address.startswith("http"):
        yield "url", _stated(page, script, "url", address)


def _main_article(page: Page) -> tuple[Slice, Node] | None:
    """The JSON-LD object of the page's own article: the first of those that say most (others are teasers)."""
    found = list(_article_nodes(page))
    return max(found, key=lambda pair: sum(bool(pair[1].get(key)) for key in _TELLING), default=None)


def _article_nodes(page: Page) -> Iterator[tuple[Slice, Node]]:
    """The JSON-LD objects that describe an article, each with the script it stands in."""
    for script in page.slices:
        kind = script.attributes.get("type")
        if script.name != "script" or kind is None or "ld+json" not in kind.value.lower():
            continue
        for node in _nodes(_json(page.source[script.start : script.end])):
            types = node.get("@type")
            types = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in types):
                yield script, node


def _json(text: str) -> Any:
    """JSON as pages write it: with comments around, trailing commas, raw line breaks. None when it is none."""
    text = text.strip().removeprefix("<!--").removesuffix("-->")
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip(" ;\n\t")
    if len(text) > JSON_MAX_CHARACTERS:
        return None
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[Node]:
    """All objects inside a JSON value, outermost first, a bounded number of them."""
    waiting = [value]
    for _ in range(NODES_MAX):
        if not waiting:
            return
        here = waiting.pop(0)
        if isinstance(here, dict):
            yield here
            waiting.extend(inner for inner in here.values() if isinstance(inner, dict | list))
        elif isinstance(here, list):
            waiting.extend(inner for inner in here if isinstance(inner, dict | list))


def _names(value: Any, script: Slice, page: Page) -> list[str]:
    """The names of persons or organisations, whether stated as text, object, reference or list."""
    if isinstance(value, str):
        return [value] if not _ADDRESS.match(value) else []
    if isinstance(value, list):
        return [name for inner in value[:40] for name in _names(inner, script, page)]
    if isinstance(value, dict):
        name = value.get("name")
        if isinstance(name, str | list) and name:
            return _names(name, script, page)
        if "@id" in value and len(value) <= 2:
            return _named_elsewhere(str(value["@id"]), script, page)
    return []


def _named_elsewhere(identity: str, script: Slice, page: Page) -> list[str]:
    for node in _nodes(_json(page.source[script.start : script.end])):
        if node.get("@id") == identity and isinstance(node.get("name"), str):
            return [node["name"]]
    return []


def _stated(page: Page, script: Slice, key: str, value: str) -> Stated:
    """A JSON value with the characters it stands in; where the writing cannot be found, the script as a whole."""
    source = page.source
    shown = html.unescape(html.unescape(value)).strip()
    written = (json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(value)[1:-1])
    forms = (value, *written, *(form.replace("/", "\\/") for form in written))
    begin = source.find(f'"{key}"', script.start, script.end)
    for start in (max(begin, script.start), script.start):
        for form in forms:
            at = source.find(form, start, script.end)
            if at >= 0:
                return Stated(shown, Evidence(at, at + len(form), form, f"JSON-LD {key}"))
    return Stated(
        shown, Evidence(script.start, script.end, source[script.start : script.end], f"JSON-LD {key}")
    )


# The names of meta elements, without their marks: publishers write pubdate, pub_date and pub-date.
_META_FIELDS = {
    "ogtitle": "title",
    "twittertitle": "title",
    "articlepublishedtime": "published",
    "ogarticlepublishedtime": "published",
    "articlepublished": "published",
    "datepublished": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publisheddate": "published",
    "publicationdate": "published",
    "originalpublicationdate": "published",
    "dcdateissued": "published",
    "dctermsissued": "published",
    "dcdatecreated": "published",
    "dctermscreated": "published",
    "dctermsdate": "published",
    "dcdate": "published",
    "parselypubdate": "published",
    "sailthrudate": "published",
    "cxenseparserecspublishtime": "published",
    "date": "published",
    "author": "byline",
    "parselyauthor": "byline",
    "sailthruauthor": "byline",
    "dccreator": "byline",
    "dctermscreator": "byline",
    "articleauthor": "byline",
    "ogarticleauthor": "byline",
    "byl": "byline",
    "ogsitename": "outlet",
    "publisher": "outlet",
    "applicationname": "outlet",
    "dcpublisher": "outlet",
    "ogurl": "url",
    "oglocale": "language",
}
_NAME_MARKS = str.maketrans("", "", "_-.: ")


def _metas(page: Page) -> Iterator[tuple[str, Stated]]:
    order = {key: place for place, key in enumerate(_META_FIELDS)}
    found: list[tuple[int, str, Stated]] = []
    for tag in page.tags:
        content = tag.attributes.get("content")
        if tag.name != "meta" or content is None:
            continue
        for attribute in ("property", "name", "itemprop"):
            name = tag.attributes[attribute].value.lower() if attribute in tag.attributes else ""
            if (key := name.translate(_NAME_MARKS)) in _META_FIELDS:
                evidence = Evidence(
                    content.start, content.end, page.source[content.start : content.end], f"meta {name}"
                )
                found.append((order[key], _META_FIELDS[key], Stated(content.value.strip(), evidence)))
                break
    yield from ((field, stated) for _, field, stated in sorted(found, key=lambda item: item[0]))


def _elements(page: Page) -> Iterator[tuple[str, Stated]]:
    for tag in page.tags:
        if found := _address(tag):
            field, value, rule = found
            evidence = Evidence(value.start, value.end, page.source[value.start : value.end], rule)
            yield field, Stated(value.value, evidence)
    for element in page.slices:
        yield from _shown_element(page, element)


def _address(tag: Tag) -> tuple[str, Attribute, str] | None:
    attributes = tag.attributes
    rel = attributes.get("rel")
    if tag.name == "link" and "href" in attributes and rel is not None and "canonical" in rel.value.lower():
        return "url", attributes["href"], "link canonical"
    return (
        ("language", attributes["lang"], "html lang") if tag.name == "html" and "lang" in attributes else None
    )


def _shown_element(page: Page, element: Slice) -> Iterator[tuple[str, Stated]]:
    evidence = Evidence(element.start, element.end, page.source[element.start : element.end], element.name)
    if element.name in ("h1", "title"):
        yield "title", Stated(page.shown(element.start, element.end), evidence)
    if element.name == "byline" and (names := _shown_byline(page, element)):
        yield "byline", Stated(names, replace(evidence, rule="byline element"))
    if element.name == "time":
        stamp = element.attributes.get("datetime")
        value = stamp.value if stamp else page.shown(element.start, element.end)
        if iso_date(value):
            if stamp:
                evidence = Evidence(
                    stamp.start, stamp.end, page.source[stamp.start : stamp.end], "time datetime"
                )
            yield "published", Stated(value, evidence)


def _shown_byline(page: Page, element: Slice) -> str:
    """The names shown in an element that says it holds the byline; empty when it shows anything else."""
    shown = page.shown(element.start, element.end)
    by = _BY.search(shown[:40])
    shown = shown[by.end() :] if by else shown
    if not shown or len(shown) > 160:
        return ""
    found = find_byline(f"By {shown}")
    return ", ".join(found.names) if found and all(" " in name for name in found.names) else ""
