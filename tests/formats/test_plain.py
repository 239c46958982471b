from __future__ import annotations

from pathlib import Path

from align.formats.plain import Plain
from align.model.segment import Document, Segment, Where

PATH = Path("a.txt")


def test_a_translation_alone_becomes_sentences_without_source() -> None:
    document = Plain().read(b"Title\r\n\r\nMr. Sato left.  He ran. \r\n", PATH)
    assert [(segment.key, segment.source, segment.target) for segment in document.segments] == [
        ("1", None, "Title"),
        ("2", None, "Mr. Sato left."),
        ("3", None, "He ran."),
    ]
    assert document.segments[2].target_at == Where(PATH, 3, 17)


def test_a_segment_of_several_lines_keeps_their_ends() -> None:
    raw = b"One\r\ntwo\nthree\r\nfour"
    segment = Segment("1", "a.txt", None, "One\ntwo\nthree", target_at=Where(PATH, 1, 1))
    document = Document(PATH, "plain", raw, (segment,))
    assert Plain().write(document, {"1": "Eins\nzwei\ndrei"}) == b"Eins\r\nzwei\ndrei\r\nfour"
    assert Plain().write(document, {"1": "Eins zwei\ndrei"}) == b"Eins zwei\ndrei\r\nfour"
    assert Plain().write(document, {"1": "a\nb\nc\nd"}) == b"a\r\nb\nc\r\nd\r\nfour"


def test_a_comment_on_a_line_of_its_own_is_no_text_and_is_about_the_next_line() -> None:
    raw = b'One. Two.\r\n<!-- align: ignore=N101 reason="so printed" -->\r\n\r\nThree. Four.\r\n<!-- other -->\r\n'
    document = Plain().read(raw, PATH)
    assert [segment.target for segment in document.segments] == ["One.", "Two.", "Three.", "Four.", "<!-- other -->"]
    (comment,) = document.comments
    assert (comment.text, comment.keys) == ('ignore=N101 reason="so printed"', ("3", "4"))
    assert comment.where == Where(PATH, 2, 13)
    assert Plain().write(document, {}, {comment: ()}) == b"One. Two.\r\n\r\nThree. Four.\r\n<!-- other -->\r\n"


def test_many_comments_are_read_in_reasonable_time() -> None:
    document = Plain().read(b"<!-- align: ignore=N101 -->\nOne. Two.\n" * 4000, PATH)
    assert [comment.keys for comment in document.comments] == [(str(n), str(n + 1)) for n in range(1, 8000, 2)]


def test_a_comment_can_be_left_with_fewer_rules() -> None:
    document = Plain().read(b"<!-- align: ignore=N101, N102 until=2027-01-31 -->\nOne.", PATH)
    left = Plain().write(document, {}, {document.comments[0]: ("N102",)})
    assert left == b"<!-- align: ignore=N102 until=2027-01-31 -->\nOne."
