"""A tree as tiles (c2sp.org/tlog-tiles): files of 256 hashes that any web server can give, and that proofs are made of.

A full tile never changes. Nothing here is the only copy: the tiles follow from the log.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path
from shutil import rmtree

from leerwinkel.audit.merkle import node_hash, root

WIDTH = 256
_HEIGHT, _HASH = 8, 32
_KEPT = 1024
"""Tiles that a reader keeps: 8 MB."""


class BadTile(Exception):
    """A tile is not there, or has not the length that it must have; the message says which."""


def tile_path(level: int, number: int, width: int = WIDTH) -> str:
    """Where it is below the log's folder, with `/` between the parts."""
    parts = [f"{number % 1000:03}"]
    while number >= 1000:  # noqa: PLR2004 - three digits a part
        number //= 1000
        parts.append(f"x{number % 1000:03}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(reversed(parts))}{partial}"


class TileReader:
    """The full subtrees of a tree of `size` leaves, from its tiles: what `merkle` makes proofs of.

    `fetch` gives the bytes at a path. Raises BadTile.
    """

    def __init__(self, fetch: Callable[[str], bytes], size: int) -> None:
        self._fetch, self._size = fetch, size
        self._tile = lru_cache(_KEPT)(self._read)

    def __call__(self, level: int, index: int) -> bytes:
        """The root of the leaves [index · 2^level, (index + 1) · 2^level), which are all there."""
        height, below = divmod(level, _HEIGHT)
        number, first = divmod(index << below, WIDTH)
        tile = self._tile(height, number)
        if (first + (1 << below)) * _HASH > len(tile):
            raise BadTile(f"leaf {((index + 1) << level) - 1} is not in a tree of {self._size}")
        return _fold(tile[first * _HASH : (first + (1 << below)) * _HASH])

    def root(self) -> bytes:
        """Of the whole tree."""
        return root(self, self._size)

    def _read(self, height: int, number: int) -> bytes:
        width = min(WIDTH, (self._size >> (_HEIGHT * height)) - number * WIDTH)
        if width < 1:
            raise BadTile(f"tile {number} at level {height} is not in a tree of {self._size}")
        path = tile_path(height, number, width)
        tile = self._fetch(path)
        if len(tile) != width * _HASH:
            raise BadTile(f"{path} has {len(tile)} bytes instead of {width * _HASH}")
        return tile


def _fold(hashes: bytes) -> bytes:
    """The root of a power of two of them."""
    row = [hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH)]
    while len(row) > 1:
        row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
    return row[0]


class TileFolder:
    """The tiles of one log in a folder, to which leaves are added.

    What a process did not `flush` is gone with it; another begins at the size of the last flush that it knows of.
    A tile that is not full goes once it is: what is read of it is then the beginning of the full one.
    """

    def __init__(self, folder: Path, size: int = 0) -> None:
        """With the tiles of so many leaves. Raises BadTile where they are not there."""
        self.folder, self.size = folder, size
        self._rows: list[bytearray] = []
        for height in range(_HEIGHT):
            if width := (size >> (_HEIGHT * height)) % WIDTH:
                self._row(height)[:] = self.fetch(tile_path(height, size >> (_HEIGHT * (height + 1)), width))
                if len(self._rows[height]) != width * _HASH:
                    raise BadTile(f"the tile at level {height} is not one of a tree of {size}")

    def append(self, leaves: Iterable[bytes]) -> None:
        """Add them; each tile that is full is written."""
        for leaf in leaves:
            self.size += 1
            row = self._row(0)
            row += leaf
            if len(row) == WIDTH * _HASH:
                self._close(0)

    def flush(self) -> TileReader:
        """Write the tiles that are not full either; gives the tree as it now is."""
        for height, row in enumerate(self._rows):
            if row:
                number = self.size >> (_HEIGHT * (height + 1))
                self._write(tile_path(height, number, len(row) // _HASH), bytes(row))
        return self.reader(self.size)

    def reader(self, size: int) -> TileReader:
        """The tree as it was with so many leaves, of which there was a flush."""
        return TileReader(self.fetch, size)

    def fetch(self, path: str) -> bytes:
        """The tile at that path, read from a wider one where it has grown. Raises BadTile."""
        full, _, width = path.partition(".p/")
        for each in chain((path, full), self._wider(full, int(width or WIDTH))):
            with suppress(OSError):
                return (self.folder / each).read_bytes()[: int(width or WIDTH) * _HASH]
        raise BadTile(f"{path} is not there")

    def _wider(self, full: str, width: int) -> Iterator[str]:
        widths = (int(each.name) for each in (self.folder / f"{full}.p").glob("*") if each.name.isdecimal())
        yield from (f"{full}.p/{each}" for each in widths if each > width)

    def _row(self, height: int) -> bytearray:
        while len(self._rows) <= height:
            self._rows.append(bytearray())
        return self._rows[height]

    def _close(self, height: int) -> None:
        full = bytes(self._rows[height])
        path = tile_path(height, (self.size >> (_HEIGHT * (height + 1))) - 1)
        self._write(path, full)
        rmtree(self.folder / f"{path}.p", ignore_errors=True)  # the full tile begins with each of them
        self._rows[height].clear()
        above = self._row(height + 1)
        above += _fold(full)
        if len(above) == WIDTH * _HASH:
            self._close(height + 1)

    def _write(self, path: str, tile: bytes) -> None:
        """Whole or not at all, also for who reads meanwhile."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{target.name}.new")
        beside.write_bytes(tile)
        beside.replace(target)
