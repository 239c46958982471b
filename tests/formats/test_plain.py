from __future__ import annotations

from pathlib import Path

from align.formats.plain import Plain, read_pair
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
    assert Plain().write(document, {"1": "Eins zwei\ndrei"}) == b"Eins zwei\r\ndrei\r\nfour"
    assert Plain().write(document, {"1": "a\nb\nc\nd"}) == b"a\r\nb\nc\nd\r\nfour"


def test_a_pair_is_read_with_and_without_source(tmp_path: Path) -> None:
    target, source = tmp_path / "en.txt", tmp_path / "ja.txt"
    target.write_bytes("\ufeffText\r\n".encode())
    source.write_bytes("原文".encode())
    both = read_pair(target, source)
    assert both[0] is not None
    assert (both[0].content, both[1].content) == ("原文", "Text\r\n")
    assert both[1].raw == target.read_bytes()
    assert read_pair(target)[0] is None
