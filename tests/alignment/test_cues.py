from __future__ import annotations

import pytest

from align.alignment.cues import source_cues, target_cues


@pytest.mark.parametrize(
    ("source", "target", "cue"),
    [
        ("2006年", "in 2006", "number 2006"),
        ("１２，３４５人", "12,345 people", "number 12345"),
        ("3.5％", "3.5 percent", "number 3.5"),
        ("十七日", "on the 17th", "number 17"),
        ("二〇〇六年", "2006", "number 2006"),
        ("3万人", "30,000 people", "number 30000"),
        ("1.2億円", "120 million yen", "number 1.2e+08"),
        ("三百二十五", "325", "number 325"),
        ("两万三千人", "23,000 people", "number 23000"),
        ("三个", "three of them", "number 3"),
        ("二十一人", "twenty-one people", "number 21"),
        ("三十五人", "thirty-five people", "number 35"),
        ("11月7日", "On November 7", "month 11"),
        ("十二月", "in December", "month 12"),
        ("五月", "since May", "month 5"),
        ("ＮＨＫ", "NHK", "latin nhk"),
        ("https://example.org/a", "See https://example.org/a", "latin example.org"),
        ("なぜ？", "Why?", "mark ?"),
        ("「はい」", "“Yes”", "mark quotation"),
        ("トランペット", "trumpet", "sound trnpt"),
        ("コンピューター", "computer", "sound knpt"),
        ("总理说", "the premier said", "idea say"),
        ("總統", "President", "idea president"),
        ("水曜日", "Wednesday", "idea wednesday"),
        ("香港", "in Hong Kong", "idea hong_kong"),
    ],
)
def test_a_cue_comes_out_the_same_from_both_languages(source: str, target: str, cue: str) -> None:
    assert cue in source_cues(source).all
    assert cue in target_cues(target).all


def test_may_is_a_month_only_where_it_reads_like_one() -> None:
    assert "month 5" not in target_cues("They may leave. He may, too.").owed


def test_a_single_character_may_be_part_of_a_name_and_is_not_owed() -> None:
    cues = source_cues("高い山")
    assert "idea high" in cues.all
    assert "idea mountain" not in cues.owed


def test_what_is_owed_is_there() -> None:
    for cues in (source_cues("11月7日、トランペットを三百人が。"), target_cues("On November 7, 300 trumpets.")):
        assert cues.owed < cues.all


def test_an_empty_text_has_no_cues() -> None:
    assert source_cues("") == target_cues("") == (frozenset(), frozenset())
