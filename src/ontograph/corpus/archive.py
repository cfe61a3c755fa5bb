"""`.zip`: its files are read as if they lay in the folder. Nothing is written anywhere."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from ontograph.corpus import folder
from ontograph.corpus.limits import MB, Limits
from ontograph.corpus.model import Refused, Source
from ontograph.errors import CorpusError

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What zipfile raises: damaged, cut short, packed in an unknown way, behind a password."""


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Refused | Source]:
    """The files of an archive that may be articles, by name. Raises CorpusError for what is no archive.

    Beyond the limits of size, what is left of it is refused: a small file can be made to unpack to any size.
    """
    packed = file.seek(0, 2)
    left = limits.file + limits.inflation * packed
    try:
        archive = zipfile.ZipFile(file)
        members = {
            inner: info for info in archive.infolist() if not info.is_dir() and (inner := folder.member(info.filename))
        }
    except (*_BROKEN, MemoryError, IndexError) as error:
        raise CorpusError(f"no ZIP archive: {' '.join(str(error).split()) or type(error).__name__}") from error
    with archive:
        for inner, info in sorted(members.items(), key=lambda pair: pair[0]):
            if folder.beside_page(inner, members.keys()):
                continue
            part = f"/{inner}"
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Refused("a link to another file", part)
                continue
            try:
                with archive.open(info) as content:
                    unpacked = content.read(limits.file + 1)
            except _BROKEN as error:
                yield Refused(f"damaged in the archive: {' '.join(str(error).split()) or type(error).__name__}", part)
                continue
            left -= len(unpacked)
            if left < 0:
                yield Refused("the archive unpacks to too much: the rest of it is left out", part)
                return
            if len(unpacked) > limits.file:
                yield Refused(f"larger than {limits.file / MB:g} MB", part)
            else:
                yield Source(f"{name}{part}", unpacked)
