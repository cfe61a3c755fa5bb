"""The application that commands join, with its options and the form of its help."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

app = typer.Typer(
    name="ontograph",
    help="French press articles in, a knowledge graph out: every fact with its sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def examples(*lines: str) -> str:
    """The end of a command's help, line by line as written: what to type, and after two spaces and # what it does."""
    return "\b\n" + "\n".join(["Examples:", *(f"  {line}" for line in lines)])


def _version(asked: bool) -> None:
    if asked:
        print(f"ontograph {version('ontograph-press')}")
        raise typer.Exit


@app.callback()
def common(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """French press articles in, a knowledge graph out: every fact with its sentence."""
