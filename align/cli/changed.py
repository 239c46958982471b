"""What git says has changed since a revision.

Changed since a revision means since the work at hand left it, that is, since the merge base of both: what others have
done there in the meantime is not for this work to answer. Counted is every difference between that point and the files as
they are now, committed, staged or neither, under the names that they have now; and files that git does not know yet,
unless it ignores them. What stands in a submodule, or in another repository below, is no change of the one around it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from align.cli.output import counted, note
from align.errors import AlignError
from align.text.place import printable

if TYPE_CHECKING:
    import subprocess

    from align.cli.inputs import Batch

_OF_ONE_REPOSITORY: Final = (
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
)
"""What git sets for its hooks. It would have us ask that one repository, from its top, about files of any other."""

_WHOLE_HISTORY: Final = "fetch the whole history: `fetch-depth: 0` for actions/checkout, GIT_DEPTH: 0 at GitLab"


class Changes:
    """The files that have changed since a revision, each in its own repository."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._changed: dict[Path, frozenset[tuple[Path, str]]] = {}
        # By the folder of a file as it was given: that folder without links, and the top of its repository.
        self._places: dict[Path, tuple[Path, Path | None]] = {}

    def look_at(self, place: Path) -> None:
        """Ask the repository that a file or folder stands in; AlignError where there is none or it cannot tell."""
        self._ask(_real(place if place.is_dir() else place.parent))

    def hold(self, path: Path) -> bool:
        """Whether a file has changed, or what it links to; AlignError where no repository can tell."""
        return self._holds(path) or (path.is_symlink() and self.known_to_hold(_real(path)))

    def known_to_hold(self, path: Path) -> bool:
        """Whether a file has changed as far as those repositories can tell that were asked so far."""
        return self._place(path.parent)[1] is not None and self._holds(path)

    def _holds(self, path: Path) -> bool:
        folder, top = self._place(path.parent)
        return (folder, path.name) in self._changed[top or self._ask(folder)]

    def _place(self, given: Path) -> tuple[Path, Path | None]:
        """A folder without links, and the top of the innermost repository asked so far that it stands in."""
        if given not in self._places:
            folder = _real(given)
            tops = (top for top in self._changed if folder.is_relative_to(top))
            self._places[given] = folder, max(tops, key=lambda top: len(top.parts), default=None)
        return self._places[given]

    def _ask(self, folder: Path) -> Path:
        """The top of the repository that a folder stands in, which has been asked."""
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        repository = _repository(folder)
        if repository.top not in self._changed:
            self._changed[repository.top] = frozenset(repository.changed(self.revision))
            self._places.clear()
        return repository.top


def tell_changes(batches: Iterable[Batch], changes: Changes) -> None:
    """Tell how much of what was asked for has changed, and what else has that all of it is checked against."""
    asked = tuple(batches)
    revision = printable(changes.revision)
    chosen, left_out = sum(len(batch.pairs) for batch in asked), sum(batch.unchanged for batch in asked)
    have = "has" if chosen <= 1 else "have"
    note(
        f"{f'{chosen:,}' if chosen else 'none'} of {counted(chosen + left_out, 'document')} {have} changed since {revision}"
    )
    for path in dict.fromkeys(path for batch in asked for path in batch.against):
        note(printable(f"{path} has changed as well; without --changed-since everything is checked against it"))


@dataclass(frozen=True, slots=True)
class _Repository:
    """A repository with a working tree. `top` is its folder, without links; `environment` is what git is to be run with."""

    top: Path
    environment: Mapping[str, str]

    def changed(self, revision: str) -> Iterator[tuple[Path, str]]:
        """Folder and name of each file that differs from where the work at hand left the revision, and is there."""
        base = self._base(revision)
        # A file that was renamed is one that is gone and one that is new: names as they are now, nothing more, are asked for.
        options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=all", "--diff-filter=d")
        known = self._told("diff", *options, base, "--")
        new = self._told("ls-files", "-z", "--others", "--exclude-standard")
        paths = (self.top / name for name in os.fsdecode(known + new).split("\0") if name)
        yield from ((path.parent, path.name) for path in paths)

    def _base(self, revision: str) -> str:
        """The commit from which on things count."""
        commit = self._one("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if not commit:
            hint = "`git branch --all` and `git tag` list some"
            raise self._error(f"git knows no revision {revision}", _WHOLE_HISTORY if self._is_cut() else hint)
        head = self._one("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        base = self._one("merge-base", commit, head) if head else ""
        if not base:
            hint = "name a revision that the work at hand goes back to"
            raise self._error(
                f"{revision} and the work at hand have no commit in common", _WHOLE_HISTORY if self._is_cut() else hint
            )
        return base

    def _is_cut(self) -> bool:
        """Whether only the last part of the history is here."""
        return self._one("rev-parse", "--is-shallow-repository") == "true"

    def _one(self, *arguments: str) -> str:
        """What git prints on one line, empty where it has no answer."""
        done = _git(self.top, self.environment, *arguments)
        return os.fsdecode(done.stdout).strip() if done.returncode == 0 else ""

    def _told(self, *arguments: str) -> bytes:
        done = _git(self.top, self.environment, *arguments)
        if done.returncode:
            raise self._error(f"git cannot tell what has changed: {_said(done)}", "leave --changed-since out")
        return done.stdout

    def _error(self, message: str, hint: str) -> AlignError:
        return AlignError(message, path=self.top, hint=hint)


def _repository(folder: Path) -> _Repository:
    """The repository that a folder stands in; AlignError where there is none."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ONE_REPOSITORY}
    done = _git(folder, environment, "rev-parse", "--show-toplevel")
    if done.returncode and (given := _given(environment)):
        # A repository that cannot be found from its files, such as one of dotfiles, is the one that git names itself.
        again = _git(folder, given, "rev-parse", "--show-toplevel")
        if again.returncode == 0 and folder.is_relative_to(_line(again)):
            done, environment = again, given
    if done.returncode:
        # Where the files belong to somebody else, as in a container, git tells last what to do about it.
        *_, last = os.fsdecode(done.stderr).strip().splitlines() or [""]
        hint = last.strip() if "safe.directory" in last else "leave --changed-since out"
        raise AlignError(f"git cannot tell what has changed: {_said(done)}", path=folder, hint=hint)
    return _Repository(_real(Path(_line(done))), environment)


def _given(environment: dict[str, str]) -> dict[str, str]:
    """The environment with the repository that this process was started for, empty where there is none."""
    repository, tree = (os.environ.get(name) for name in ("GIT_DIR", "GIT_WORK_TREE"))
    if not repository:
        return {}
    return {
        **environment,
        "GIT_DIR": str(Path(repository).absolute()),
        "GIT_WORK_TREE": str(Path(tree or ".").absolute()),
    }


def _git(folder: Path, environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, as one that only looks: it takes no locks and writes nothing."""
    import subprocess

    looking = {**environment, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ("git", *arguments), cwd=folder, env=looking, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        hint = "--changed-since asks git; install it, or leave the option out"
        raise AlignError("there is no git on this machine", hint=hint) from error


def _real(path: Path) -> Path:
    """The whole path without links, as git names it."""
    return Path(os.path.realpath(path))


def _line(done: subprocess.CompletedProcess[bytes]) -> str:
    return os.fsdecode(done.stdout).removesuffix("\n")


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of what git complained about."""
    lines = os.fsdecode(done.stderr).strip().splitlines() or [f"it ended with {done.returncode}"]
    return lines[0].removeprefix("fatal: ").removeprefix("error: ")
