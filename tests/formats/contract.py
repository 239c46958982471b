"""What every format promises, held against each of them: a test class of a format inherits `Contract` and says how a file
is made. A folder `corpus/NAME` beside this file holds realistic files of the format, made by hand, and for each a file
`….read` with what is to be read from it (ALIGN_WRITE_GOLDEN=1 writes them anew; review the difference like code).
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.formats import for_path
from align.formats.base import Format
from align.formats.texts import TextFormat
from align.model.segment import OBJECT, Document, Segment
from align.model.span import Side, Span
from align.reports.base import position
from align.text.place import LINE_END

CORPUS = Path(__file__).parent / "corpus"
NASTY = [
    "Hanako Tanaka left.",
    'He said "no" \\ and {"target": "x"}.',
    "café Ōno 田中 😀 𠮷",
    "<b>&amp; %s {0} $1 ]]> --> *a* _b_ `c`",
    "\x7fred\u202e",
    "a\u2028b\u00a0c",
    " spaces around ",
    "'",
]
NEW = 'Taro “Ōta” 田中 \\ " 😀'
ENCODINGS = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
]
WORD = "Xyzzy"


def laws(examples: int) -> settings:
    """How hard a law is tried. One law is run by every format's class, which hypothesis asks about."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.differing_executors])


class Contract:
    """A format is bound to these; `file` is the name of a file of it, `corpus` the folder of its realistic files."""

    form: Format
    file: str
    corpus = ""

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        """A file that holds these translations, with these ends of lines."""
        raise NotImplementedError

    def files(self) -> st.SearchStrategy[str]:
        """Files of the format, as different as can be."""
        return st.builds(self.written, st.lists(self.texts(), min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))

    def texts(self) -> st.SearchStrategy[str]:
        """Translations that can stand in the format."""
        plain = st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufeff\ufffc")
        pieces = st.one_of(
            st.text(plain, min_size=1, max_size=8), st.sampled_from([*NASTY, "Tanaka Hanako", "&", "\\n"])
        )
        return st.lists(pieces, min_size=1, max_size=3).map(" ".join).map(self.possible).filter(bool)

    def possible(self, text: str) -> str:
        """The text as it can stand in the format, empty if it cannot."""
        return " ".join(text.split())

    def read(self, content: str, encoding: str = "utf-8", mark: bytes = b"") -> Document:
        return self.form.read(mark + content.encode(encoding), Path(self.file))

    # --- reading ---

    def test_it_is_known_by_its_name(self) -> None:
        assert for_path(Path(self.file)) is for_path(Path(self.file.upper()))
        assert for_path(Path(self.file)).name == self.form.name

    def test_it_is_known_by_how_it_begins(self) -> None:
        assert for_path(Path("-"), self.written(["Hanako Tanaka left."]).encode()).name == self.form.name

    @laws(200)
    @given(data=st.data())
    def test_any_text_is_read_as_it_stands(self, data: st.DataObject) -> None:
        texts = data.draw(st.lists(self.texts(), min_size=1, max_size=3))
        assert self.said(self.read(self.written(texts))) == [self.seen(text) for text in texts]

    def seen(self, text: str) -> str:
        """A text as it is read."""
        return text

    def said(self, document: Document) -> list[str]:
        """The translations that `written` was given."""
        return [segment.target or "" for segment in document.segments]

    @pytest.mark.parametrize(("encoding", "mark"), ENCODINGS)
    def test_every_encoding_is_read_and_kept(self, encoding: str, mark: bytes) -> None:
        document = self.read(self.written(["Hanako Tanaka left.", "café 田中 😀"]), encoding, mark)
        assert self.said(document) == ["Hanako Tanaka left.", "café 田中 😀"]
        raw = self.form.write(document, {document.segments[0].key: "Tanaka 太郎 left."})
        assert raw.startswith(mark)
        assert self.said(self.form.read(raw, document.path)) == ["Tanaka 太郎 left.", "café 田中 😀"]

    # --- writing ---

    @laws(1000)
    @given(data=st.data())
    def test_what_is_written_back_is_what_was_read_and_a_change_changes_its_words_alone(
        self, data: st.DataObject
    ) -> None:
        document = self.read(data.draw(self.files()))
        assert self.form.write(document, {}) == document.raw
        same = {segment.key: segment.target for segment in document.segments if segment.target}
        assert self.form.write(document, same) == document.raw
        changeable = [segment for segment in document.segments if words_of(segment)]
        if changeable:
            segment = data.draw(st.sampled_from(changeable))
            changes_its_words_alone(self.form, document, segment, data.draw(st.sampled_from(words_of(segment))))

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_a_new_translation_is_read_back_and_nothing_else_changes(self, end: str) -> None:
        texts = [self.possible(text) for text in NASTY]
        document = self.read(self.written([text for text in texts if text], end))
        changed, new = document.segments[0], self.possible(NEW)
        raw = self.form.write(document, {changed.key: new})
        again = self.form.read(raw, document.path)
        assert [segment.target for segment in again.segments] == [
            self.seen(new) if segment is changed else segment.target for segment in document.segments
        ]
        assert raw.count(b"\r") == document.raw.count(b"\r")

    @laws(100)
    @given(data=st.data())
    def test_the_place_of_every_word_is_where_it_stands(self, data: st.DataObject) -> None:
        content = data.draw(self.files())
        check_places(self.read(content), content)

    # --- realistic files ---

    def test_the_corpus_is_read_as_reviewed(self) -> None:
        for path in self.corpus_files():
            document = self.form.read(path.read_bytes(), Path(path.name))
            golden = path.with_name(f"{path.name}.read")
            if os.environ.get("ALIGN_WRITE_GOLDEN"):
                golden.write_bytes(shown(document).encode())
            assert shown(document).encode() == golden.read_bytes(), path.name

    def test_every_word_of_the_corpus_can_be_changed_by_itself(self) -> None:
        for path in self.corpus_files():
            document = self.form.read(path.read_bytes(), Path(path.name))
            for segment in document.segments:
                for span in words_of(segment)[:2]:
                    changes_its_words_alone(self.form, document, segment, span)

    def corpus_files(self) -> list[Path]:
        """The realistic files; a format that names a corpus has some."""
        found = (
            [path for path in sorted((CORPUS / self.corpus).iterdir()) if path.suffix != ".read"] if self.corpus else []
        )
        assert found or not self.corpus
        return found


def words_of(segment: Segment) -> list[Span]:
    """The plain words of a translation that may be changed."""
    fixed = [mark.span for mark in segment.protected if mark.side is Side.TARGET]
    spans = [Span(*found.span()) for found in re.finditer(r"(?<!\w)[A-Za-z]{2,}(?!\w)", segment.target or "")]
    return [span for span in spans if not any(span.overlaps(mark) for mark in fixed)]


def changes_its_words_alone(form: Format, document: Document, segment: Segment, span: Span) -> None:
    """Another word in its place is read back, all else is as before, and the old word back makes the old file."""
    assert segment.target is not None
    new = segment.target[: span.start] + WORD + segment.target[span.end :]
    raw = form.write(document, {segment.key: new})
    again = form.read(raw, document.path)
    texts = [new if each is segment else each.target for each in document.segments]
    if isinstance(form, TextFormat):
        # Another word can change where sentences are cut.
        assert (
            " ".join(each.target or "" for each in again.segments).split()
            == " ".join(text or "" for text in texts).split()
        )
    else:
        assert [each.target for each in again.segments] == texts
        assert [each.source for each in again.segments] == [each.source for each in document.segments]
    head = shared(raw, document.raw)
    tail = shared(raw[head:][::-1], document.raw[head:][::-1])
    assert len(raw) - head - tail <= 4 * len(WORD)
    changed = next(each for each in again.segments if WORD in (each.target or ""))
    assert form.write(again, {changed.key: str(changed.target).replace(WORD, span.of(segment.target))}) == document.raw


def shared(one: bytes, other: bytes) -> int:
    """How many bytes two files share at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def check_places(document: Document, content: str) -> None:
    """Every plain word of a translation stands where the document says that it does."""
    lines = LINE_END.split(content)
    for segment in document.segments:
        for span in words_of(segment):
            assert segment.target is not None
            assert segment.target_at is not None
            if segment.target_at.exact:
                line, column = position(segment.target_at, segment.target, span.start)
                assert lines[line - 1][column - 1 :].startswith(span.of(segment.target))


def shown(document: Document) -> str:
    """What was read, for people to look at."""
    lines = []
    for segment in document.segments:
        at = segment.target_at or segment.source_at
        lines.append(f"{segment.key} · {segment.document} · {at.line if at else '–'}:{at.column if at else '–'}")
        lines += [f"  {segment.source_lang or '?'}  {marked(segment.source, segment, Side.SOURCE)}"]
        lines += [f"  {segment.target_lang}  {marked(segment.target, segment, Side.TARGET)}"]
        lines += [f"  state {segment.state}"] * bool(segment.state) + [f"  note {segment.note!r}"] * bool(segment.note)
    for comment in document.comments:
        lines.append(f"align: {comment.text} · line {comment.where.line} · at {', '.join(comment.keys) or 'nothing'}")
    return "\n".join([*lines, ""])


def marked(text: str | None, segment: Segment, side: Side) -> str:
    """A text with what is protected in it between ⟦ and ⟧."""
    if text is None:
        return "–"
    signs = [(mark.span, mark.kind) for mark in segment.protected if mark.side is side]
    for span, kind in sorted(signs, key=lambda sign: (sign[0].start, sign[0].end), reverse=True):
        inside = span.of(text).replace(OBJECT, "")
        text = f"{text[: span.start]}⟦{kind}{':' if inside else ''}{inside}⟧{text[span.end :]}"
    return text.replace("\n", "⏎")
