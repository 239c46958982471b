"""SubRip and WebVTT, held to the contract of every format, and what is theirs alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import strategies as st

from align.errors import FormatError
from align.formats.srt import Srt
from align.formats.subtitles import TimedFormat, Track
from align.formats.vtt import Vtt
from align.model.segment import Document, Segment
from align.model.span import Side
from tests.formats.contract import Contract

SRT = Path("talk.en.srt")
VTT = Path("talk.en.vtt")
WORDS = "Tanaka Hanako|left.|the library|田中|5 < 6|R&D|I …|to|3|[door]|Who?|“Yes.”|x —".split("|")


def clock(seconds: int, mark: str = ",") -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}250"


def spoken(document: Document) -> list[str]:
    """The texts of the segments, line by line."""
    return [line for segment in document.segments for line in (segment.target or "").split("\n")]


def srt(*cues: str, first: int = 1) -> bytes:
    """A file of cues of two seconds, with a second between them."""
    return "\n".join(
        f"{number}\n{clock(3 * number)} --> {clock(3 * number + 2)}\n{text}\n"
        for number, text in enumerate(cues, first)
    ).encode()


def pair(form: TimedFormat, source: bytes, target: bytes) -> Document | None:
    views = form.view(source.decode(), Path("talk.zh.srt")), form.view(target.decode(), SRT)
    return form.paired(*views, target, "zh")


def texts(document: Document | None) -> list[tuple[str, str | None, str | None]]:
    assert document is not None
    return [(segment.key, segment.source, segment.target) for segment in document.segments]


def rewritten(form: TimedFormat, raw: bytes, old: str, new: str) -> str:
    """The file with other words in its only segment that has the old ones."""
    document = form.read(raw, SRT)
    (segment,) = [segment for segment in document.segments if old in (segment.target or "")]
    assert segment.target is not None
    return form.write(document, {segment.key: segment.target.replace(old, new)}).decode()


@cache
def cues_between(heads: Sequence[str], marks: Sequence[str], between: Sequence[str]) -> st.SearchStrategy[str]:
    """Files that begin so, with these tags and entities in their cues, and this between them."""
    times = st.sampled_from(
        [
            (name, gap, length, mark, arrow, behind)
            for name in ("", "1\n", "7\n", " 12 \n")
            for gap, length in ((0, 2), (1, 0), (9, 1), (-2, 3))
            for mark in ",."
            for arrow in (" --> ", "-->", "  -->\t")
            for behind in ("", "  ", " X1:10 X2:20", " align:start position:10%")
        ]
    )
    pieces = st.sampled_from([*WORDS, *marks, *marks, "\n", "\n- ", " \n "])
    cues = st.tuples(times, st.lists(pieces, max_size=6).map(" ".join), st.sampled_from(between))
    frames = st.sampled_from(
        [(head, end, last) for head in heads for end in ("\n", "\r\n", "\r") for last in (True, False)]
    )
    return st.builds(file_of, frames, st.lists(cues, min_size=1, max_size=4))


def file_of(frame: tuple[str, str, bool], cues: Sequence[tuple[tuple[str, int, int, str, str, str], str, str]]) -> str:
    """A file of cues, with this head and these ends of lines, the last one or not."""
    head, end, last = frame
    content, at = head, 9
    for (name, gap, length, mark, arrow, behind), text, between in cues:
        content += f"{name}{clock(at, mark)}{arrow}{clock(at + length, mark)}{behind}\n{text}\n{between}"
        at += length + gap
    return (content if last else content.rstrip("\n")).replace("\n", end)


class Subtitles(Contract):
    """What the tests of both formats share."""

    heads: Sequence[str] = ("",)
    marks: Sequence[str] = ()
    between: Sequence[str] = ("\n", "\n\n")

    def files(self) -> st.SearchStrategy[str]:
        return cues_between(self.heads, self.marks, self.between)


class TestSrt(Subtitles):
    form = Srt()
    file = "talk.srt"
    corpus = "srt"
    marks = ("<i>", "</i>", '<font color="#ff0">', "{\\an8}", "<3")
    between = ("\n", "\n\n", " \n", "")

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        return "\n".join(
            f"{number}\n{clock(number * 9)} --> {clock(number * 9 + 2)}\n{text}\n"
            for number, text in enumerate(texts, 1)
        ).replace("\n", end)

    def possible(self, text: str) -> str:
        return " ".join(self.form.inline.sub("", text.replace("\\", "/")).split())


class TestVtt(Subtitles):
    form = Vtt()
    file = "talk.vtt"
    corpus = "vtt"
    heads = ("WEBVTT\n\n", "WEBVTT - talk\nKind: captions\n\n", "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n")
    marks = (
        "<i>", "</i>", "<c.yellow.big>", "<00:01.000>", "<ruby>漢<rt>かん</rt></ruby>", "&amp;", "&nbsp;", "&lrm;", "&#39;",
        "&nothing;", "<v Sato Jiro>", "<v.loud Taro &amp; Co>", "<lang ja>", "</v>",
    )  # fmt: skip
    between = ("\n", "\n\n", "\nNOTE a remark\n\n", "\nNOTE\nalign: ignore=N101\n\n", "\nno cue\n\n")

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        cues = (
            f"{clock(number * 9, '.')} --> {clock(number * 9 + 2, '.')} line:0\n{escaped(text)}\n"
            for number, text in enumerate(texts)
        )
        return "\n".join(["WEBVTT\n", *cues]).replace("\n", end)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# --- reading ---


def test_cues_are_read_however_they_are_written() -> None:
    raw = (
        "\ufeff1\r\n00:00:01,5-->00:00:02.500  X1:100 X2:200\r\n{\\an8}<i>One</i>.\r\n\r\nStill one.\r\n"
        "0:10,000 --> 0:11,000\nNo counter.\n2\n00:00:20 -> 00:00:21\nNo empty line.\n\n\n\n3\n00:00:05,000 --> 00:00:04,000\nBack."
    ).encode()
    document = Srt().read(raw, SRT)
    assert texts(document) == [
        ("1", None, "One. Still one."),
        ("00:00:10.000", None, "No counter."),
        ("2", None, "No empty line."),
        ("3", None, "Back."),
    ]


def test_a_counter_that_stands_twice_gives_way_to_the_time() -> None:
    raw = srt("One.", "Two.").replace(b"2\n00:00:06", b"1\n00:00:06") + b"\n1\n00:00:06,250 --> 00:00:07,000\nThree.\n"
    assert [segment.key for segment in Srt().read(raw, SRT).segments] == [
        "00:00:03.250",
        "00:00:06.250",
        "00:00:06.250#2",
    ]


def test_a_sentence_over_several_cues_is_one_segment() -> None:
    raw = srt("Prime Minister Sanae", "Takaichi said", "so. She left.", "- But", "- Why?", "(laughs)", "Then he")
    assert [segment.target for segment in Srt().read(raw, SRT).segments] == [
        "Prime Minister Sanae Takaichi said so. She left.",
        "- But",
        "- Why?",
        "(laughs)",
        "Then he",
    ]


def test_cues_that_do_not_follow_each_other_soon_are_not_one_sentence() -> None:
    raw = srt("and Sanae") + b"\n" + srt("Takaichi", first=4)
    assert len(Srt().read(raw, SRT).segments) == 2


def test_a_text_without_any_marks_is_cut_all_the_same() -> None:
    document = Srt().read(srt(*["word"] * 20), SRT)
    assert [(segment.target or "").count("word") for segment in document.segments] == [8, 8, 4]


def test_the_webvtt_file_around_the_cues_is_no_text() -> None:
    raw = (
        b"WEBVTT - A title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\nNOTE nothing\n\n"
        b"intro\n00:01.000 --> 00:02.000 region:fred\nTom &amp; <c.loud>Ann</c>&nbsp;Lee &unknown; R&D <00:01.500>sang.\n\n"
        b"a block without times\n\n01:00:03.000 --> 01:00:04.000\nEnd.\n"
    )
    document = Vtt().read(raw, VTT)
    assert texts(document) == [
        ("intro", None, "Tom & Ann\u00a0Lee &unknown; R&D sang."),
        ("01:00:03.000", None, "End."),
    ]
    assert [(mark.span.start, mark.kind) for mark in document.segments[0].protected] == [
        (6, "tag"),
        (9, "tag"),
        (28, "tag"),
    ]


def test_readings_above_characters_are_no_text() -> None:
    raw = "WEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>高市<rt>たかいち</rt>早苗<rt>さなえ</ruby>さん".encode()
    assert [segment.target for segment in Vtt().read(raw, VTT).segments] == ["高市早苗さん"]


def test_the_name_of_a_speaker_is_a_text_of_its_own() -> None:
    raw = b"WEBVTT\n\nq\n00:01.000 --> 00:02.000\n<v.loud Sato Jiro>Who?</v>\n<v Ann &amp; Co>Me.\n"
    document = Vtt().read(raw, VTT)
    assert texts(document) == [("q/voice", None, "Sato Jiro"), ("q/voice2", None, "Ann & Co"), ("q", None, "Who? Me.")]
    where = document.segments[0].target_at
    assert where is not None
    assert (where.line, where.column) == (5, 9)
    new = Vtt().write(document, {"q/voice": "Jiro Sato", "q/voice2": "Ann & Sons"})
    assert new == raw.replace(b"Sato Jiro", b"Jiro Sato").replace(b"Co>", b"Sons>")


def test_a_note_that_speaks_to_us_is_about_the_next_cue() -> None:
    raw = (
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\nNOTE align: ignore=N101\n\nNOTE other\n\nx\n00:03.000 --> 00:04.000\n"
        b"<v Ann>Two.\n\nNOTE\nalign: ignore=N102"
    )
    document = Vtt().read(raw, VTT)
    assert [(comment.text, comment.keys) for comment in document.comments] == [
        ("ignore=N101", ("x/voice", "x")),
        ("ignore=N102", ()),
    ]
    assert Vtt().write(document, {}, {document.comments[0]: ()}) == raw.replace(b"NOTE align: ignore=N101\n\n", b"")


def test_a_file_in_both_languages_is_a_pair_by_itself() -> None:
    raw = srt("高市早苗访问图书馆\nTakaichi Sanae\nvisits", "the library.\n她很高兴", "Bye.", "2026")
    document = Srt().read(raw, SRT)
    assert texts(document) == [
        ("1", "高市早苗访问图书馆\n她很高兴", "Takaichi Sanae visits the library."),
        ("3", None, "Bye."),
        ("4", None, "2026"),
    ]
    assert Srt().write(document, {"1": "Sanae Takaichi visits a library."}) == raw.replace(
        b"Takaichi Sanae", b"Sanae Takaichi"
    ).replace(b"the lib", b"a lib")


def test_languages_in_cues_of_their_own_at_the_same_times_are_a_pair_too() -> None:
    raw = srt("高市早苗来了", "她走了") + b"\n" + srt("Takaichi came.", "She left.")
    assert [(source, target) for _, source, target in texts(Srt().read(raw, SRT))] == [
        ("高市早苗来了", "Takaichi came."),
        ("她走了", "She left."),
    ]


def test_a_few_characters_left_in_a_translation_do_not_make_it_bilingual() -> None:
    view = Srt().view(srt("One.", "田中 left.", "Two.\n了", "Three.").decode(), SRT)
    assert isinstance(view, Track)
    assert view.beside is None


# --- pairs ---


def test_cues_that_were_split_or_merged_stand_together() -> None:
    source = srt("一", "二", "三", "四")
    target = (
        b"1\n00:00:03,000 --> 00:00:08,000\nOne. Two.\n\n2\n00:00:09,000 --> 00:00:10,000\nThree,\n\n"
        b"3\n00:00:10,100 --> 00:00:11,000\nagain.\n\n4\n00:01:00,000 --> 00:01:02,000\nAlone.\n"
    )
    assert texts(pair(Srt(), source, target)) == [
        ("1", "一\n二", "One. Two."),
        ("2", "三", "Three, again."),
        ("4", None, "Alone."),
        ("4/source", "四", None),
    ]


def test_a_sentence_in_the_translation_joins_the_cues_of_the_source() -> None:
    document = pair(
        Srt(), srt("星期一", "高市早苗来了", "他也来了"), srt("Takaichi Sanae", "came on Monday.", "He came.")
    )
    assert texts(document) == [
        ("1", "星期一\n高市早苗来了", "Takaichi Sanae came on Monday."),
        ("3", "他也来了", "He came."),
    ]


def test_every_cue_of_both_sides_stands_in_one_segment() -> None:
    source = srt(*(f"第{number}句，" if number % 7 == 0 else f"第{number}句" for number in range(60)))
    target = srt(*(f"Line {number}{'.' if number % 3 else ''}" for number in range(50)), first=3)
    document = pair(Srt(), source, target)
    assert document is not None
    for side, word in (("source", "第"), ("target", "Line")):
        said = " ".join(getattr(segment, side) or "" for segment in document.segments)
        assert said.count(word) == (60 if side == "source" else 50)
    assert len({segment.key for segment in document.segments}) == len(document.segments)


def test_speakers_stand_against_each_other_where_both_sides_name_as_many() -> None:
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
    source, bare = Vtt().view(f"{cue}<v 佐藤>はい", VTT), Vtt().view(f"{cue}はい", VTT)
    target = f"{cue}<v Sato>Yes."
    for view, name in ((source, "佐藤"), (bare, None)):
        document = Vtt().paired(view, Vtt().view(target, VTT), target.encode(), "ja")
        assert [(text, other) for _, text, other in texts(document)] == [(name, "Sato"), ("はい", "Yes.")]


# --- writing ---


def test_a_name_over_two_lines_or_cues_is_put_right_where_it_stands() -> None:
    assert (
        rewritten(Srt(), srt("Mr <i>Tanaka\nHanako</i> left."), "Tanaka Hanako", "Hanako Tanaka")
        == srt("Mr <i>Hanako\nTanaka</i> left.").decode()
    )
    assert (
        rewritten(Srt(), srt("Mr Tanaka", "Hanako left."), "Tanaka Hanako", "Hanako Tanaka")
        == srt("Mr Hanako", "Tanaka left.").decode()
    )


@pytest.mark.parametrize("new", ["Abe", "the old Prime Minister"])
def test_the_end_of_a_cue_is_never_lost(new: str) -> None:
    raw = srt("Prime Minister Tanaka", "Hanako left", "at one.")
    written = rewritten(Srt(), raw, "Tanaka Hanako", new).encode()
    (segment,) = Srt().read(written, SRT).segments
    assert segment.target == f"Prime Minister {new} left at one."
    assert written.count(b"-->") == 3
    assert written.endswith(raw[raw.index(b"\n\n3\n") :])


def test_too_few_words_for_their_cues_are_refused() -> None:
    with pytest.raises(FormatError, match="3 cues"):
        rewritten(Srt(), srt("one", "two", "three"), "one two three", "four five")


def test_a_line_of_the_other_language_between_two_is_kept() -> None:
    raw = srt("Ms Tanaka\n田中花子\nHanako came.", "她走了\nShe left.")
    assert rewritten(Srt(), raw, "Tanaka Hanako", "Abe") == srt("Ms Abe\n田中花子\ncame.", "她走了\nShe left.").decode()


@pytest.mark.parametrize("new", ["<i>Two</i>", "{\\an8}Two", "One\n\nTwo", "One\n00:00:01,000 --> 00:00:02,000\nTwo"])
def test_what_would_be_read_as_markup_is_refused(new: str) -> None:
    document = Srt().read(srt("One."), SRT)
    with pytest.raises(FormatError):
        Srt().write(document, {"1": new})


# --- refusals ---


@pytest.mark.parametrize(
    ("form", "content", "line"),
    [
        (Srt(), "Just a text.\n", 1),
        (Srt(), "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,000 -->", 6),
        (Srt(), "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,0", 6),
        (Srt(), "1\n00:00:01,000 --> 00:00:0x,000\nOne.\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo.", 2),
        (Vtt(), "Just a text.\n", 1),
        (Vtt(), "WEBVTT\n\n00:01.000 --> oops\nOne.\n", 3),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_line(form: TimedFormat, content: str, line: int) -> None:
    with pytest.raises(FormatError) as refusal:
        form.read(content.encode(), SRT)
    assert refusal.value.line == line
    assert refusal.value.hint


def test_a_time_on_the_screen_is_text() -> None:
    document = Srt().read(srt("10:15:30", "10:30 - Tokyo", "5 --> 6"), SRT)
    assert " ".join(spoken(document)) == "10:15:30 10:30 - Tokyo 5 --> 6"


def test_only_the_protected_places_of_its_own_side_come_with_a_text() -> None:
    document = pair(Srt(), srt("<i>一</i>二"), srt("One <b>two</b> three."))
    assert document is not None
    marks = [(mark.side, mark.span.start) for segment in document.segments for mark in segment.protected]
    assert marks == [(Side.SOURCE, 1), (Side.TARGET, 4), (Side.TARGET, 7)]
    assert isinstance(document.segments[0], Segment)
