"""Where in the translation a name is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.gap import expected_place, seam
from align.model.alignment import FormRole, FormStatus, Link, Mention, NameForm, Verdict, Via
from align.model.span import Side, Span
from align.text.words import words


def mention(side: Side, text: str, surface: str) -> Mention:
    at = text.index(surface)
    form = NameForm(surface, FormRole.FULL, FormStatus.PREFERRED)
    return Mention(side, Span(at, at + len(surface)), surface, (surface,), form, Via.EXACT)


def missing(source: str, name: str) -> Link:
    return Link(mention(Side.SOURCE, source, name), None, name, 0.0, (), Verdict.MISSING)


def paired(source: str, name: str, target: str, rendering: str) -> Link:
    one, other = mention(Side.SOURCE, source, name), mention(Side.TARGET, target, rendering)
    return Link(one, other, name, 1.0, (), Verdict.PAIRED)


def shown(source: str, target: str, *linked: tuple[str, str], name: str = "高市早苗") -> str | None:
    """The words of the translation between which `name` should stand."""
    link = missing(source, name)
    links = [link, *(paired(source, one, target, rendering) for one, rendering in linked)]
    found = seam(link, links, source, target, words(target))
    return found.of(target) if found else None


@pytest.mark.parametrize(
    ("source", "target", "place"),
    [
        ("市长高市早苗释放了他", "Mayor released him.", "Mayor released"),
        ("导演邀请高市早苗，经济学家", "The director invites, an economist, to speak.", "invites, an"),
        ("据高市早苗说，会议结束。", "According to, the meeting is over.", "to, the"),
        ("会议由高市早苗主持，然后结束。", "The meeting was chaired by and then ended.", "by and"),
        ("昨天他们见了市长高市早苗，就走了。", "They met the mayor, then left.", "mayor, then"),
    ],
)
def test_a_name_that_was_dropped_leaves_a_seam(source: str, target: str, place: str) -> None:
    assert shown(source, target) == place


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("高市早苗说会议结束。", "The meeting is over."),
        ("总统高市早苗来了", "The president of Japan came."),
        ("首相高市早苗来了", "Prime Minister President"),
        ("高市早苗来了", "Came"),
        ("高市早苗来了", ""),
    ],
)
def test_where_no_seam_shows_there_is_none(source: str, target: str) -> None:
    assert shown(source, target) is None


def test_a_title_that_ends_the_text_is_a_seam_for_the_last_name() -> None:
    assert shown("昨天他会见了会长高市早苗", "Yesterday he met the president.") == "president."
    assert shown("高市早苗昨天会见了会长", "Yesterday he met the president.") is None


def test_the_words_of_another_name_do_not_belong_to_the_seam() -> None:
    source, target = "河野太郎和高市早苗出席", "Taro Kono and attended."
    assert shown(source, target, ("河野太郎", "Taro Kono")) == "and attended"
    source, target = "高市早苗和河野太郎由安排", "Arranged by and Taro Kono."
    assert shown(source, target, ("河野太郎", "Taro Kono")) == "by and"


def test_of_two_seams_the_one_where_the_name_should_be_is_taken() -> None:
    target = "The mayor said so and talked to a villager said to be rich."
    assert shown("市长高市早苗表示同意，并与富有的村民交谈", target) == "mayor said"
    assert shown("市长表示同意，并与富有的村民高市早苗交谈", target) == "villager said"


def test_a_name_that_is_only_in_the_translation_has_no_seam() -> None:
    target = "Mayor Taro Kono released"
    added = Link(None, mention(Side.TARGET, target, "Taro Kono"), "", 0.0, (), Verdict.ADDED)
    assert seam(added, [added], "市长", target, words(target)) is None


WORDS = st.lists(
    st.sampled_from("Mayor by and, the . Taro Kono met, said of village to  president".split(" ")), max_size=12
)


@given(WORDS, st.text(alphabet="市高早苗、", max_size=8), st.booleans())
def test_a_seam_lies_in_the_text_and_touches_no_linked_name(pieces: list[str], before: str, linked: bool) -> None:
    source, target = f"{before}小明说河野", " ".join(pieces)
    link = missing(source, "小明")
    links = [link]
    if linked and "Taro Kono" in target:
        links.append(paired(source, "河野", target, "Taro Kono"))
    found = seam(link, links, source, target, words(target))
    if found is not None:
        assert Span(0, len(target)).contains(found)
        assert not any(one.target and one.target.span.overlaps(found) for one in links)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 200))
def test_without_linked_names_the_place_is_in_proportion(at: int, more: int, target_length: int) -> None:
    length = at + more
    assert expected_place(at, [], length, target_length) == pytest.approx(at / length * target_length)


def test_between_linked_names_the_place_is_between_theirs() -> None:
    source, target = "河野太郎、高市早苗、安倍晋三が。", "It was Taro Kono, ..., Shinzo Abe."
    links = [paired(source, "河野太郎", target, "Taro Kono"), paired(source, "安倍晋三", target, "Shinzo Abe")]
    place = expected_place(source.index("高市早苗"), links, len(source), len(target))
    assert target.index("Taro Kono") < place < target.index("Shinzo Abe")


def test_the_place_of_a_linked_name_is_its_own() -> None:
    source, target = "昨日、河野太郎が。", "Yesterday it was Taro Kono."
    link = paired(source, "河野太郎", target, "Taro Kono")
    assert expected_place(source.index("河野太郎"), [link], len(source), len(target)) == target.index("Taro Kono")
