"""Seeing whose data are decrypted while something is done, so that it can be kept who looked."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from leerwinkel.kluis.sleutel import Eigenaar

_GEZIEN: ContextVar[set[Eigenaar] | None] = ContextVar("gezien", default=None)


@contextmanager
def meegekeken() -> Generator[set[Eigenaar]]:
    """Whose data were decrypted inside this block, also in the threads and tasks that it begins."""
    gezien: set[Eigenaar] = set()
    merk = _GEZIEN.set(gezien)
    try:
        yield gezien
    finally:
        _GEZIEN.reset(merk)


def meld_gezien(eigenaren: Iterable[Eigenaar]) -> None:
    """Their data were decrypted. Only who decrypts says so."""
    if (gezien := _GEZIEN.get()) is not None:
        gezien.update(eigenaren)
