"""What a reader can compute from the published files, over histories by chance and revisions between publications."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from vol_reporting.cijfers import Vraag, bereken, ververs
from vol_reporting.periode import Periode
from vol_reporting.publicatie.bestanden import Uitgave, bestanden
from vol_reporting.publicatie.cellen import KLEIN, Laag, Plaats
from vol_reporting.publicatie.lijst import TABELLEN, Tabel
from vol_reporting.publicatie.onderdrukking import onderdruk
from vol_reporting.publicatie.opbouw import Perioden, bouw
from vol_reporting.publicatie.publiceren import lees_kwartaal

from .aanval import Aanval, Vak
from .bouw import opgeslagen
from .publicatie_wereld import Dossier, dossiers, herzie, tel
from .toeval import geschiedenis

NAMEN = {
    "jong": "dossiers van wie jonger is dan 26",
    "werkt": "dossiers van wie werkt",
    "nieuw": "dossiers van wie nieuw is",
    "keuze": "trajecten met een keuze",
    "ingeschreven na traject": "trajecten met een inschrijving",
    "ingeschreven": "dossiers met een inschrijving",
}
STAND = datetime(2027, 1, 5, tzinfo=UTC)


def alleen_klein(laag: Laag) -> frozenset[Plaats]:
    return frozenset(plaats for plaats in laag.getoond if laag.getallen[plaats] in KLEIN)


def aanval_op(lagen: Sequence[tuple[Perioden, Laag]], map_: Path) -> Aanval:
    """Write the files, and let the reader have them."""

    def waarheid(nummer: int, vak: Vak) -> int:
        plaats = Plaats(vak.periode, vak.regio, NAMEN.get(vak.wat, vak.wat), vak.indeling, vak.groep)
        return lagen[nummer][1].getallen[plaats]

    aanval = Aanval(waarheid)
    for nummer, (perioden, laag) in enumerate(lagen):
        plaats = map_ / str(nummer)
        plaats.mkdir()
        for naam, inhoud in bestanden(laag, Uitgave(perioden, 1, STAND)).items():
            (plaats / naam).write_bytes(inhoud)
        aanval.lees(nummer, plaats)
    return aanval


def gekraakt(aanval: Aanval, hoogstens: int = 10_000) -> list[tuple[Vak, int, float, float]]:
    """The hidden cells, and the small counts beside a teller, that a reader gets closer to than promised; of so many
    of them.
    """
    verborgen = [({getal: 1}, getal) for getal in sorted(aanval.geheim)]
    resten = [
        ({geheel: 1, deel: -1}, (geheel[0], geheel[1] - deel[1])) for deel, geheel in sorted(set(aanval.hoogstens))
    ]
    doelen = [*verborgen, *(rest for rest in sorted(resten, key=lambda r: r[1]) if rest[1][1] in KLEIN)]
    doelen = Random(1).sample(doelen, min(hoogstens, len(doelen)))
    gevonden: list[tuple[Vak, int, float, float]] = []
    for (doel, (vak, aantal)), (laag, hoog) in zip(doelen, aanval.grenzen(d for d, _ in doelen), strict=True):
        assert laag - 1e-6 <= aantal <= hoog + 1e-6, "the attack itself is wrong"
        te_hoog = laag > 1 + 1e-6 and laag > aanval.onvermijdelijk(doel) + 1e-6
        if hoog - laag < 2 - 1e-6 or (aantal in KLEIN and (hoog < 3 - 1e-6 or te_hoog)):
            gevonden.append((vak, aantal, laag, hoog))
    return gevonden


def jaar(zaad: int) -> list[Dossier]:
    """A year of few dossiers, that differ in little."""
    kwartalen = [f"2026-Q{nummer}" for nummer in (1, 2, 3, 4)]
    return dossiers(Random(zaad), kwartalen, 14, eenvormig=("leeftijdsgroep", "scholing", "statuut", "kanaal"))


def reeks(kans: Random, alle: list[Dossier], perioden: Sequence[Perioden]) -> list[tuple[Perioden, Laag]]:
    """Publications one after the other, with revisions in between."""
    lagen: list[tuple[Perioden, Laag]] = []
    for keer in perioden:
        laag = bouw(tel(alle, keer.alle), keer)
        lagen.append((keer, replace(laag, verborgen=onderdruk(laag, [vorige for _, vorige in lagen]))))
        herzie(kans, alle, 0.02)
    return lagen


@pytest.mark.parametrize(
    ("zaad", "aantal"),
    [(2, 12), (4, 5), *(pytest.param(*paar, marks=pytest.mark.lang) for paar in ((1, 60), (3, 300)))],
)
def test_nothing_hidden_of_a_quarter_can_be_computed(zaad: int, aantal: int, tmp_path: Path):
    lagen = reeks(Random(zaad), dossiers(Random(zaad), ["2026-Q1"], aantal), [lees_kwartaal("2026-Q1")])
    aanval = aanval_op(lagen, tmp_path)
    assert aanval.geheim
    assert gekraakt(aanval) == []


@pytest.mark.lang
def test_nothing_hidden_can_be_computed_from_all_publications_of_a_year_and_their_revisions(tmp_path: Path):
    keren = [lees_kwartaal(f"2026-Q{n}") for n in (1, 2, 1, 3, 4, 2)]
    assert gekraakt(aanval_op(reeks(Random(5), jaar(5), keren), tmp_path), 120) == []


def test_nothing_hidden_can_be_computed_of_a_history_of_events(tmp_path: Path):
    ontvangsten = geschiedenis(Random(1), 160)
    lagen: list[tuple[Perioden, Laag]] = []
    for tot, kwartaal in ((110, "2016-Q2"), (160, "2016-Q4")):
        con = opgeslagen(ontvangsten[:tot])
        ververs(con)
        laag = _geteld(con, lees_kwartaal(kwartaal))
        lagen.append((lees_kwartaal(kwartaal), replace(laag, verborgen=onderdruk(laag, [v for _, v in lagen]))))
    assert gekraakt(aanval_op(lagen, tmp_path)) == []


def _geteld(con: duckdb.DuckDBPyConnection, perioden: Perioden) -> Laag:
    cijfers: dict[Tabel, list[dict[str, Any]]] = {}
    for splits in dict.fromkeys(tabel.splits for tabel in TABELLEN):
        tabellen = [tabel for tabel in TABELLEN if tabel.splits == splits]
        codes = sorted({tabel.code for tabel in tabellen})
        gevraagd = Vraag([Periode.lees(p) for p in perioden.alle], splits=splits or None, codes=codes)
        rijen = [asdict(cijfer) for cijfer in bereken(con, gevraagd)]
        cijfers |= {tabel: [rij for rij in rijen if rij["code"] == tabel.code] for tabel in tabellen}
    return bouw(cijfers, perioden)


def test_the_reader_does_compute_what_only_small_numbers_hide(tmp_path: Path):
    perioden = lees_kwartaal("2026-Q1")
    laag = bouw(tel(dossiers(Random(1), ["2026-Q1"], 60), perioden.alle), perioden)
    onbeschermd = replace(laag, verborgen=alleen_klein(laag))
    gevonden = gekraakt(aanval_op([(perioden, onbeschermd)], tmp_path))
    assert sum(laag_ == hoog for _, _, laag_, hoog in gevonden) > 5


@pytest.mark.lang
def test_the_reader_does_compute_a_quarter_from_the_year_where_publications_are_not_laid_side_by_side(tmp_path: Path):
    keren = [lees_kwartaal(f"2026-Q{n}") for n in (1, 2, 3, 4)]
    alle = jaar(6)
    lagen = [(keer, bouw(tel(alle, keer.alle), keer)) for keer in keren]
    apart = [(keer, replace(laag, verborgen=onderdruk(laag, []))) for keer, laag in lagen]
    assert gekraakt(aanval_op(apart, tmp_path), 60)
