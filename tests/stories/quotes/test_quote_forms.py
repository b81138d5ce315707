"""The forms in which English newswire tells who said what, one sentence of our own for each.

What should come out was written down before the reader was run on them.
"""

from __future__ import annotations

import re

import pytest

from articles.stories.quotes.name_occurrences import NameOccurrence
from articles.stories.quotes.quote_extraction import quotes

PEOPLE = (
    "Ole Berg",
    "Greta Lunde",
    "Jonas Hauge",
    "Ingrid Falkenberg",
    "Tomas Brandvik",
    "Lena Osterman",
)
BODIES = (
    "Halvorsen Mining",
    "Union of Miners",
    "Energy Ministry",
    "Reuters",
    "Dalby Observer",
    "Northern Bank",
    "BBC",
)
PLACES = ("Oslo", "Kirkholm", "Norway", "Dalby")

Told = tuple[str, bool, str]


def named(text: str) -> list[NameOccurrence]:
    """Every place where one of the names stands, as a recogniser would give them."""
    kinds = ((PEOPLE, "person"), (BODIES, "org"), (PLACES, "place"))
    return [
        NameOccurrence(found.start(), found.end(), name, kind)
        for names, kind in kinds
        for name in names
        for found in re.finditer(rf"\b{name}\b(?! Observer)", text)
    ]


D, I = True, False  # noqa: E741

FORMS: dict[str, tuple[str, list[Told]]] = {
    "said X": (
        "“The pumps were never switched on,” said Ole Berg.",
        [("Ole Berg", D, "The pumps were never switched on,")],
    ),
    "said X, an appositive": (
        "“The pumps were never switched on,” said Ole Berg, a foreman at the colliery in Kirkholm.",
        [("Ole Berg", D, "The pumps were never switched on,")],
    ),
    "said the office X of a body": (
        "“The pumps were never switched on,” said Halvorsen Mining chief executive Ole Berg on Monday.",
        [("Ole Berg", D, "The pumps were never switched on,")],
    ),
    "X, who …, said": (
        "Ole Berg, who has led the union since the flood of 1998, said the pumps had failed twice before.",
        [("Ole Berg", I, "the pumps had failed twice before")],
    ),
    "X, whose …, told": (
        "Greta Lunde, whose husband was among those saved, told the Dalby Observer that nobody had warned them.",
        [("Greta Lunde", I, "nobody had warned them")],
    ),
    "to X, who said": (
        "The letter was addressed to Ole Berg, who said that he had never opened it at all.",
        [("Ole Berg", I, "he had never opened it at all")],
    ),
    "told reporters": (
        "Ole Berg told reporters in Kirkholm on Tuesday that three men were still missing below.",
        [("Ole Berg", I, "three men were still missing below")],
    ),
    "told reporters, speech first": (
        "“Three men are still missing down there,” Ole Berg told reporters outside the gates.",
        [("Ole Berg", D, "Three men are still missing down there,")],
    ),
    "according to, behind": (
        "Three men were still missing below ground, according to Ole Berg, the foreman.",
        [("Ole Berg", I, "Three men were still missing below ground")],
    ),
    "according to, in front": (
        "According to the Energy Ministry, the mine had been inspected four times in a year.",
        [("Energy Ministry", I, "the mine had been inspected four times in a year")],
    ),
    "according to, in the middle": (
        "The mine in the valley, according to Ole Berg, had been inspected only once in ten years.",
        [
            (
                "Ole Berg",
                I,
                "The mine in the valley, according to Ole Berg, had been inspected only once in ten years",
            )
        ],
    ),
    "split by the verb": (
        "“The river came over the bank,” Ole Berg said, “and nobody rang the bell for us.”",
        [
            ("Ole Berg", D, "The river came over the bank,"),
            ("Ole Berg", D, "and nobody rang the bell for us."),
        ],
    ),
    "two sentences around he said": (
        "Ole Berg climbed out last. “The river came over the bank,” he said. “Nobody rang the bell for us.”",
        [("Ole Berg", D, "The river came over the bank,"), ("Ole Berg", D, "Nobody rang the bell for us.")],
    ),
    "paragraphs that each open the marks": (
        "“The river came over the bank,” Ole Berg said. “We ran as fast as we could.\n\n"
        "“Nobody rang the bell for us that night.\n\n“We shall not go down again.”",
        [
            ("Ole Berg", D, "The river came over the bank,"),
            ("Ole Berg", D, "We ran as fast as we could."),
            ("Ole Berg", D, "Nobody rang the bell for us that night."),
            ("Ole Berg", D, "We shall not go down again."),
        ],
    ),
    "speech in speech": (
        "“He stood up and said, ‘Nobody leaves this pit,’ and then the lights went out,” Greta Lunde said.",
        [
            (
                "Greta Lunde",
                D,
                "He stood up and said, ‘Nobody leaves this pit,’ and then the lights went out,",
            )
        ],
    ),
    "single marks of British papers": (
        "‘We won’t go down again before spring,’ said Ole Berg. ‘It’s not safe for anyone.’",
        [
            ("Ole Berg", D, "We won’t go down again before spring,"),
            ("Ole Berg", D, "It’s not safe for anyone."),
        ],
    ),
    "British comma behind the mark": (
        "“We shall not go down again before spring”, Ole Berg said.",
        [("Ole Berg", D, "We shall not go down again before spring")],
    ),
    "scare quotes": (
        "Ole Berg took the “miracle” drug for a week while the “experts” argued.",
        [],
    ),
    "a title in marks": (
        "Ole Berg wrote “The Night of the River” in the winter and read from it in Oslo.",
        [],
    ),
    "tweeted": (
        "“Nobody goes down again before the spring comes!” Ole Berg tweeted on Sunday.",
        [("Ole Berg", D, "Nobody goes down again before the spring comes!")],
    ),
    "wrote on X": (
        "“Nobody goes down again before the spring,” Ole Berg wrote on X, formerly Twitter.",
        [("Ole Berg", D, "Nobody goes down again before the spring,")],
    ),
    "posted": (
        "“Nobody goes down again before the spring,” Ole Berg posted on Facebook late on Sunday.",
        [("Ole Berg", D, "Nobody goes down again before the spring,")],
    ),
    "said in a statement": (
        "Halvorsen Mining said in a statement that it would open its books to the inquiry.",
        [("Halvorsen Mining", I, "it would open its books to the inquiry")],
    ),
    "the statement said": (
        "Halvorsen Mining answered on Monday. “We will open our books to the inquiry,” the statement said.",
        [("", D, "We will open our books to the inquiry,")],
    ),
    "a statement from": (
        "“We will open our books to the inquiry,” said a statement from Halvorsen Mining.",
        [("Halvorsen Mining", D, "We will open our books to the inquiry,")],
    ),
    "a statement by X read": (
        "A statement by the Union of Miners read: “We will not go down again this year.”",
        [("Union of Miners", D, "We will not go down again this year.")],
    ),
    "a report found": (
        "A report by the Energy Ministry found that the pumps had been out of order since May.",
        [("Energy Ministry", I, "the pumps had been out of order since May")],
    ),
    "a poll showed": (
        "A poll by the Dalby Observer showed that most miners wanted the pit to close for good.",
        [("Dalby Observer", I, "most miners wanted the pit to close for good")],
    ),
    "the agency reported": (
        "Two of the miners had been arrested in Oslo, Reuters reported on Thursday.",
        [("Reuters", I, "Two of the miners had been arrested in Oslo")],
    ),
    "asked whether": (
        "Asked whether the pumps would be repaired, Ole Berg said nobody had ordered the parts.",
        [("Ole Berg", I, "nobody had ordered the parts")],
    ),
    "asked by another": (
        "Asked by Greta Lunde if the pit was safe, Ole Berg replied: “Not while I am alive.”",
        [("Ole Berg", D, "Not while I am alive.")],
    ),
    "added that": (
        "Ole Berg said the pumps had failed. He added that the parts would not come before May.",
        [
            ("Ole Berg", I, "the pumps had failed"),
            ("Ole Berg", I, "the parts would not come before May"),
        ],
    ),
    "adding that": (
        "Ole Berg said the pumps had failed, adding that the parts would not come before May.",
        [
            ("Ole Berg", I, "the pumps had failed"),
            ("Ole Berg", I, "the parts would not come before May"),
        ],
    ),
    "was quoted as saying": (
        "“The parts will not come before May,” Ole Berg was quoted as saying by Reuters.",
        [("Ole Berg", D, "The parts will not come before May,")],
    ),
    "quoted X as saying": (
        "The Dalby Observer quoted Ole Berg as saying that the parts would not come before May.",
        [("Ole Berg", I, "the parts would not come before May")],
    ),
    "called it": (
        "Greta Lunde called the inquiry “a disgrace to the whole valley” and left the hall.",
        [("Greta Lunde", D, "a disgrace to the whole valley")],
    ),
    "described X as": (
        "Greta Lunde described Ole Berg as “the only man who told the truth” about the pumps.",
        [("Greta Lunde", D, "the only man who told the truth")],
    ),
    "what he called": (
        "Tomas Brandvik condemned what he called “a campaign of lies against the mine” on Friday.",
        [("Tomas Brandvik", D, "a campaign of lies against the mine")],
    ),
    "officials said": (
        "The road to the pit would stay closed until Sunday night, officials said.",
        [("", I, "The road to the pit would stay closed until Sunday night")],
    ),
    "two speakers": (
        "Ole Berg and Greta Lunde said the road to the pit would stay closed until Sunday.",
        [("Ole Berg", I, "the road to the pit would stay closed until Sunday")],
    ),
    "X and others said": (
        "Ole Berg and other miners said the road to the pit would stay closed until Sunday.",
        [("Ole Berg", I, "the road to the pit would stay closed until Sunday")],
    ),
    "she, between a man and a woman": (
        "Greta Lunde met Ole Berg at the gates. She said the inquiry had come ten years too late.",
        [("Greta Lunde", I, "the inquiry had come ten years too late")],
    ),
    "his friend's words": (
        "The quarrel began with Ole Berg’s speech in May, when he said the pit “would never be safe again”.",
        [("Ole Berg", D, "would never be safe again")],
    ),
    "a subject inside the report": (
        "Ole Berg said on Friday that Greta Lunde “has never once set foot in the pit”.",
        [("Ole Berg", D, "has never once set foot in the pit")],
    ),
    "a listener of the told": (
        "Ole Berg told Greta Lunde on the telephone that the pumps had been silent for weeks.",
        [("Ole Berg", I, "the pumps had been silent for weeks")],
    ),
    "a modifying body before the person": (
        "Halvorsen Mining spokesman Jonas Hauge rejected the claims on Monday, telling Reuters that the pumps had run.",
        [("Jonas Hauge", I, "the pumps had run")],
    ),
    "one person calls another": (
        "Greta Lunde, a teacher, called Ole Berg “honest and brave”, adding that he “always told us what was wrong”.",
        [("Greta Lunde", D, "honest and brave"), ("Greta Lunde", D, "always told us what was wrong")],
    ),
    "the office with a complement": (
        "The road to the pit would stay closed until Sunday night, the official in charge of roads in Dalby said.",
        [("", I, "The road to the pit would stay closed until Sunday night")],
    ),
    "a continued speech of nobody named": (
        "“The pit is safe for everyone,” Ole Berg said. “It is full of water,” a miner said. “Go and see for yourselves.”",
        [
            ("Ole Berg", D, "The pit is safe for everyone,"),
            ("", D, "It is full of water,"),
            ("", D, "Go and see for yourselves."),
        ],
    ),
    "a name behind a dash": (
        "“A pit without pumps is a grave with a lift in it.” — Ole Berg, Dalby Observer",
        [("Ole Berg", D, "A pit without pumps is a grave with a lift in it.")],
    ),
    "a colon and a speech": (
        "Then Ole Berg took the microphone: “We have waited for eleven years, and we are still waiting.”",
        [("Ole Berg", D, "We have waited for eleven years, and we are still waiting.")],
    ),
    "a speech before a colon": (
        "Ole Berg: “We have waited for eleven years, and we are still waiting.”",
        [("Ole Berg", D, "We have waited for eleven years, and we are still waiting.")],
    ),
    "denied that": (
        "Ole Berg denied that the pumps had been switched off to save money.",
        [("Ole Berg", I, "the pumps had been switched off to save money")],
    ),
    "as X put it": (
        "As Ole Berg put it, “the pit was a grave long before the river came”.",
        [("Ole Berg", D, "the pit was a grave long before the river came")],
    ),
    "X said it was, with while": (
        "Ole Berg said the pit was safe, while Greta Lunde said that it should never open again.",
        [
            ("Ole Berg", I, "the pit was safe"),
            ("Greta Lunde", I, "it should never open again"),
        ],
    ),
    "says, present tense": (
        "“It will take a year to pump it dry,” says Lena Osterman, who leads the inquiry.",
        [("Lena Osterman", D, "It will take a year to pump it dry,")],
    ),
    "explains, behind": (
        "“It will take a year to pump it dry,” Lena Osterman explains over coffee in Oslo.",
        [("Lena Osterman", D, "It will take a year to pump it dry,")],
    ),
    "of the body he leads": (
        "“It will take a year to pump it dry,” said Lena Osterman of the Northern Bank.",
        [("Lena Osterman", D, "It will take a year to pump it dry,")],
    ),
    "X said, with an aside between": (
        "The pit, Ole Berg said, would have to be closed for the whole of the winter.",
        [("Ole Berg", I, "The pit, Ole Berg said, would have to be closed for the whole of the winter")],
    ),
    "X's verb is far from its name": (
        "Ole Berg, speaking on the steps of the town hall in Kirkholm, said that the pit was lost.",
        [("Ole Berg", I, "the pit was lost")],
    ),
    "a headline in marks before the verb": (
        "Under the headline “Who Drowned the Pit?” the Dalby Observer reported that the pumps had been sold.",
        [("Dalby Observer", I, "the pumps had been sold")],
    ),
    "the spokesman for": (
        "“The pumps ran all night, every one of them,” a spokeswoman for Halvorsen Mining said by telephone.",
        [("Halvorsen Mining", D, "The pumps ran all night, every one of them,")],
    ),
    "that, behind an aside in dashes": (
        "Ole Berg said in the hall -- his first speech since the flood -- that the pit would stay closed.",
        [("Ole Berg", I, "the pit would stay closed")],
    ),
    "the source and who he is": (
        "According to Ole Berg, a foreman, who spoke on Monday, the pit would stay closed.",
        [("Ole Berg", I, "the pit would stay closed")],
    ),
    "an official, speaking to …, said": (
        "A senior official, speaking to reporters in Kirkholm, said the pit would stay closed.",
        [("", I, "the pit would stay closed")],
    ),
    "a short quote with its tag": ("“Never again,” Ole Berg tweeted.", [("Ole Berg", D, "Never again,")]),
    "a body's spokesman": (
        "An Energy Ministry spokesman said the pit would stay closed.",
        [("Energy Ministry", I, "the pit would stay closed")],
    ),
    "he, of whom the clause does not speak": (
        "“The pit is lost,” Ole Berg said. Jonas Hauge would never go down again, he added.",
        [("Ole Berg", D, "The pit is lost,"), ("Ole Berg", I, "Jonas Hauge would never go down again")],
    ),
    "he, who ends the article's sentence in his own words": (
        "“The pit is lost,” Ole Berg said. Jonas Hauge “was never the man to lead this town,” he said.",
        [("Ole Berg", D, "The pit is lost,"), ("Ole Berg", D, "was never the man to lead this town,")],
    ),
    "a place behind the name, also said": (
        "Ole Berg, Norway, also said the pit would stay closed for a year.",
        [("Ole Berg", I, "the pit would stay closed for a year")],
    ),
    "went on to say": (
        "Ole Berg went on to say that the pit would stay closed for a year.",
        [("Ole Berg", I, "the pit would stay closed for a year")],
    ),
    "told without a clause": ("Ole Berg told the story of the flood to a class in Dalby.", []),
    "told by another": ("Ole Berg was told that the pit would stay closed for a year.", []),
    "it was revealed": ("It was revealed on Monday that the pit would stay closed for a year.", []),
    "a denial of speech": (
        "Ole Berg did not say whether the pumps had been running when the river came.",
        [],
    ),
    "an order in infinitive is no clause": (
        "Ole Berg promised to repair the pumps and to pay the families before the winter.",
        [],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_english_newswire(form: str):
    text, wanted = FORMS[form]
    told = [(one.speaker, one.direct, one.wording.rstrip(".")) for one in quotes(text, named(text))]
    assert told == [(who, direct, wording.rstrip(".")) for who, direct, wording in wanted]
