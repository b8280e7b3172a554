"""What the pages read: every pair that was proposed or judged, and what the registration knows of its two clients."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, Literal

import duckdb

from vol_reporting.herleiding.gewist import GEWIST
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.registratie.samenstelling import tabel

Stand = Literal["open", "zelfde-persoon", "niet-zelfde-persoon"]

PROFIEL: Final = (
    *("geboortejaar", "geslacht", "herkomst_groep", "nationaliteit_groep", "thuistaal", "hoogste_diploma", "gemeente"),
    *("gezinssituatie", "statuut"),
)
"""What is laid side by side: first what of a person does not change, then what may."""
ONGEWETEN: Final = frozenset({"onbekend", "niet-gevraagd", "wil-niet-zeggen"})

_GEZEGD = """
    SELECT soort, tijdstip, regio_a, client_a, regio_b, client_b, gewicht, overeenkomst, oordeel
    FROM main.gebeurtenis
    WHERE regio = 'vol' AND service = 'vol' AND soort IN ('dubbel-voorgesteld', 'dubbel-beoordeeld')
    ORDER BY tijdstip, geregistreerd, bron, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dubbelkaart:
    """A pair as it is now. `gewicht` and `overeenkomst` are of the last proposal, `voorgesteld` of the first."""

    paar: Paar
    stand: Stand = "open"
    gewicht: float | None = None
    overeenkomst: tuple[str, ...] = ()
    voorgesteld: datetime | None = None
    beoordeeld: datetime | None = None
    teruggedraaid: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier of a client; of who is erased only where, when about and how far it came."""

    nummer: str
    aangemeld: date | None
    trap: str | None
    gewist: bool


@dataclass(frozen=True, slots=True)
class Clientbeeld:
    """What is known of a client in codes: the profile of the newest dossier, and all dossiers, the newest first."""

    kant: Kant
    profiel: Mapping[str, str | None]
    dossiers: tuple[Dossier, ...]
    gewist: bool


def lees_dubbels(con: duckdb.DuckDBPyConnection) -> dict[str, Dubbelkaart]:
    """All pairs by number, of all that was proposed or judged, in whatever order it came in."""
    kaarten: dict[str, Dubbelkaart] = {}
    for soort, moment, regio_a, client_a, regio_b, client_b, *velden in con.execute(_GEZEGD).fetchall():
        paar = Paar.van(Kant(regio_a, client_a), Kant(regio_b, client_b))
        kaart = kaarten.get(paar.nummer, Dubbelkaart(paar=paar))
        if soort == "dubbel-voorgesteld":
            gezegd = {"gewicht": velden[0], "overeenkomst": tuple(velden[1] or ())}
            kaarten[paar.nummer] = replace(kaart, voorgesteld=kaart.voorgesteld or moment, **gezegd)
        else:
            kaarten[paar.nummer] = _beoordeeld(kaart, moment, velden[2])
    # a judgement from elsewhere that was undone again leaves nothing to look at
    return {nummer: k for nummer, k in kaarten.items() if k.voorgesteld or k.stand != "open"}


def _beoordeeld(kaart: Dubbelkaart, moment: datetime, oordeel: str) -> Dubbelkaart:
    match oordeel:
        case "zelfde-persoon" | "niet-zelfde-persoon":
            return replace(kaart, stand=oordeel, beoordeeld=moment, teruggedraaid=False)
        case _:
            return replace(kaart, stand="open", beoordeeld=None, teruggedraaid=kaart.stand != "open")


def gewiste_clienten(con: duckdb.DuckDBPyConnection) -> set[Kant]:
    """Whose data were erased, as it is now."""
    gevonden = con.execute(
        "SELECT DISTINCT regio, client FROM main.gebeurtenis WHERE soort = 'persoonsgegevens-vernietigd'"
    )
    return {Kant(*rij) for rij in gevonden.fetchall()}


def lees_client(con: duckdb.DuckDBPyConnection, kant: Kant) -> Clientbeeld:
    """What the registration has of a client. `con` is on a fresh registration."""
    gewist = {dossier for regio, dossier in con.execute(GEWIST).fetchall() if regio == kant.regio}
    rijen = con.execute(
        f"SELECT dossier, aangemeld_dag, trap, {', '.join(PROFIEL)} FROM {tabel('dossier')} "  # noqa: S608 - our names
        "WHERE regio = ? AND client = ? ORDER BY aangemeld DESC, dossier",
        list(kant),
    ).fetchall()
    dossiers = tuple(Dossier(nummer, dag, trap, nummer in gewist) for nummer, dag, trap, *_ in rijen)
    weg = kant in gewiste_clienten(con) or any(dossier.gewist for dossier in dossiers)
    profiel = {} if weg or not rijen else dict(zip(PROFIEL, map(_tekst, rijen[0][3:]), strict=True))
    return Clientbeeld(kant, profiel, dossiers, weg)


def _tekst(waarde: Any) -> str | None:
    return None if waarde is None or waarde in ONGEWETEN else str(waarde)


def zelfde_profiel(con: duckdb.DuckDBPyConnection, beeld: Clientbeeld, regio: str) -> int | None:
    """How many clients of another region are of the same birth year and sex; None where these are not known."""
    jaar, geslacht = beeld.profiel.get("geboortejaar"), beeld.profiel.get("geslacht")
    if jaar is None or geslacht is None:
        return None
    [(aantal,)] = con.execute(
        f"SELECT count(DISTINCT client) FROM {tabel('dossier')} "  # noqa: S608 - our own name
        "WHERE regio = ? AND geboortejaar::VARCHAR = ? AND geslacht = ?",
        [regio, jaar, geslacht],
    ).fetchall()
    return int(aantal)


def herkomst_per_regio(con: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
    """Per region how many clients there are, and of how many everything was imported: those have no marks."""
    rijen = con.execute("""
        SELECT regio, count(*), count(*) FILTER (alleen_import) FROM (
            SELECT regio, client, bool_and(is_import) AS alleen_import FROM main.gebeurtenis
            WHERE soort = 'aanmelding-geregistreerd' GROUP BY ALL
        ) GROUP BY regio ORDER BY regio
    """).fetchall()
    return [(regio, clienten, geimporteerd) for regio, clienten, geimporteerd in rijen]


def open_dubbels(kaarten: Iterable[Dubbelkaart], gewist: set[Kant]) -> list[Dubbelkaart]:
    """What waits for a person, the heaviest first; not where somebody is erased: nothing can be looked at any more."""
    wachtend = (k for k in kaarten if k.stand == "open" and not {k.paar.een, k.paar.ander} & gewist)
    return sorted(wachtend, key=lambda k: (-(k.gewicht or 0.0), k.paar.nummer))
