"""Where the data that ships with the program lies: in the wheel, or in a checkout (editable install)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ontograph.errors import DataError

T = TypeVar("T")

PIPELINE = "fr_press.cfg"
"""The config of the pipeline that ships with the program."""

PACKAGE = Path(__file__).parent
_CHECKOUT = PACKAGE.parent.parent


def path(name: str) -> Path:
    """The file or folder `name` ("ontology.ttl", "pipelines/fr_press/cues.yml").

    Raises DataError if the installation lacks it.
    """
    for root in (PACKAGE, _CHECKOUT):
        if (root / name).exists():
            return root / name
    raise DataError(f"{name}: not found in this installation; install ontograph-press again")


def data_path(name: str | Path) -> Path:
    """A data file named in a pipeline config: absolute as it is, else relative to the packaged `pipelines/`.

    Raises DataError if there is none.
    """
    for root in (PACKAGE, _CHECKOUT):
        if (file := root / "pipelines" / name).exists():  # an absolute name replaces what is before it
            return file
    raise DataError(f"{name}: no such file, nor one of this name among the program's pipelines")


def config_file(config: str | Path) -> Path:
    """The file of a pipeline config: a path, or the name of one under the packaged `pipelines/`; raises DataError."""
    return Path(config) if Path(config).exists() else data_path(config)


def load_yaml(file: Path, type_: type[T]) -> T:
    """Decode a YAML file into a typed structure; raises DataError with the file and the place that does not fit."""
    try:
        decoded: T = msgspec.yaml.decode(file.read_bytes(), type=type_)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{file}: {error}") from error
    return decoded


def load_lines(file: Path) -> list[str]:
    """The lines of a text file, without the empty ones and the comments (`#`); raises DataError."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: {error}") from error
    return [line for line in lines if line and not line.startswith("#")]


def load_numbered(file: Path, type_: type[T]) -> list[tuple[int, T]]:
    """The rows of a JSON Lines file with the numbers of their lines; raises DataError with the file and the line that
    does not fit."""
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(type_)
    rows: list[tuple[int, T]] = []
    try:
        for number, line in enumerate(file.read_bytes().splitlines(), 1):
            if line.strip():
                try:
                    rows.append((number, decoder.decode(line)))
                except msgspec.MsgspecError as error:
                    raise DataError(f"{file}:{number}: {error}") from error
    except OSError as error:
        raise DataError(f"{file}: {error.strerror}") from error
    return rows
