"""Making back-ups of a region or of the VOL, while everything goes on.

The log first and the kluis after it: so the kluis has the key of everything that the log has. What is signed before
the log: so the log goes as far as the last checkpoint.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, inspect, select

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.kluis.meester import Meesters
from leerwinkel.kluis.tabellen import personen, sleutels
from leerwinkel.koppelmerk.post import verzonden
from leerwinkel.reservekopie.kopie import Deel, Kopieschrijver, nieuwe_kopie
from leerwinkel.reservekopie.laatste import noteer
from leerwinkel.reservekopie.logkopie import schrijf_log
from leerwinkel.reservekopie.plaatsen import bestanden, huizen, is_er, openbare_mappen, sleutelmappen
from leerwinkel.reservekopie.rijen import als_regel, een_moment, eigen_tabellen, opmaak, rijen_van
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import eigen, naam_van
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.verbinding import databank_zegbaar, database, verbind

KLUISTABELLEN: Mapping[str, Table] = {"kluis": sleutels, "personen": personen, "koppelpost": verzonden}
"""By their file. The marks of the search are not among them: they are made again from `personen`."""


@dataclass(frozen=True, slots=True)
class Waarheen:
    """A folder for each part; without one that part is not made."""

    log: Path
    kluis: Path | None = None
    sleutels: Path | None = None

    def __post_init__(self) -> None:
        """Raises ValueError where two would lie in or beside each other."""
        gekozen = [pad.absolute() for pad in (self.log, self.kluis, self.sleutels) if pad]
        if any(een.is_relative_to(ander) for een in gekozen for ander in gekozen if een is not ander):
            raise ValueError(
                "Het log, de kluis en de sleutels horen elk in een eigen map, niet in elkaar: wie er maar één heeft, "
                "kan niemand lezen. Kies drie mappen, liefst op drie plaatsen."
            )


async def maak_reservekopie(instellingen: Instellingen, wie: str, waarheen: Waarheen, nu: datetime) -> str:
    """Back up a region or the VOL (`vol`); says what was made (Dutch). Raises AlBezig, OSError, Gap, Unavailable,
    DatabankFout.
    """
    gedaan = [await _log(instellingen, wie, waarheen.log, nu)]
    with databank_zegbaar():
        gedaan += await in_draad(_geheim, instellingen, wie, waarheen, nu)
    await in_draad(noteer, instellingen.data, wie, nu)
    return f"{wie}: {', '.join(gedaan)}."


async def _log(instellingen: Instellingen, wie: str, map_: Path, nu: datetime) -> str:
    nc = await verbind(instellingen.ingang(wie, Wie.BEHEER), "backup", geduldig=False)
    try:
        with nieuwe_kopie(map_, wie, Deel.LOG, nu) as schrijver:
            for naam, bron in openbare_mappen(instellingen, wie).items():
                neem_map(schrijver, naam, bron)
            stroom = eigen()["name"] if wie == HUB else naam_van(wie)
            tot = schrijver.over["positie"] = await schrijf_log(JetStreamLog(nc, stroom), schrijver)
            if wie != HUB:
                with databank_zegbaar():
                    await in_draad(_tabellen, instellingen, wie, schrijver)
    finally:
        await nc.close()
    return f"het log tot positie {tot}"


def neem_map(schrijver: Kopieschrijver, naam: str, bron: Path) -> None:
    """Every file of it, below that name."""
    for onder, pad in bestanden(bron):
        schrijver.neem(pad, f"{naam}/{onder}" if onder else naam)


def _tabellen(instellingen: Instellingen, regio: str, schrijver: Kopieschrijver) -> None:
    schrijver.over["tabellen"] = gemaakt = {}
    for naam, huis in huizen(instellingen, regio).items():
        if is_er(instellingen, regio, naam):
            gemaakt[naam] = _huis(huis.data(), naam, schrijver)
        huis.close()


def _huis(engine: Engine, naam: str, schrijver: Kopieschrijver) -> dict[str, Any]:
    schrijver.over["databank"] = engine.dialect.name
    tabellen = eigen_tabellen(engine)
    with een_moment(engine) as verbinding:
        for tabel in tabellen:
            with schrijver.bestand(f"tabellen/{naam}/{tabel.name}.ndjson") as uit:
                uit.writelines(als_regel(rij) for rij in rijen_van(verbinding, tabel))
    return {tabel.name: opmaak(tabel, engine) for tabel in tabellen}


def _geheim(instellingen: Instellingen, wie: str, waarheen: Waarheen, nu: datetime) -> list[str]:
    """The kluis and the keys, of one moment: no master key comes or goes meanwhile. Blocking."""
    if wie == HUB:
        return [] if waarheen.sleutels is None else [_sleutels(instellingen, wie, waarheen.sleutels, nu)]
    with Meesters(instellingen.sleutelmap(wie), wie).slot():
        gedaan = [] if waarheen.kluis is None else [_kluis(instellingen, wie, waarheen.kluis, nu)]
        return gedaan if waarheen.sleutels is None else [*gedaan, _sleutels(instellingen, wie, waarheen.sleutels, nu)]


def _kluis(instellingen: Instellingen, regio: str, map_: Path, nu: datetime) -> str:
    engine = database(instellingen.database_url(regio))
    try:
        with nieuwe_kopie(map_, regio, Deel.KLUIS, nu) as schrijver:
            aantal = schrijf_kluis(engine, regio, schrijver)
    finally:
        engine.dispose()
    return f"de kluis met {aantal} sleutels van personen"


def schrijf_kluis(engine: Engine, regio: str, schrijver: Kopieschrijver) -> int:
    """The wrapped keys and who can be found by them, as the database has them; how many keys."""
    aanwezig = inspect(engine)
    over: dict[str, int] = {}
    with een_moment(engine) as verbinding:
        for naam, tabel in KLUISTABELLEN.items():
            vraag = select(tabel).where(tabel.c.regio == regio).order_by(*tabel.primary_key.columns)
            rijen: Sequence[Any] = verbinding.execute(vraag).mappings().all() if aanwezig.has_table(tabel.name) else []
            over[naam] = len(rijen)
            with schrijver.bestand(f"{naam}.ndjson") as uit:
                uit.writelines(als_regel(rij) for rij in rijen)
    schrijver.over.update(over)
    return over["kluis"]


def _sleutels(instellingen: Instellingen, wie: str, map_: Path, nu: datetime) -> str:
    with nieuwe_kopie(map_, wie, Deel.SLEUTELS, nu) as schrijver:
        for naam, bron in sleutelmappen(instellingen, wie).items():
            neem_map(schrijver, naam, bron)
    return "de geheime sleutels"
