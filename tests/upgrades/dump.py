"""Write a database of the newest schema, or of the migrations named, as SQL into `tests/upgrades/schemas`.

Run `python -m tests.upgrades.dump` once for each new migration. A file that exists is kept: it stands for the databases
that people have.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parent / "schemas"
MOMENT = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
FERRY = (
    "SANDMOUTH, July 8 (NWA) - The ferry to Port Ellery sails again on Friday, harbour master Ines Calloway said.",
    "“We mended the ramp,” Calloway told reporters. 4,200 passengers had waited for two weeks.",
)
BRIDGE = ("The bridge over the Tarn opens in May, Ines Calloway said in Sandmouth.",)


def landed() -> list[str]:
    """The names of all migrations of articles, the oldest first."""
    folder = Path(__file__).parents[2] / "articles" / "migrations"
    return sorted(path.stem for path in folder.glob("0*.py"))


@contextmanager
def database_in(path: Path) -> Iterator[None]:
    """The default database is the file at ``path`` meanwhile."""
    from django.db import connections

    before = connections["default"]
    connections["default"] = type(before)({**before.settings_dict, "NAME": str(path)}, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before


def dump(name: str, target: Path) -> None:
    """Migrate an empty database up to a migration, put the small world in, and write all of it as SQL."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from articles.models.counting import install_after_migrating

    with tempfile.TemporaryDirectory() as folder, database_in(Path(folder) / "room.sqlite3"):
        executor = MigrationExecutor(connection)
        executor.migrate([*_of_others(executor), ("articles", name)])
        fill(executor.loader.project_state(("articles", name)).apps)
        install_after_migrating(using="default")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE django_migrations SET applied = %s", [MOMENT])
        connection.close()
        with sqlite3.connect(Path(folder) / "room.sqlite3") as plain:
            target.write_text("\n".join(plain.iterdump()) + "\n")
        plain.close()


def _of_others(executor: Any) -> list[tuple[str, str]]:
    return [node for node in executor.loader.graph.leaf_nodes() if node[0] != "articles"]


def fill(apps: Any) -> None:
    """Two reports with the people and places that they name, an import of them, and a file that still waits.

    Written with the models of that time: a field or row that they do not have is left out.
    """

    def make(model_name: str, **values: Any) -> Any:
        try:
            model = apps.get_model("articles", model_name)
        except LookupError:
            return None
        fields = {field.name for field in model._meta.get_fields()}
        row = model.objects.create(**{name: value for name, value in values.items() if name in fields})
        moments = {name: MOMENT for name in ("brought_at", "added_at", "made_at") if name in fields}
        if moments:
            model.objects.filter(pk=row.pk).update(**moments)
        return row

    outlet = make("Outlet", name="Harbour Gazette", slug="harbour-gazette")
    agency = make("Agency", name="NWA", slug="nwa")
    person = make(
        "Entity", kind="person", name="Ines Calloway", slug="ines-calloway", article_count=2, mention_count=3
    )
    place = make("Entity", kind="place", name="Sandmouth", slug="sandmouth", article_count=1, mention_count=1)
    for entity, surface in ((person, "Ines Calloway"), (person, "Calloway"), (place, "Sandmouth")):
        make("Alias", entity=entity, surface=surface, folded=surface.lower())
    story = make("Story")
    articles = []
    for number, (title, body) in enumerate(
        (("Ferry sails again", FERRY), ("Bridge opens in May", BRIDGE)), 1
    ):
        source = make(
            "SourceFile",
            sha256=f"{number:064}",
            name=f"{number}.txt",
            media_type="text/plain",
            encoding="utf-8",
            data="\n\n".join(body).encode(),
        )
        articles.append(
            make(
                "Article",
                source=source,
                format="text",
                body_sha256=f"{number:064}",
                content_sha256=f"{number:064}",
                title=title,
                slug=title.lower().replace(" ", "-"),
                outlet=outlet,
                agency=agency if number == 1 else None,
                dateline_place=place if number == 1 else None,
                published=f"2021-07-0{number + 7}",
                published_precision="day",
                published_day=dt.date(2021, 7, number + 7),
                url=f"https://gazette.example/{number}",
                paragraphs=[
                    {"text": text, "start": 0, "end": len(text), "kind": "paragraph"} for text in body
                ],
                warnings=[],
                doubts=[{"field": "byline", "reason": "The source names no author."}] if number == 2 else [],
                recognised=True,
                story=story,
            )
        )
    text = ["\n\n".join(FERRY), "\n\n".join(BRIDGE)]
    named = [
        (0, person, "Ines Calloway"),
        (0, person, "Calloway told"),
        (1, person, "Ines Calloway"),
        (1, place, "Sandmouth"),
    ]
    for which, entity, words in named:
        start = text[which].index(words)
        surface = words.removesuffix(" told")
        make(
            "Mention",
            article=articles[which],
            entity=entity,
            linked=entity,
            start=start,
            end=start + len(surface),
            surface=surface,
            kind=entity.kind,
            source="model",
            confidence=0.9,
        )
    make(
        "Relation",
        first=articles[0],
        second=articles[1],
        relation="related",
        score=0.4,
        reasons=["Ines Calloway"],
    )
    start = text[0].index("We mended")
    make(
        "Quote",
        article=articles[0],
        start=start,
        end=start + 18,
        wording="We mended the ramp",
        folded="we mended the ramp",
        speaker=person,
        speaker_name="Calloway",
        verb="told",
        direct=True,
    )
    batch = make("Import", recognise=False)
    for number, article in enumerate(articles, 1):
        make(
            "ImportItem",
            batch=batch,
            name=f"{number}.txt",
            data=b"",
            state="done",
            outcome="added",
            article=article,
            source=article.source,
        )
    make(
        "ImportItem", batch=batch, name="3.txt", data="\n\n".join(("Rain", *BRIDGE)).encode(), state="waiting"
    )
    make("IndexJob", article_id=articles[1].pk)


def main(names: list[str]) -> None:
    for name in names or landed()[-1:]:
        target = SCHEMAS / f"{name}.sql"
        if not target.exists():
            dump(name, target)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    main(sys.argv[1:])
