"""What one line of the review log may hold, checked value by value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, ValidationError, model_validator

from align.model.decision import Decision, Quote, Ruling, Scope, Subject
from align.review.dates import written


def decision_of(value: Mapping[str, object], line: int) -> Decision:
    """The decision on a line, decoded; ValueError, with a sentence for users, where it is none."""
    try:
        return _Line.model_validate(value).decision(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        said = first["msg"].removeprefix("Value error, ")
        raise ValueError(f"`{where}`: {said}" if where else said) from error


def _text(value: object) -> str:
    # Half of a surrogate pair is no text to pydantic; a path with strange bytes has one.
    if not isinstance(value, str):
        raise ValueError("it must be a string")
    return value


def _time(text: str) -> str:
    try:
        return written(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise ValueError("it must be a time as 2026-11-22T09:01:02Z") from error


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("it must be a day as YYYY-MM-DD") from error


_Text = Annotated[str, PlainValidator(_text)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Quote(_Model):
    exact: _Text
    before: _Text = ""
    after: _Text = ""


class _Line(_Model):
    """A line of the log as it is written."""

    at: Annotated[_Text, AfterValidator(_time)]
    by: _Text = ""
    finding: _Text = ""
    ruling: Literal["ignore", "unsure", "none"] | None = None
    scope: Literal["here", "file", "entity", "everywhere"] = "here"
    link: Literal["together", "apart", "none"] | None = None
    name: Literal["name", "none"] | None = None
    file: _Text = ""
    segment: _Text = ""
    source: _Quote | None = None
    target: _Quote | None = None
    entity: _Text = ""
    reason: _Text = ""
    until: Annotated[_Text, AfterValidator(_day)] = ""

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if sum(map(bool, (self.finding, self.link, self.name))) != 1:
            raise ValueError("it needs one of `finding`, `link` and `name`")
        if self.finding and self.ruling is None:
            raise ValueError("a decision on a finding needs a `ruling`")
        narrow = not self.finding or self.scope in ("here", "file")
        if narrow and not self.file:
            raise ValueError("it needs a `file`")
        if not (self.source or self.target or (self.entity and self.scope == "entity")):
            raise ValueError("it needs words of the `source` or of the `target`")
        if self.link == "apart" and not (self.source and self.target):
            raise ValueError("what is apart needs words of both sides")
        return self

    def decision(self, line: int) -> Decision:
        """The decision that stands on a line."""
        subject = Subject.FINDING if self.finding else Subject.LINK if self.link else Subject.NAME
        return Decision(
            subject,
            Ruling(str(self.ruling if self.finding else self.link or self.name)),
            Scope(self.scope) if self.finding else Scope.HERE,
            rule=self.finding,
            file=self.file,
            segment=self.segment,
            source=Quote(**dict(self.source)) if self.source else None,
            target=Quote(**dict(self.target)) if self.target else None,
            entity=self.entity,
            reason=self.reason,
            until=self.until,
            by=self.by,
            at=self.at,
            line=line,
        )
