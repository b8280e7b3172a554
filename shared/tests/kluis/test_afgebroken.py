"""A process that is really killed at each step of a change of master key leaves a kluis that works."""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.vernieuwing import vernieuw
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.kluis.zoekvraag import lees_vraag
from leerwinkel.runtime.verbinding import database

MENSEN = {
    client: Persoonsgegevens(naam=naam, voornaam="An", rijksregisternummer=nummer)
    for client, naam, nummer in (("c1", "Peeters", "85073003328"), ("c2", "Vandamme", None), ("c3", "Idrissi", None))
}


def vernieuw_tot(url: str, map_: str, stap: int) -> None:
    """Change the master key, and be killed at this step: a statement, a commit, or a file that is moved or removed."""
    engine = database(url)
    kluis = Kluis(engine, "gent", Path(map_))
    zoekindex = Zoekindex(engine, kluis)
    teller = itertools.count(1)

    def tel(*_: object) -> None:
        if next(teller) == stap:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", tel)
    event.listen(engine, "commit", tel)
    sys.addaudithook(lambda naam, _: tel() if naam in {"os.rename", "os.remove"} else None)
    vernieuw(kluis, zoekindex)


def offers(url: str, map_: str) -> None:
    """For each step that comes in: a process that is killed there. Says how each of them ended."""
    for regel in sys.stdin:
        kind = os.fork()
        if kind == 0:
            vernieuw_tot(url, map_, int(regel))
            os._exit(0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1])}\n")
        sys.stdout.flush()


@contextmanager
def _offers(url: str, map_: Path) -> Generator[Callable[[int], int]]:
    opdracht = [sys.executable, __file__, url, str(map_)]
    with subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as proces:
        assert proces.stdin
        assert proces.stdout
        heen, terug = proces.stdin, proces.stdout

        def breek_af(stap: int) -> int:
            heen.write(f"{stap}\n")
            heen.flush()
            return int(terug.readline())

        yield breek_af


@pytest.mark.parametrize("url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.lang)], indirect=True)
def test_killed_at_any_step_everybody_can_be_read_and_found_and_the_next_change_ends_it(url: str, map_: Path) -> None:
    engine = database(url)
    kluis = Kluis(engine, "gent", map_)
    zoekindex, versleuteling = Zoekindex(engine, kluis), Versleuteling(kluis)
    gesloten = versleuteling.sluit_alle(MENSEN.items())
    zoekindex.neem_alle_op(MENSEN)
    with _offers(url, map_) as breek_af:
        stap, afloop = 0, -int(signal.SIGKILL)
        while afloop == -signal.SIGKILL:
            afloop = breek_af(stap := stap + 1)
            assert versleuteling.open_alle(list(gesloten.items())) == list(MENSEN.values())
            for client, wie in MENSEN.items():
                assert zoekindex.zoek(lees_vraag(f"{wie.naam} an"))[0].client == client
            vernieuw(kluis, zoekindex)
            assert kluis.meesters.namen() == [kluis.meester()]
    assert (afloop, stap > 10) == (0, True)
    engine.dispose()


if __name__ == "__main__":
    offers(*sys.argv[1:])
