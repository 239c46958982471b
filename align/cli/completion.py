"""`align completion`: the script by which a shell completes commands, options and their values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script by which a shell completes.

    It completes commands, options, rules, house styles, formats, and files of the kinds that can be read.

    \b
    Examples:
      eval "$(align completion bash)"          in ~/.bashrc
      eval "$(align completion zsh)"           in ~/.zshrc, behind compinit
      align completion fish > ~/.config/fish/completions/align.fish
    """
    root = click.get_current_context().find_root()
    known = get_completion_class(shell)
    assert known is not None, shell
    click.echo(known(root.command, {}, "align", "_ALIGN_COMPLETE").source(), nl=False)
