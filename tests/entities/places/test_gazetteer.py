"""The place index: what is in it, how names meet, and that unpacking is safe."""

from __future__ import annotations

import threading
from pathlib import Path

from articles.entities.places.gazetteer import PACKED, Gazetteer

PACKED_MAX_BYTES = 6_000_000


def test_the_index_in_the_repository_is_small() -> None:
    assert PACKED.stat().st_size <= PACKED_MAX_BYTES


def test_accents_and_case_do_not_matter(gazetteer: Gazetteer) -> None:
    for name in ("Spin Boldak", "SPIN BOLDAK", "Spīn Bōldak"):
        assert {place.country_code for place in gazetteer.find(name)} == {"AF"}


def test_a_capital_has_people_coordinates_and_its_flag(gazetteer: Gazetteer) -> None:
    tashkent = max(gazetteer.find("Tashkent"), key=lambda place: place.population)
    assert tashkent.capital
    assert tashkent.population > 1_000_000
    assert (round(tashkent.latitude), round(tashkent.longitude)) == (41, 69)


def test_a_town_knows_its_province(gazetteer: Gazetteer) -> None:
    chaman = next(place for place in gazetteer.find("Chaman") if place.country_code == "PK")
    assert chaman.admin_name == "Balochistan"


def test_other_spellings_lead_to_the_same_place(gazetteer: Gazetteer) -> None:
    cabul = next(place for place in gazetteer.find("Kaboul") if place.country_code == "AF")
    assert (cabul.name, cabul.main) == ("Kabul", False)


def test_what_is_no_place_is_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_place("Ouagadougou")
    assert not gazetteer.is_place("Xyzzyville-on-Nowhere")
    assert not gazetteer.is_place("")


def test_countries_and_ids_are_found(gazetteer: Gazetteer) -> None:
    norway = gazetteer.country("NO")
    assert norway is not None
    assert gazetteer.by_id(norway.gazetteer_id) == norway
    assert gazetteer.country("ZZ") is None


def test_two_that_unpack_at_once_both_get_a_whole_index(tmp_path: Path) -> None:
    small = tmp_path / "small.tsv.xz"
    import lzma

    row = "1\tcity\tHarbourtown\tNO\t12\tOslo\t59.9\t10.7\t5000\t\tPorttown"
    small.write_bytes(lzma.compress(row.encode()))
    found: list[bool] = []

    def open_it() -> None:
        index = Gazetteer.open(tmp_path / "cache", small)
        found.append(index.is_place("Harbourtown") and index.is_place("Porttown"))
        index.close()

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".sqlite3"]
