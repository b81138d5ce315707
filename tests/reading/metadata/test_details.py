"""What a format states beside the usual fields reaches the report, with its evidence."""

from articles.reading.metadata.extraction import report_of
from articles.reading.report import Block, Document, Evidence, Stated


def stated(value: str, source: str) -> Stated:
    start = source.index(value)
    return Stated(value, Evidence(start, start + len(value), value, "label"))


def test_a_list_keeps_all_its_terms_and_any_other_detail_its_first_statement() -> None:
    source = "SECTION: Harbour\nPAGE: 3\nPAGE: 4\nSUBJECT: ferries; votes\n\nThe council voted."
    body = source.index("The council")
    document = Document(
        source,
        "text",
        (Block(source[body:], body, len(source)),),
        {
            "page": (stated("3", source), stated("4", source)),
            "section": (stated("Harbour", source),),
            "subjects": (stated("ferries", source), stated("votes", source)),
        },
    )
    report = report_of(document)
    assert report.details == {"section": ("Harbour",), "page": ("3",), "subjects": ("ferries", "votes")}
    assert report.evidence["section"].text == "Harbour"
    assert report.body == "The council voted."
