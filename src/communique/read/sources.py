"""What the user named, opened one by one: files, folders, patterns and standard input."""

from __future__ import annotations

import glob
import io
import logging
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

_LOG: Final = logging.getLogger(__name__)
STANDARD_INPUT: Final = "standard input"
_STANDARD_OUTPUT: Final = 1


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
    """A stream with the bytes already taken from it given again, and `left` more at most; closing it leaves the stream open."""

    def __init__(self, head: bytes, stream: BinaryIO, left: int | None) -> None:
        self._head, self._stream, self._left = head, stream, left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            wanted = len(buffer) if self._left is None else min(len(buffer), self._left)
            data = self._stream.read(wanted) or b""
            self._left = None if self._left is None else self._left - len(data)
        buffer[: len(data)] = data
        return len(data)


def expand(sources: Iterable[str | Path]) -> Iterator[Source | InputError]:
    """Each file behind `sources`, in order: folders from top to bottom and sorted, patterns sorted, "-" standard input.

    The file to which this process writes its results is passed over: it would be read for ever.
    """
    for source in [sources] if isinstance(sources, str | Path) else sources:
        if str(source) == "-":
            yield Source(STANDARD_INPUT, None)
            continue
        if not str(source):
            yield InputError('""', "an empty name is no file", "Give a file, or . for the current folder.")
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
        yield from _or_empty(
            path, _without_output(_walk(path)), "the folder has no files", "Give a folder with documents in it."
        )
    elif not os.path.lexists(path) and glob.has_magic(str(path)):
        names = sorted(glob.iglob(str(path), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        found = (Path(name) for name in names)
        files = (Source(shown(file), file) for file in found if not os.path.isdir(file))  # noqa: PTH112 - Path raises
        yield from _or_empty(
            path, _without_output(files), "no file fits this pattern", "Check the folder and the ending."
        )
    else:
        yield from _without_output([Source(shown(path), path)])


def _without_output(found: Iterable[Source | InputError]) -> Iterator[Source | InputError]:
    """The same without the file that is this process's standard output."""
    for source in found:
        if isinstance(source, Source) and source.path is not None and _is_output(source.path):
            _LOG.warning("%s: the results are written to this file, so it is not read.", source.name)
        else:
            yield source


def _is_output(path: Path) -> bool:
    try:
        written, read = os.fstat(_STANDARD_OUTPUT), path.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(read.st_mode) and os.path.samestat(written, read)


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
            if not name.startswith("."):
                yield from _walked(Path(place, name))
        while failed:
            error = failed.pop()
            yield file_error(shown(error.filename), error, "folder")
    for error in failed:
        yield file_error(shown(error.filename), error, "folder")


def _walked(path: Path) -> Iterator[Source | InputError]:
    """A name that a folder lists: a file, or why the system will not say what it is."""
    try:
        if path.is_file() or not path.exists():
            yield Source(shown(path), path)
    except OSError as error:
        yield file_error(shown(path), error)


@contextmanager
def opened(source: Source) -> Iterator[Opened]:
    """The source, open at its beginning; of a file that grows meanwhile, what it holds now. Raises InputError, OSError."""
    if source.path is None:
        yield _opened(source.name, _standard_input(), None)
        return
    mode = source.path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise InputError(source.name, "this is a device, not a file", "Give a file, a folder or - for standard input.")
    with source.path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size if stat.S_ISREG(mode) else None
        yield _opened(source.name, stream, size)


def _opened(name: str, stream: BinaryIO, size: int | None) -> Opened:
    head = stream.read(HEAD_BYTES if size is None else min(HEAD_BYTES, size)) or b""
    left = None if size is None else size - len(head)
    return Opened(name, cast(BinaryIO, io.BufferedReader(_HeadFirst(head, stream, left))), head, size)


def _standard_input() -> BinaryIO:
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is not None:
        return cast(BinaryIO, buffer)
    return io.BytesIO(sys.stdin.read().encode("utf-8", "surrogatepass") if sys.stdin else b"")


def file_error(name: str, error: OSError | ValueError, what: str = "file") -> InputError:
    """What the system says about a file or folder, in words that a user can act on."""
    if isinstance(error, FileNotFoundError):
        if Path(name).is_symlink():
            return InputError(name, "the link points to a file that does not exist", "Mend the link or leave it out.")
        return InputError(name, f"there is no such {what}", "Check the name and the folder.")
    if isinstance(error, PermissionError):
        return InputError(name, f"you may not read this {what}", "Ask its owner, or change its permissions.")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(name, f"the system cannot read it ({reason})", "Check the name and the disk, then try again.")
