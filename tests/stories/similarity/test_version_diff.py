"""What is new in a version, in the words in which an upload says it."""

from articles.stories.similarity.version_diff import version_changes

EARLIER = (
    "The bridge over the Panj was opened on Thursday. About 1,200 lorries were waiting on the northern bank. "
    "The governor thanked the engineers. Rain was expected."
)


def test_the_same_text_changes_nothing():
    assert version_changes(EARLIER, EARLIER).in_words == "changes no sentence"


def test_sentences_added_dropped_and_a_figure_changed_are_counted():
    later = (
        "The bridge over the Panj was opened on Thursday. About 1,500 lorries were waiting on the northern bank. "
        "The governor thanked the engineers. A customs officer said that fees would be waived until August."
    )
    assert version_changes(EARLIER, later).in_words == "adds 1 sentence, drops 1, rewords 1, changes 1 figure"


def test_a_sentence_that_is_only_reworded_is_said_to_be():
    later = EARLIER.replace(
        "The governor thanked the engineers.", "The governor warmly thanked all the engineers."
    )
    assert version_changes(EARLIER, later).in_words == "rewords 1 sentence"
