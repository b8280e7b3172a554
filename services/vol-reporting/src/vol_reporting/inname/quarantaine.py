"""What stands in quarantine, and taking it in after all once the code can read it."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.lezing import Afgekeurd, Gelezen, Goed, lees_alle
from vol_reporting.opslag import digests, voeg_toe

_ZOEK = "SELECT regio, positie, vol_positie, ontvangen, ruw FROM main.quarantaine WHERE regio = ? AND positie = ?"
_LIJST = """
    SELECT regio, positie, ontvangen, reden, type, bron, id FROM main.quarantaine
    WHERE coalesce(regio = $regio, true) ORDER BY regio, positie LIMIT $hoogstens
"""
ANDERE_INHOUD = "id: onder deze source en id staat al een gebeurtenis met een andere inhoud"


@dataclass(frozen=True, slots=True)
class Geweigerd:
    """One event in quarantine: where it stands, why (Dutch), and its envelope. Never its contents."""

    regio: str
    positie: int
    ontvangen: datetime
    reden: str
    type: str | None
    bron: str | None
    id: str | None


def geweigerd(con: duckdb.DuckDBPyConnection, regio: str | None = None, hoogstens: int = 200) -> list[Geweigerd]:
    """What stands in quarantine of a region, or of all, in the order of the logs."""
    rijen = con.execute(_LIJST, {"regio": regio, "hoogstens": hoogstens}).fetchall()
    return [Geweigerd(*rij) for rij in rijen]


def bezwaar(con: duckdb.DuckDBPyConnection, regio: str, positie: int) -> str | None:
    """Why that event cannot be taken in now either (Dutch); None where it can. LookupError where there is none."""
    gelezen = _lees(con, regio, positie)
    if isinstance(gelezen, Afgekeurd):
        return gelezen.reden
    return ANDERE_INHOUD if _is_ander(con, gelezen) else None


def bied_aan(con: duckdb.DuckDBPyConnection, regio: str, positie: int) -> None:
    """Take it in at its own position, in the caller's transaction. What is not there, or cannot be read, stays so."""
    try:
        gelezen = _lees(con, regio, positie)
    except LookupError:
        return
    if isinstance(gelezen, Afgekeurd) or _is_ander(con, gelezen):
        return
    if not digests(con, [gelezen.sleutel]):
        voeg_toe(con, [gelezen.rij])
    con.execute("DELETE FROM main.quarantaine WHERE regio = ? AND positie = ?", [regio, positie])


def _lees(con: duckdb.DuckDBPyConnection, regio: str, positie: int) -> Gelezen:
    rijen = con.execute(_ZOEK, [regio, positie]).fetchall()
    if not rijen:
        raise LookupError(f"{regio} {positie}")
    regio, positie, vol_positie, ontvangen, ruw = rijen[0]
    bericht = Binnengekomen(regio, positie, vol_positie, ontvangen, bytes(ruw), gehaald=vol_positie == 0)
    return lees_alle([bericht])[0]


def _is_ander(con: duckdb.DuckDBPyConnection, gelezen: Goed) -> bool:
    """Whether something else stands under the same source and id."""
    return any(digest != gelezen.rij.digest for _, digest in digests(con, [gelezen.sleutel]))
