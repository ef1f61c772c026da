"""What the user named, opened one by one: files, folders, patterns and standard input."""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from communique.errors import InputError

from .limits import HEAD_BYTES, megabytes

STANDARD_INPUT: Final = "standard input"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to open: `name` as the user knows it; `path` None for standard input."""

    name: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Opened:
    """An open source with its first bytes, which `stream` will give again, and its size in bytes where that is known."""

    name: str
    stream: BinaryIO
    head: bytes
    size: int | None

    def read_all(self, limit: int, remedy: str) -> bytes:
        """Everything, if that is no more than `limit` bytes. Raises InputError, for a file before it is read."""
        data = b"" if self.size is not None and self.size > limit else self.stream.read(limit + 1)
        if (self.size or 0) <= limit and len(data) <= limit:
            return data
        has = f"has {megabytes(self.size)}" if self.size is not None else "goes on"
        raise InputError(self.name, f"this {has}, and at most {megabytes(limit)} are read as one document", remedy)


class _HeadFirst(io.RawIOBase):
    """A stream that cannot be rewound, with the bytes already taken from it given again; closing it leaves the stream open."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._stream.read(len(buffer)) or b""
        buffer[: len(data)] = data
        return len(data)


def expand(sources: Iterable[str | Path]) -> Iterator[Source | InputError]:
    """Each file behind `sources`, in order: folders from top to bottom and sorted, patterns sorted, "-" standard input."""
    for source in [sources] if isinstance(sources, str | Path) else sources:
        if str(source) == "-":
            yield Source(STANDARD_INPUT, None)
            continue
        try:
            yield from _expand_path(Path(source))
        except (OSError, ValueError) as error:
            yield file_error(shown(source), error)


def shown(path: str | Path) -> str:
    """A path as text that can be printed and stored, whatever bytes the file system keeps in its name."""
    return os.fsencode(path).decode("utf-8", "replace")


def _expand_path(path: Path) -> Iterator[Source | InputError]:
    if path.is_dir():
        yield from _or_empty(path, _walk(path), "the folder has no files", "Give a folder with documents in it.")
    elif not os.path.lexists(path) and glob.has_magic(str(path)):
        names = sorted(glob.iglob(str(path), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        found = (Path(name) for name in names)
        files = (Source(shown(file), file) for file in found if not file.is_dir())
        yield from _or_empty(path, files, "no file fits this pattern", "Check the folder and the ending.")
    else:
        yield Source(shown(path), path)


def _or_empty(
    path: Path, found: Iterator[Source | InputError], problem: str, remedy: str
) -> Iterator[Source | InputError]:
    first = next(found, None)
    yield first if first is not None else InputError(shown(path), problem, remedy)
    yield from found


def _walk(folder: Path) -> Iterator[Source | InputError]:
    """The files of a folder and its folders; hidden ones, links to folders, pipes and devices are passed over."""
    failed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and (path.is_file() or not path.exists()):
                yield Source(shown(path), path)
        while failed:
            error = failed.pop()
            yield file_error(str(error.filename), error)
    for error in failed:
        yield file_error(str(error.filename), error)


@contextmanager
def opened(source: Source) -> Iterator[Opened]:
    """The source, open at its beginning. Raises InputError, OSError."""
    if source.path is None:
        yield _not_rewindable(source.name, _standard_input())
        return
    mode = source.path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise InputError(source.name, "this is a device, not a file", "Give a file, a folder or - for standard input.")
    with source.path.open("rb") as stream:
        if not stat.S_ISREG(mode):
            yield _not_rewindable(source.name, stream)
            return
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        yield Opened(source.name, stream, head, os.fstat(stream.fileno()).st_size)


def _not_rewindable(name: str, stream: BinaryIO) -> Opened:
    head = stream.read(HEAD_BYTES) or b""
    return Opened(name, cast(BinaryIO, io.BufferedReader(_HeadFirst(head, stream))), head, None)


def _standard_input() -> BinaryIO:
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is not None:
        return cast(BinaryIO, buffer)
    return io.BytesIO(sys.stdin.read().encode("utf-8", "surrogatepass") if sys.stdin else b"")


def file_error(name: str, error: OSError | ValueError) -> InputError:
    """What the system says about a file, in words that a user can act on."""
    if isinstance(error, FileNotFoundError):
        if Path(name).is_symlink():
            return InputError(name, "the link points to a file that does not exist", "Mend the link or leave it out.")
        return InputError(name, "there is no such file", "Check the name and the folder.")
    if isinstance(error, PermissionError):
        return InputError(name, "you may not read this file", "Ask its owner, or change its permissions.")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(name, f"the system cannot read it ({reason})", "Check the name and the disk, then try again.")
