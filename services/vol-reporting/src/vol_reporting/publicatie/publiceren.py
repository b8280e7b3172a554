"""Publishing a closed quarter: count at a stand, hide, prove, keep, and only then hand out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.datapakket import PAKKET
from vol_reporting.momenten import BRUSSEL
from vol_reporting.periode import Periode
from vol_reporting.publicatie.bestanden import Uitgave, bestanden, bestandsnaam
from vol_reporting.publicatie.cellen import Laag, SomKloptNiet
from vol_reporting.publicatie.lijst import TABELLEN
from vol_reporting.publicatie.onderdrukking import NietBewezen, onderdruk
from vol_reporting.publicatie.opbouw import Cijferrij, Perioden, TegenstrijdigeCijfers, bouw
from vol_reporting.publicatie.verleden import Eerdere, bewaar, lees_verleden

_KWARTAAL = re.compile(r"(\d{4})-[QK]([1-4])", re.ASCII)
_LAATSTE = 4


class NietTePubliceren(Zegbaar):
    """Why nothing is published (Dutch)."""


class Cijferbron(Protocol):
    """Who counts."""

    def cijfers(self, vraag: Mapping[str, str], codes: Sequence[str]) -> list[dict[str, Any]]:
        """The figures as plain values."""
        ...

    def stand(self, periode: str = "") -> str:
        """The moment (ISO 8601) of the stand by which the period was closed, if it was, or else of the last one.

        Raises ValueError (Dutch) where there is none.
        """
        ...


def publiceer(bron: Cijferbron, kwartaal: str, naar: Path, verleden: Path, *, nu: datetime, herzien: bool) -> Eerdere:
    """Write the files of the quarter to a folder: those that went out before, or the first time new ones at the stand
    of its closing, or with `herzien` at the last one. What it gives is the publication as it is kept.

    Raises Zegbaar where the quarter is not closed, the folder holds other things or what is kept was changed.
    """
    perioden = lees_kwartaal(kwartaal)
    _keur(naar)
    eerdere = lees_verleden(verleden)
    gelijk = [e for e in eerdere if e.uitgave.perioden.kwartaal == perioden.kwartaal]
    if herzien or not gelijk:
        uitgave = Uitgave(perioden, len(gelijk) + 1, _gesloten_stand(bron, perioden, nu, herzien=herzien))
        laag = _beschermd(bron, uitgave, [e.laag for e in eerdere])
        bewaar(verleden, uitgave, laag, bestanden(laag, uitgave))
        gelijk = lees_verleden(verleden)
    _schrijf(naar, gelijk[-1].bestanden())
    return gelijk[-1]


def lees_kwartaal(tekst: str) -> Perioden:
    """Reads 2026-Q3 or 2026-K3. The fourth quarter brings its year. Raises NietTePubliceren."""
    if (vorm := _KWARTAAL.fullmatch(tekst.strip())) is None:
        raise NietTePubliceren(f"‘{tekst}’ is geen kwartaal. Schrijf het als 2026-Q3.")
    jaar, nummer = vorm[1], int(vorm[2])
    if nummer < _LAATSTE:
        return Perioden(f"{jaar}-Q{nummer}")
    return Perioden(f"{jaar}-Q{nummer}", tuple(f"{jaar}-Q{eerder}" for eerder in range(1, nummer)), jaar)


def _gesloten_stand(bron: Cijferbron, perioden: Perioden, nu: datetime, *, herzien: bool) -> datetime:
    einde = Periode.lees(perioden.kwartaal).tot
    assert einde is not None
    gesloten = datetime(einde.year, einde.month, einde.day, tzinfo=BRUSSEL)
    if nu < gesloten:
        raise NietTePubliceren(f"{perioden.kwartaal} is nog niet voorbij. Publiceren kan vanaf {einde:%d-%m-%Y}.")
    try:
        stand = datetime.fromisoformat(bron.stand("" if herzien else perioden.kwartaal))
    except ValueError as geen:
        raise NietTePubliceren(str(geen)) from geen
    if stand < gesloten:
        raise NietTePubliceren(
            f"Er is nog geen stand vastgelegd na het einde van {perioden.kwartaal}. Laat de VOL-dienst draaien."
        )
    return stand


def _beschermd(bron: Cijferbron, uitgave: Uitgave, eerder: Sequence[Laag]) -> Laag:
    try:
        laag = bouw(_tel(bron, uitgave), uitgave.perioden)
        return replace(laag, verborgen=onderdruk(laag, eerder))
    except (SomKloptNiet, TegenstrijdigeCijfers) as fout:
        raise NietTePubliceren(f"De cijfers spreken elkaar tegen, dus is er niets gepubliceerd: {fout}.") from fout
    except NietBewezen as fout:
        raise NietTePubliceren(
            "Er is niets gepubliceerd: naast wat er al uitging, zou een verborgen getal te berekenen zijn."
        ) from fout


def _tel(bron: Cijferbron, uitgave: Uitgave) -> Mapping[Any, list[Cijferrij]]:
    """The figures of every table, in every period that counts."""
    gevonden: dict[Any, list[Cijferrij]] = {tabel: [] for tabel in TABELLEN}
    for periode in uitgave.perioden.alle:
        for splits in dict.fromkeys(tabel.splits for tabel in TABELLEN):
            tabellen = [tabel for tabel in TABELLEN if tabel.splits == splits]
            vraag = {"periode": periode, "stand": uitgave.stand.isoformat(), "splits": splits}
            for rij in bron.cijfers(vraag, sorted({tabel.code for tabel in tabellen})):
                for tabel in tabellen:
                    if tabel.code == rij["code"]:
                        gevonden[tabel].append(rij)
    return gevonden


def _keur(naar: Path) -> None:
    """Before anything is counted: that the files can stand there."""
    try:
        naar.mkdir(parents=True, exist_ok=True)
        vreemd = sorted({pad.name for pad in naar.iterdir()} - {PAKKET, *map(bestandsnaam, TABELLEN)})
    except OSError as fout:
        raise NietTePubliceren(f"{naar} is niet te gebruiken: {fout.strerror}.") from fout
    if vreemd:
        raise NietTePubliceren(f"In {naar} staat al iets anders ({vreemd[0]}). Geef een nieuwe map.")


def _schrijf(naar: Path, inhoud: Mapping[str, bytes]) -> None:
    for naam, bytes_ in inhoud.items():
        (naar / naam).write_bytes(bytes_)
