"""The signer: it goes on from the last checkpoint, whatever is killed when, and signs no second history."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwinkel.audit import Checkpoint, Note, inclusion, verify_consistency, verify_inclusion
from leerwinkel.audit.note import verify
from leerwinkel.waarmerk.ondertekenaar import Gebroken, Ondertekenaar, aanbod
from leerwinkel.waarmerk.uitgave import Uitgave

from .bladeren import blad, bladen, omvang, sleutel_van, top

TOPPEN = {begin: [top([blad(n, begin) for n in range(1, tot + 1)]) for tot in range(0, 601, 10)] for begin in "ex"}


def _top(tot: int, begin: str = "e") -> bytes:
    return TOPPEN[begin][tot // 10]


def test_each_checkpoint_goes_on_from_the_one_before_and_its_leaves_can_be_proved(tmp_path: Path) -> None:
    uitgave = Uitgave(tmp_path / "uit")
    sleutel, tekenaar = sleutel_van(tmp_path, uitgave), Ondertekenaar("gent", uitgave)
    for tot in (10, 20, 300, 600):
        tekenaar.voeg_toe(bladen(tekenaar.omvang, tot))
        note = tekenaar.teken(sleutel)
        assert note is not None
        assert tekenaar.teken(sleutel) is None
        assert verify(note, uitgave.sleutels())
        boom = uitgave.boom(tot)
        verify_inclusion(blad(tot), tot - 1, tot, inclusion(boom, tot - 1, tot), _top(tot))
    assert [omvang(each) for each in uitgave.checkpoints()] == [10, 20, 300, 600]
    bewijs = aanbod(uitgave, note, 20).bewijs
    verify_consistency(20, _top(20), 600, _top(600), bewijs)


@settings(max_examples=12)
@given(st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_a_signer_that_comes_after_another_goes_on_with_the_same_tree(
    tmp_path_factory: pytest.TempPathFactory, tientallen: list[int]
) -> None:
    map_ = tmp_path_factory.mktemp("waarmerk")
    uitgave, gedaan = Uitgave(map_ / "uit"), 0
    sleutel = sleutel_van(map_, uitgave)
    for tiental in tientallen:
        tekenaar = Ondertekenaar("gent", uitgave)
        assert tekenaar.omvang == gedaan
        gedaan = min(gedaan + 10 * tiental, 600)
        tekenaar.voeg_toe(bladen(tekenaar.omvang, gedaan))
        tekenaar.teken(sleutel)
        assert (laatste := uitgave.laatste()) is not None
        assert Checkpoint.parse(laatste.text).root == _top(gedaan)


def test_tiles_that_are_not_whole_are_made_again_from_the_log(tmp_path: Path) -> None:
    uitgave = _tot(tmp_path, 400)
    rmtree(uitgave.map / "tile/0")
    tekenaar = Ondertekenaar("gent", uitgave)
    assert tekenaar.omvang == 0
    for tot in (100, 390, 410):  # 400 is within a batch
        tekenaar.voeg_toe(bladen(tekenaar.omvang, tot))
    assert tekenaar.teken(sleutel_van(tmp_path, uitgave)) is not None
    assert uitgave.boom(410).root() == _top(410)


def test_a_log_with_another_history_is_not_signed(tmp_path: Path) -> None:
    uitgave = _tot(tmp_path, 400)
    rmtree(uitgave.map / "tile")
    tekenaar = Ondertekenaar("gent", uitgave)
    with pytest.raises(Gebroken, match="tot positie 400"):
        tekenaar.voeg_toe([blad(n, "x") for n in range(1, 411)])


def test_a_checkpoint_that_somebody_else_put_there_is_not_gone_on_from(tmp_path: Path) -> None:
    uitgave, vreemd = _tot(tmp_path, 100), _tot(tmp_path / "vreemd", 200)
    (uitgave.map / "checkpoint").write_bytes((vreemd.map / "checkpoint").read_bytes())
    with pytest.raises(Gebroken, match="geen sleutel van dit log"):
        Ondertekenaar("gent", uitgave)


def _tot(map_: Path, tot: int) -> Uitgave:
    uitgave = Uitgave(map_ / "uit")
    sleutel, tekenaar = sleutel_van(map_, uitgave), Ondertekenaar("gent", uitgave)
    tekenaar.voeg_toe(bladen(0, tot))
    tekenaar.teken(sleutel)
    return uitgave


class Stroomuitval(BaseException):
    """The process is gone; nothing may catch it."""


def _niets(_bestand: int) -> None:
    """What the test is about is the order of the writes, not the disk."""


class Schijf:
    """Lets the process die before the k-th thing that it does to the disk, or half way where that is a write."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, bij: int, hoe: str) -> None:
        self.bij, self.hoe, self.gedaan = bij, hoe, 0
        monkeypatch.setattr(os, "fsync", self._om(_niets))
        for van, naam in ((os, "open"), (os, "replace"), (Path, "write_bytes")):
            monkeypatch.setattr(van, naam, self._om(getattr(van, naam)))

    def _om(self, doe: Callable[..., Any]) -> Callable[..., Any]:
        def gedaan(*wat: Any, **anders: Any) -> Any:
            self.gedaan += 1
            if self.gedaan == self.bij and self.hoe == "half" and doe.__name__ == "write_bytes":
                doe(wat[0], wat[1][: len(wat[1]) // 2])
            if self.gedaan >= self.bij:
                raise Stroomuitval
            return doe(*wat, **anders)

        return gedaan


@contextmanager
def _sterft(monkeypatch: pytest.MonkeyPatch, bij: int, hoe: str) -> Generator[Schijf]:
    with monkeypatch.context() as m:
        schijf = Schijf(m, bij, hoe)
        with suppress(Stroomuitval):
            yield schijf


def _verhaal(uitgave: Uitgave, map_: Path, begin: str = "e") -> None:
    tekenaar = Ondertekenaar("gent", uitgave)
    for tot in (260, 270, 520):
        tekenaar.voeg_toe([blad(n, begin) for n in range(tekenaar.omvang + 1, tot + 1)])
        tekenaar.teken(sleutel_van(map_, uitgave))


def _uitgegeven(uitgave: Uitgave) -> list[Note]:
    """All that anybody could have seen."""
    zichtbaar = [uitgave.map / "checkpoint", *uitgave.map.glob("checkpoints/[0-9]*")]
    return [Note.parse(pad.read_bytes()) for pad in zichtbaar if pad.exists()]


@pytest.mark.parametrize(("hoe", "daarna"), [("ervoor", "e"), ("half", "x")])
def test_whatever_is_killed_when_no_two_checkpoints_contradict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hoe: str, daarna: str
) -> None:
    """After the crash the log goes on as it was, or has other events than those that were read and not yet signed."""
    monkeypatch.setattr(os, "fsync", _niets)
    waar = [_waar(tot) for tot in (250, 260, 270, 520)]
    _tot(tmp_path / "begin", 250)
    bij = klaar = 0
    while not klaar:
        bij += 1
        map_ = tmp_path / str(bij)
        copytree(tmp_path / "begin", map_)
        uitgave = Uitgave(map_ / "uit")
        with _sterft(monkeypatch, bij, hoe) as schijf:
            _verhaal(uitgave, map_)
            klaar = schijf.gedaan < bij
        gezien = _uitgegeven(uitgave)
        _verhaal(uitgave, map_, daarna)
        gezien += _uitgegeven(uitgave)
        verder = {(omvang(each), Checkpoint.parse(each.text).root) for each in gezien if omvang(each) > 250}
        assert any(verder <= een for een in waar), bij  # all of them on one history
        assert verder, bij
        assert uitgave.boom(520).root() in {root for omvang, root in verder if omvang == 520}
    assert bij > 40, "every write of three checkpoints and of the tiles between"


def _waar(tot: int) -> set[tuple[int, bytes]]:
    """The roots of the history that has other events after that position."""
    reeks = [blad(n, "x" if n > tot else "e") for n in range(1, 521)]
    return {(omvang, top(reeks[:omvang])) for omvang in (260, 270, 520)}
