"""The Merkle tree of RFC 9162 (2.1): its root as it grows, and proofs that a leaf is in it or that it only grew.

Hashes are 32 bytes of SHA-256. A tree is read through a `Subtrees`: the root of the leaves
[index · 2^level, (index + 1) · 2^level), for those that are full.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

Subtrees = Callable[[int, int], bytes]

EMPTY = sha256(b"").digest()
"""The root of no leaves."""


class NotProven(Exception):
    """The proof does not show it; the message says why."""


def entry(subject: str, payload: bytes) -> bytes:
    """What one stored message of a region puts into its tree: its subject with its length before it, and its bytes."""
    name = subject.encode()
    return len(name).to_bytes(4, "big") + name + payload


def read_entry(entry: bytes) -> tuple[str, bytes]:
    """The subject and the payload of an entry. Raises ValueError."""
    begin = 4 + int.from_bytes(entry[:4], "big")
    if not 4 <= begin <= len(entry):  # noqa: PLR2004 - bytes of a length
        raise ValueError("not an entry")
    return entry[4:begin].decode(), entry[begin:]


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry. It can be no node: another byte is before it."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The right edge of a tree, the largest full subtree first: what it takes to append and for the root."""

    size: int = 0
    edge: list[bytes] = field(default_factory=list[bytes])

    def append(self, leaf: bytes) -> None:
        """One leaf more."""
        self.size += 1
        grown = self.size
        while not grown & 1:
            leaf = node_hash(self.edge.pop(), leaf)
            grown >>= 1
        self.edge.append(leaf)

    def root(self) -> bytes:
        """Of all leaves so far."""
        if not self.edge:
            return EMPTY
        *rest, root = self.edge
        for left in reversed(rest):
            root = node_hash(left, root)
        return root


def root(read: Subtrees, size: int) -> bytes:
    """Of the first so many leaves."""
    return _range(read, 0, size) if size else EMPTY


def inclusion(read: Subtrees, index: int, size: int) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size` leaves, from its sibling up. Raises ValueError beyond it."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    return list(_path(read, index, 0, size))


def _path(read: Subtrees, index: int, low: int, high: int) -> Iterator[bytes]:
    if high - low == 1:
        return
    middle = low + _split(high - low)
    if index < middle:
        yield from _path(read, index, low, middle)
        yield _range(read, middle, high)
    else:
        yield from _path(read, index, middle, high)
        yield _range(read, low, middle)


def consistency(read: Subtrees, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with that of `old`. Raises ValueError where it is the smaller."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} cannot begin with one of {old}")
    return list(_grown(read, old, 0, new, whole=True)) if 0 < old < new else []


def _grown(read: Subtrees, old: int, low: int, high: int, *, whole: bool) -> Iterator[bytes]:
    if old == high:
        if not whole:
            yield _range(read, low, high)
        return
    middle = low + _split(high - low)
    if old <= middle:
        yield from _grown(read, old, low, middle, whole=whole)
        yield _range(read, middle, high)
    else:
        yield from _grown(read, old, middle, high, whole=False)
        yield _range(read, low, middle)


def _range(read: Subtrees, low: int, high: int) -> bytes:
    """The root of leaves that are a subtree, full or at the right edge."""
    size = high - low
    split = _split(size) if size > 1 else 1
    if split * 2 == size or size == 1:
        level = size.bit_length() - 1
        return read(level, low >> level)
    return node_hash(_range(read, low, low + split), _range(read, low + split, high))


def _split(size: int) -> int:
    """The largest power of two below it."""
    return 1 << ((size - 1).bit_length() - 1)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """RFC 9162, 2.1.3.2. Raises NotProven."""
    if not 0 <= index < size:
        raise NotProven(f"leaf {index} is not in a tree of {size}")
    here, last = index, size - 1
    for beside in proof:
        if not last:
            raise NotProven("the proof is too long")
        if here & 1 or here == last:
            leaf = node_hash(beside, leaf)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            leaf = node_hash(leaf, beside)
        here, last = here >> 1, last >> 1
    if last:
        raise NotProven("the proof is too short")
    if leaf != root:
        raise NotProven("the proof leads to another root")


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    """RFC 9162, 2.1.4.2; of no leaves to any number nothing needs to be proved. Raises NotProven."""
    if not 0 <= old <= new:
        raise NotProven(f"a tree of {new} cannot begin with one of {old}")
    if not old or old == new:
        _verify_trivial(old, old_root, new_root, proof)
        return
    path = [old_root, *proof] if not old & (old - 1) else list(proof)
    if not path or (here := old - 1) < 0:
        raise NotProven("the proof is too short")
    last = new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    was = now = path[0]
    for beside in path[1:]:
        if not last:
            raise NotProven("the proof is too long")
        if here & 1 or here == last:
            was, now = node_hash(beside, was), node_hash(beside, now)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            now = node_hash(now, beside)
        here, last = here >> 1, last >> 1
    if last or was != old_root or now != new_root:
        raise NotProven("the proof is too short" if last else "the proof leads to other roots")


def _verify_trivial(old: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise NotProven("the proof is too long")
    if old_root != (new_root if old else EMPTY):
        raise NotProven("the roots differ")
