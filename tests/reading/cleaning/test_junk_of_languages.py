"""Links to other reports, share bars, comment forms and rights in other languages are no part of a report."""

from __future__ import annotations

import pytest

from articles.reading.reader import read_file
from articles.reading.report import RawFile, Report

PROSE = [
    f"The ferry crosses the river for the {number}th time since the council voted to keep it at night, she said."
    for number in range(5)
]


def around(line: str) -> tuple[list[str], dict[str, str]]:
    """The paragraphs of a report with a line among them that is no prose of ours, and what was removed with its reason."""
    text = "\n\n".join([*PROSE[:3], line, *PROSE[3:]])
    (report,) = read_file(RawFile("a.txt", ("Ferry returns to the islands\n\n" + text).encode()))
    assert isinstance(report, Report)
    kept = [block.text for block in report.paragraphs if block.text not in PROSE]
    return kept, {part.text: part.reason for part in report.removed}


@pytest.mark.parametrize(
    "line",
    [
        "Les også: Broen over fjorden stenger igjen",
        "Auch interessant: Diese Brücke wird teurer",
        "Lesen Sie auch | Die Brücke wird teurer",
        "À lire aussi : Le pont ferme encore",
        "Lee también: El puente cierra otra vez",
        "Leia também: A ponte fecha outra vez",
        "Leggi anche: Il ponte chiude di nuovo",
        "Lees ook: De brug gaat weer dicht",
        "Czytaj też: Most znowu zamknięty",
        "Читайте также: Мост снова закрыт",
        "Читайте також: Міст знову закрито",
        "اقرأ أيضا: الجسر يغلق من جديد",
        "بیشتر بخوانید: پل دوباره بسته شد",
        "相关阅读：大桥再次关闭",
        "Meistgelesen",
        "Самое читаемое",
    ],
)
def test_links_to_other_reports_are_removed_with_their_reason(line: str) -> None:
    kept, removed = around(line)
    assert not kept and removed[line] == "related links"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Partager cet article", "share bar"),
        ("Поделиться", "share bar"),
        ("Deja un comentario", "comment form"),
        ("Оставить комментарий", "comment form"),
        ("Diese Website verwendet Cookies, um Ihnen den besten Service zu bieten.", "cookie notice"),
        ("Publicité", "advertisement"),
    ],
)
def test_other_parts_of_a_page_are_removed_with_their_reason(line: str, reason: str) -> None:
    kept, removed = around(line)
    assert not kept and removed[line] == reason


@pytest.mark.parametrize(
    "line",
    [
        "Zum Thema Brücken sagte die Bürgermeisterin am Montag im Rat der Stadt nichts mehr.",
        "Partager le pain, c'est partager la vie, a dit le maire devant les habitants réunis.",
        "По теме моста мэр в понедельник ничего не сказал, сообщает городской совет.",
        "Sie fragte: Wer zahlt die Fähre, wenn im Winter niemand über den Fluss fährt?",
    ],
)
def test_sentences_with_the_same_words_stay(line: str) -> None:
    kept, removed = around(line)
    assert kept == [line] and line not in removed
