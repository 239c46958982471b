"""The name reader: what it proposes, how it scores, how it joins the tables, and what is said where it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError
from align.names.readings import foreign, japanese, neural
from align.names.readings.neural import BREAK, LONGEST, Network, Proposal
from align.names.readings.reader import reader as name_reader
from align.names.romanise import hepburn

NAMES = ["金井正彰", "高桥惠美", "小野寺清", "大谷泽", "久夛良木健"]
"""Folded, as the reader is asked."""


@pytest.fixture(scope="module")
def network() -> Network:
    return neural.shipped()


@pytest.fixture
def asked(network: Network) -> Iterator[Network]:
    neural.consult(network)
    yield network
    neural.consult(None)


def test_it_reads_names_that_no_table_has(network: Network) -> None:
    (proposals,) = network.proposals("japanese", ["森下一仁"])
    assert BREAK in proposals[0].text
    assert "もりした" + BREAK in proposals[0].text
    (mandarin,) = network.proposals("mandarin", ["朱镕基"])
    assert mandarin[0].text == BREAK.join(("zhu", "rong", "ji"))


def test_proposals_come_best_first_each_once_and_share_no_more_than_one(network: Network) -> None:
    for proposals in network.proposals("japanese", NAMES, 5):
        likely = [each.probability for each in proposals]
        assert len({each.text for each in proposals}) == len(proposals) == 5
        assert likely == sorted(likely, reverse=True)
        assert 0 < sum(likely) <= 1


def test_what_is_proposed_does_not_depend_on_what_is_asked_beside_it(network: Network) -> None:
    together = network.proposals("japanese", NAMES)
    assert together == [network.proposals("japanese", [name])[0] for name in NAMES]
    pairs = [("japanese", name, "かない" + BREAK + "まさあき") for name in NAMES]
    assert network.scores(pairs) == [network.scores([pair])[0] for pair in pairs]


def test_nothing_is_proposed_for_what_is_no_name(network: Network) -> None:
    assert network.proposals("japanese", ["", "金" * (LONGEST + 1)]) == [(), ()]
    assert network.proposals("given", []) == []
    assert network.scores([]) == []


@given(st.text(max_size=LONGEST))
@settings(max_examples=50, deadline=None)
def test_any_text_can_be_asked(text: str) -> None:
    (proposals,) = neural.shipped().proposals("japanese", [text], 2)
    assert all(isinstance(each, Proposal) and 0 <= each.probability <= 1 for each in proposals)


def test_the_right_reading_scores_higher_than_a_wrong_one(network: Network) -> None:
    right, wrong = network.scores(
        [("japanese", "金井正彰", "かない" + BREAK + "まさあき"), ("japanese", "金井正彰", "やまだ" + BREAK + "はなこ")]
    )
    assert wrong < right < 0
    near, far = network.scores([("transcribed", "特朗普", "trump"), ("transcribed", "特朗普", "merkel")])
    assert far < near


def test_with_the_reader_every_part_keeps_readings_that_share_one(asked: Network) -> None:
    for written, readings in (("正彰", japanese.given_readings), ("高市", japanese.family_readings)):
        found = readings(written)
        assert sum(each.likelihood for each in found) == pytest.approx(1)
        assert [each.likelihood for each in found] == sorted((each.likelihood for each in found), reverse=True)
        assert all(hepburn.is_kana_reading(each.kana) for each in found)


def test_readings_are_those_of_the_tables_again_once_it_is_no_longer_asked(network: Network) -> None:
    before = japanese.given_readings("正彰")
    neural.consult(network)
    between = japanese.given_readings("正彰")
    neural.consult(None)
    assert before == japanese.given_readings("正彰") != between


def test_kana_are_read_as_they_are_written_whoever_is_asked(asked: Network) -> None:
    assert [each.spelling for each in japanese.given_readings("さなえ")] == ["Sanae"]


def test_the_reader_says_how_likely_a_reading_is(asked: Network) -> None:
    reads = name_reader("金井", "正彰", ("ja",))
    assert reads.likelihood("Masaaki", family=False) > 0.3
    assert reads.likelihood("Hanako", family=False) == 0
    assert name_reader("王", "伟", ("zh-CN",)).likelihood("Wei", family=False) == 0


def test_a_transcription_that_no_dictionary_lists_gets_proposals(network: Network) -> None:
    assert foreign.proposals("布瓦松纳") == ()
    neural.consult(network)
    found = foreign.proposals("布瓦松纳")
    listed = foreign.proposals("特朗普")
    chinese = foreign.proposals("张建宗")
    neural.consult(None)
    assert {each.sources for each in found} == {("name reader",)}
    assert sum(each.likelihood for each in found) == pytest.approx(1)
    assert all(each.spelling[0] == "B" for each in found)
    assert [each.spelling for each in listed] == ["Trump"]
    assert chinese == ()


def test_the_network_is_asked_only_where_the_sound_leaves_it_open(asked: Network) -> None:
    neural.consult(None)
    alone = {word: foreign.likeness("布瓦松纳", word) for word in ("Boissona", "Merkel")}
    neural.consult(asked)
    together = {word: foreign.likeness("布瓦松纳", word) for word in alone}
    assert together["Merkel"] == alone["Merkel"] < 0.02
    assert 0 <= together["Boissona"] <= 1


def test_without_the_package_that_runs_it_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neural, "find_spec", lambda name: None)
    with pytest.raises(AlignError) as raised:
        Network()
    assert raised.value.message == "the name reader needs ctranslate2, which is not installed"
    assert raised.value.hint == "install it with: pip install 'align-names[neural]'"


def test_a_folder_without_a_network_is_named(tmp_path: Path) -> None:
    with pytest.raises(AlignError) as raised:
        Network(tmp_path)
    assert str(raised.value).startswith(f"{tmp_path}: the name reader cannot be loaded:")
