"""A glossary entry as a form: what is wrong with it is said while it is typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import ClassVar, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from align.glossary.entries import Fields
from align.glossary.form import EntryForm, Remark, mistakes_of
from align.glossary.prefill import readings
from align.glossary.schema import CHOICES
from align.text.place import printable
from tui.colours import Palette
from tui.screens.box import BoxScreen
from tui.widgets.typing import Line

_LABELS: Final[Mapping[str, str]] = {
    "english": "English",
    "zh": "Chinese",
    "ja": "Japanese",
    "kana": "kana",
    "family": "family",
    "given": "given",
    "order": "order",
    "type": "type",
    "origin": "origin",
    "gender": "gender",
    "accept": "also",
    "forbid": "never",
    "zh_hans": "zh-Hans",
    "zh_hant": "zh-Hant",
    "note": "note",
    "id": "id",
}
"""The fields in the order in which they stand, with what they are called."""
_HINTS: Final[Mapping[str, str]] = {
    "accept": "other right forms; parted by semicolons",
    "forbid": "wrong forms; parted by semicolons",
    "kana": "たなか はなこ",
    "id": "made from the name where it is left out",
}


class EntryScreen(BoxScreen[EntryForm]):
    """Asks for an entry. The answer is a form in which nothing blocks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", show=False, priority=True),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
        Binding("ctrl+r", "reading", "next reading", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        where: str,
        form: EntryForm,
        others: Collection[str],
        palette: Palette,
        *,
        base: Fields | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._where = where
        self._form = form
        self._others = others
        self._base = base
        self._palette = palette
        self._reading = 0

    def compose(self) -> ComposeResult:
        """A line for each field, its remark beside it."""
        with Container(classes="box") as box:
            box.border_title = Text(f"{self._title} · {printable(self._where)}")
            box.border_subtitle = "⏎ keep · ↑↓ field · ^R next reading · Esc"
            with VerticalScroll(can_focus=False):
                for name, label in _LABELS.items():
                    with Horizontal(classes="row"):
                        yield Label(label, markup=False)
                        choices = CHOICES.get(name)
                        yield Line(
                            getattr(self._form, name),
                            id=name,
                            placeholder=_HINTS.get(name, " · ".join(choices or ())),
                            suggester=SuggestFromList(choices) if choices else None,
                            select_on_focus=False,
                        )
                        yield Static("", id=f"remark-{name}", classes="remark")
            yield Static("", id="summary")

    def on_mount(self) -> None:
        """Begin with the English form."""
        self.set_focus(self.query_one("#english", Input))
        self._judge()

    def _filled(self) -> EntryForm:
        return replace(self._form, **{name: self.query_one(f"#{name}", Line).meant for name in _LABELS})

    def on_input_changed(self) -> None:
        """Judge it as it stands."""
        self._judge()

    def _judge(self) -> tuple[Remark, ...]:
        remarks = mistakes_of(self._filled(), self._others, self._base)
        said: dict[str, Remark] = {}
        for remark in remarks:
            said.setdefault(remark.field, remark)
        for name in _LABELS:
            found = said.get(name)
            text = Text()
            if found is not None:
                style = self._palette.error if found.blocks else self._palette.warning
                text = Text(f"{'✗' if found.blocks else '!'} {printable(found.message)}", style)
            self.query_one(f"#remark-{name}", Static).update(text)
        blocking = sum(remark.blocks for remark in remarks)
        first = remarks[0] if remarks else None
        summary = Text("✓ the entry can be kept", self._palette.done)
        if first is not None:
            style = self._palette.error if blocking else self._palette.warning
            summary = Text(f"{_LABELS.get(first.field, first.field)}: {printable(first.message)}", style)
        self.query_one("#summary", Static).update(summary)
        return remarks

    def on_input_submitted(self) -> None:
        """Enter, on any line."""
        self.action_save()

    def action_save(self) -> None:
        """The answer, unless something blocks: then the cursor goes there."""
        blocking = [remark for remark in self._judge() if remark.blocks]
        if blocking:
            self.query_one(f"#{blocking[0].field}", Input).focus()
        else:
            self.dismiss(self._filled())

    def action_reading(self) -> None:
        """Put the next reading of the characters into kana and English."""
        filled = self._filled()
        lang = "ja" if filled.ja and (filled.origin in ("ja", "") or not filled.zh) else "zh"
        options = readings((filled.ja if lang == "ja" else filled.zh).replace(" ", ""), lang)
        if not options:
            self.query_one("#summary", Static).update(Text("nothing is known of how these characters are read"))
            return
        option = options[self._reading % len(options)]
        self._reading += 1
        for name, value in (("english", option.english), ("kana", option.kana), *_parts_of(option.english, filled)):
            self.query_one(f"#{name}", Line).put(value)


def _parts_of(english: str, form: EntryForm) -> tuple[tuple[str, str], ...]:
    """Family and given name of a reading, where the form has them: they would be those of another."""
    words = english.split()
    if len(words) != 2 or not (form.family and form.given):
        return ()
    family, given = words if form.order == "family-first" else words[::-1]
    return ("family", family), ("given", given)
