"""A story that many outlets tell, some of them in each other's words: what its page looks like when it is long."""

from __future__ import annotations

import datetime as dt
import hashlib

from articles.models import Article, Entity, Mention, Outlet, SourceFile, Story

COPIES = 6
REPORTS = 12
SHARED = "Ferry master Olga Marsh steered 212 people off the Tern bank on Tuesday."
PEOPLE = "Ada Berg|Ben Ruud|Cleo Vann|Dag Moe|Eva Lind|Finn Aas|Gro Hald|Hans Eik|Ida Fosse|Jon Krag|Kari Li|Leo Myhr"


def make_large_story() -> Story:
    """Twelve reports, the first of them in six more articles; each names somebody else, most give 4,200 tonnes."""
    story = Story.objects.create()
    marsh = Entity.objects.create(kind="person", name="Olga Marsh", slug="olga-marsh")
    for number, name in enumerate(PEOPLE.split("|")):
        person = Entity.objects.create(kind="person", name=name, slug=name.replace(" ", "-").lower())
        cargo = " It carried 4,200 tonnes of grain." if number < 8 else ""
        body = f"{SHARED}{cargo} {name} saw it from the pier and counted {31 + number} boats."
        first = _article(story, f"Ferry freed, says {name}", body, f"Outlet {number}", 4, [marsh, person])
        for copy in range(COPIES if number == 0 else 0):
            again = body.replace("saw it", "watched it") + f" The tide was {copy + 2} metres high."
            _article(story, f"Ferry freed, version {copy}", again, f"Paper {copy}", 5, [marsh, person], first)
    return story


def _article(
    story: Story,
    title: str,
    body: str,
    outlet: str,
    day: int,
    named: list[Entity],
    first: Article | None = None,
) -> Article:
    data = f"{title}\n\n{body}".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    source = SourceFile.objects.create(sha256=sha256, name=f"{title}.txt", media_type="text/plain", data=data)
    article = Article.objects.create(
        source=source,
        format="plain",
        body_sha256=sha256,
        content_sha256=sha256,
        title=title,
        slug="ferry",
        outlet=Outlet.objects.create(name=outlet, slug=outlet.replace(" ", "-").lower()),
        published=f"2021-05-0{day}",
        published_precision="day",
        published_day=dt.date(2021, 5, day),
        paragraphs=[{"kind": "paragraph", "text": body, "start": 0, "end": len(body)}],
        recognised=True,
        story=story,
    )
    article.independent_report = first.pk if first else article.pk
    article.save(update_fields=["independent_report"])
    for entity in named:
        start = body.index(entity.name)
        Mention.objects.create(
            article=article,
            start=start,
            end=start + len(entity.name),
            surface=entity.name,
            kind="person",
            entity=entity,
            source="model",
            confidence=1,
        )
    return article
