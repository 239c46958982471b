"""`align`: finds its commands without loading them, and turns every failure into a message and an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple, Never, overload

import click

import align
from align.cli.exits import Exit
from align.errors import AlignError


class Command(NamedTuple):
    """Where a command is defined and what `align --help` says of it."""

    module: str
    attribute: str
    summary: str


COMMANDS = {
    "check": Command("align.cli.check", "check", "Find wrong names and terms."),
    "fix": Command("align.cli.fix", "fix", "Fix what can be fixed safely."),
    "review": Command(
        "align.cli.review", "review", "Review findings and mend text and glossary together, in the terminal."
    ),
    "links": Command("align.cli.links", "links", "Show which English name renders which source name."),
    "segments": Command(
        "align.cli.segments", "segments", "Show which lines of TARGET translate which lines of SOURCE."
    ),
    "score": Command("align.cli.score", "score", "Grade translations: BLEU, chrF, TER and how they treat names."),
    "names": Command("align.cli.names", "names", "Explain a name: readings, romanisations, orders."),
    "explain": Command("align.cli.explain", "explain", "Print the documentation of a rule."),
    "glossary": Command("align.cli.glossary", "glossary", "Work on glossary files."),
    "init": Command("align.cli.init", "init", "Write a starter configuration and glossary."),
    "config": Command("align.cli.config", "config", "Show which settings apply, and where each comes from."),
    "completion": Command("align.cli.completion", "completion", "Print the script by which a shell completes."),
}


class Commands(click.Group):
    """A group whose commands are imported when one of them is called, and not for the sake of listing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now; for a shell that completes what takes its place, imported faster."""
        if ctx.resilient_parsing:
            from align.cli.completing import command as completed

            return completed(cmd_name)
        known = COMMANDS.get(cmd_name)
        if known is None:
            return None
        command: click.Command = getattr(import_module(known.module), known.attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown name is answered with the one that was probably meant."""
        unknown = args and args[0] not in COMMANDS and not args[0].startswith("-")
        if unknown and not ctx.resilient_parsing:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, 1)
            hint = f"Did you mean {close[0]!r}?" if close else f"Commands: {', '.join(COMMANDS)}."
            ctx.fail(f"No such command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.summary) for name, command in COMMANDS.items()])

    @overload
    def main(
        self,
        args: Sequence[str] | None = ...,
        prog_name: str | None = ...,
        complete_var: str | None = ...,
        standalone_mode: Literal[True] = ...,
        **extra: Any,
    ) -> Never: ...
    @overload
    def main(
        self,
        args: Sequence[str] | None = ...,
        prog_name: str | None = ...,
        complete_var: str | None = ...,
        standalone_mode: bool = ...,
        **extra: Any,
    ) -> Any: ...
    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and exit with a code of `Exit`; without `standalone_mode` return it instead."""

        def run() -> object:
            return super(Commands, self).main(args, prog_name or "align", complete_var, standalone_mode=False, **extra)

        # A run makes many small values that live to its end; looking through them again and again took a fifth of its time.
        gc.set_threshold(100_000, 50, 100)
        code = _outcome(run)
        return sys.exit(code) if standalone_mode else code

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; results that nobody reads to the end make the run fail."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                if sys.stdout is not None:
                    sys.stdout.flush()
        except BrokenPipeError as error:
            # What is still buffered must not be tried again when the interpreter ends.
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            hint = "write them to a file with --output FILE"
            raise AlignError("closed before all results were written", path="standard output", hint=hint) from error


def _outcome(run: Callable[[], object]) -> int:
    """The exit code of a run; whatever it fails with is said on standard error in a sentence."""
    _use_utf8()
    try:
        result = run()
    except click.ClickException as error:
        error.show()
        return Exit.FAILED
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted", "")
        # Interrupted while a string was executed, as dataclasses do when imported, Python would die of the signal at its
        # end although the exception was caught; executing another one makes it forget that.
        exec("")
        return Exit.INTERRUPTED
    except SystemExit as stop:
        # Click's own answer to a pipe that is closed while help is printed.
        return Exit.FAILED if stop.code else Exit.CLEAN
    except AlignError as error:
        for each in (error, *error.others):
            _complain(str(each), each.hint, each.excerpt)
        return Exit.FAILED
    except OSError as error:
        if not error.filename and _is_homeless():
            _complain("the folder that you are in is no longer there", "go to one that is, and run the command again")
            return Exit.FAILED
        place = f"{error.filename}: " if error.filename else ""
        denied = isinstance(error, PermissionError)
        _complain(
            f"{place}{error.strerror or error}", "check who may read it and the folders above it" if denied else ""
        )
        return Exit.FAILED
    except Exception as error:
        return _our_fault(error)
    return result if isinstance(result, int) else Exit.CLEAN


def _is_homeless() -> bool:
    """Whether the working folder has been removed."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _our_fault(error: Exception) -> int:
    if os.environ.get("ALIGN_TRACEBACK"):
        raise error
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" at {frame.tb_frame.f_globals.get('__name__')}:{frame.tb_lineno}" if frame else ""
    _complain(
        f"this is a fault of align itself: {type(error).__name__}{where}: {error}",
        "please report it, with what ALIGN_TRACEBACK=1 in the environment makes it print",
    )
    return Exit.FAILED


def _complain(message: str, hint: str, excerpt: str = "") -> None:
    click.echo(f"align: {_visible(message)}", err=True)
    if excerpt:
        click.echo(_visible(excerpt), err=True)
    if hint:
        click.echo(f"  hint: {_visible(hint)}", err=True)


def _visible(message: str) -> str:
    from align.text.place import printable

    return "\n".join(printable(line) for line in message.split("\n"))


def _use_utf8() -> None:
    """Results are the same bytes whatever the locale: UTF-8, and `\\udXXX` for a lone surrogate."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(align.__version__, prog_name="align", message="%(prog)s %(version)s")
def main() -> None:
    """Find wrong names and terms in English translated from Chinese and Japanese.

    \b
    Examples:
      align check en.txt --source zh.txt --glossary glossaries/
      align check bitext.jsonl --glossary names.yaml --output-format json
      align explain N203
    """
