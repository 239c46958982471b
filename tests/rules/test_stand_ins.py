"""English words that may stand for somebody who was introduced."""

from __future__ import annotations

import pytest

from align.rules.stand_ins import is_person, is_stand_in
from align.text.words import words


def _stand_ins(text: str) -> list[str]:
    found = words(text)
    return [word.text for index, word in enumerate(found) if is_stand_in(found, index)]


@pytest.mark.parametrize(
    ("text", "stand_ins"),
    [
        ("The prime minister returned.", ["minister"]),
        ("The two leaders met.", ["leaders"]),
        ("Both sides agreed.", ["sides"]),
        ("The pair shook hands.", ["pair"]),
        ("Japan's leader returned.", ["leader"]),
        ("She returned.", ["She"]),
        ("They returned.", ["They"]),
        ("I returned, you know.", []),
        ("The executive board returned it.", []),
        ("The prime minister's office declined.", []),
        ("The governor election is near.", []),
        ("Governor returned.", []),
        ("The day before, governor of nowhere", []),
    ],
)
def test_a_stand_in_is_a_pronoun_or_an_office_with_an_article(text: str, stand_ins: list[str]) -> None:
    assert _stand_ins(text) == stand_ins


@pytest.mark.parametrize("word", ["officer", "Husband", "reporter", "child", "actress"])
def test_a_word_for_one_person_is_one(word: str) -> None:
    assert is_person(word)


@pytest.mark.parametrize("word", ["he", "officers", "table", "people", "men"])
def test_pronouns_plurals_and_things_are_no_word_for_one_person(word: str) -> None:
    assert not is_person(word)
