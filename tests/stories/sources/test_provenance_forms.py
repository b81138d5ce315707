"""The forms in which a report says where its text, a statement and a picture come from, a sentence of our own for each.

What should come out was written down before the reader was run on them. A tag in a dateline ("OSLO (Reuters) -") is the
dateline's (`reading/metadata`), and no case here.
"""

from __future__ import annotations

import pytest

from articles.stories.sources.provenance import origins

BODY = "The ferry to Runde will not sail before the storm is over.\n\n"

FORMS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a tag in brackets at the end": ("The storm is over. (AP)", [("text", "AP")]),
    "a tag behind a dash at the end": ("The storm is over. — Reuters", [("text", "Reuters")]),
    "a tag as the last line": ("The storm is over.\n\nAFP", [("text", "AFP")]),
    "two tags as the last line": (
        "The storm is over.\n\nAFP/Reuters",
        [("text", "AFP"), ("text", "Reuters")],
    ),
    "source and colon": ("The storm is over.\n\nSource: Xinhua", [("text", "Xinhua")]),
    "agencies without a name": ("The storm is over.\n\n(With inputs from agencies)", [("text", "agencies")]),
    "with reporting by a person": (
        "The storm is over. With reporting by Ada Moe in Bergen.",
        [("text", "Ada Moe")],
    ),
    "with reporting by agencies": (
        "The storm is over.\n\nWith reporting by Reuters and AFP",
        [("text", "Reuters"), ("text", "AFP")],
    ),
    "contributed to this report": ("Per Li contributed to this report.", [("text", "Per Li")]),
    "an agency contributed": (
        "The Associated Press contributed to this report.",
        [("text", "The Associated Press")],
    ),
    "a station's man and an agency": (
        "Fox News’ Ada Moe and The Associated Press contributed to this report.",
        [("text", "Ada Moe"), ("text", "The Associated Press")],
    ),
    "agency writers by name": (
        "Associated Press writers Ada Moe in Oslo and Per Li in Rome contributed to this report.",
        [("text", "Ada Moe"), ("text", "Per Li")],
    ),
    "an agency writer with its short name": (
        "AP writer Ada Moe in Oslo contributed.",
        [("text", "Ada Moe")],
    ),
    "reporting by and editing by": (
        "(Reporting by Ada Moe in Oslo and Per Li; Editing by Lars Ek)",
        [("text", "Ada Moe"), ("text", "Per Li")],
    ),
    "additional reporting by": (
        "(Additional reporting by Per Li; writing by Ada Moe; editing by Lars Ek)",
        [("text", "Per Li")],
    ),
    "reporting by without brackets": (
        "The storm is over.\n\nReporting by Ada Moe; Editing by Lars Ek",
        [("text", "Ada Moe")],
    ),
    "this story first appeared": (
        "This story was originally published by the Dalby Observer.",
        [("text", "the Dalby Observer")],
    ),
    "this article first appeared on": (
        "This article first appeared in The Guardian.",
        [("text", "The Guardian")],
    ),
    "published from a feed": (
        "This story has been published from a wire agency feed without modifications to the text.",
        [],
    ),
    "copyright of an agency": ("© 2021 AFP", [("text", "AFP")]),
    "copyright of an agency in words": (
        "Copyright 2021 The Associated Press. All rights reserved.",
        [("text", "The Associated Press")],
    ),
    "copyright of the outlet itself is no source": ("Copyright © 2019 Dalby Observer, LLC.", []),
    "told the BBC": ("The captain told the BBC that no ferry would sail.", [("statement", "the BBC")]),
    "told a program of a station": (
        "The captain told CNN’s Ada Moe that no ferry would sail.",
        [("statement", "CNN")],
    ),
    "according to Reuters": (
        "No ferry would sail before Sunday, according to Reuters.",
        [("statement", "Reuters")],
    ),
    "the agency quoted him": (
        "TASS quoted the captain as saying that no ferry would sail.",
        [("statement", "TASS")],
    ),
    "the agency reported, behind": (
        "No ferry would sail before Sunday, the Xinhua news agency reported.",
        [("statement", "the Xinhua")],
    ),
    "in an interview published by": (
        "In an interview with Le Monde on Friday the captain said that no ferry would sail.",
        [("statement", "Le Monde")],
    ),
    "cited by": (
        "No ferry would sail, the captain said, cited by Interfax.",
        [("statement", "Interfax")],
    ),
    "the paper said, citing": (
        "Bloomberg News reported on Friday, citing two captains, that no ferry would sail.",
        [("statement", "Bloomberg News")],
    ),
    "Getty Images behind a slash": (
        "A ferry in Runde. Ada Moe/Getty Images",
        [("picture", "Ada Moe/Getty Images")],
    ),
    "via AP": (
        "A ferry in Runde. (Ada Moe/Dalby Observer via AP)",
        [("picture", "Ada Moe/Dalby Observer via AP")],
    ),
    "via an agency behind Photo by": (
        "A ferry in Runde. (Photo by Ada Moe / AFP via Getty Images)",
        [("picture", "Ada Moe / AFP via Getty Images")],
    ),
    "a wire's picture": ("A ferry in Runde. (AP Photo/Ada Moe)", [("picture", "AP")]),
    "Reuters with a slash": ("A ferry in Runde. REUTERS/Ada Moe", [("picture", "REUTERS")]),
    "image copyright": (
        "Image copyright Getty Images Image caption A ferry in Runde",
        [("picture", "Getty Images")],
    ),
    "an agency in a sentence is no tag": ("The captain left Reuters last year. He sails now.", []),
    "a man who contributed money": ("Ada Moe contributed to the fund for the ferry.", []),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_crediting(form: str):
    text, wanted = FORMS[form]
    assert [(str(one.of), one.name) for one in origins(BODY + text)] == wanted
