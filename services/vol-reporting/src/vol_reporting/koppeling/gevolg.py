"""What a judgement would change, before it is given: counted by the figures' own SQL, from one event more."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from leerwinkel.gebeurtenissen.vol import DubbelBeoordeeld
from vol_reporting.cijfers import Cijfer, bereken
from vol_reporting.koppeling.dubbels import Dubbelkaart
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.periode import Periode
from vol_reporting.registratie.alsof import met_oordelen, zonder_personen
from vol_reporting.registratie.samenstelling import bouwvolgorde, met, tabel, uit_tabellen
from vol_reporting.registratie.stand import bekend
from vol_reporting.registratie.tabellen import is_vers
from vol_reporting.vraag import Vraag

CODES = ("B01", "B02")
"""Dossiers, which no judgement changes, and persons."""
_HOOGSTENS = 40
"""So many clients of one person are told apart; nobody has more, and a mistake that ties thousands is seen anyway."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One figure of one area and period, as it is and as it would be."""

    code: str
    regio: str
    periode: str
    nu: int
    straks: int

    @property
    def verschil(self) -> int:
        """How much it moves."""
        return self.straks - self.nu


@dataclass(frozen=True, slots=True)
class Gevolg:
    """`samen` and `los`: which pairs become, or are no longer, one person, beside the pair itself.

    `blijft_samen`: the two stay one person by other links. `tegenspraak`: pairs of `samen` that were judged to be two
    persons.
    """

    regels: tuple[Regel, ...]
    samen: tuple[Paar, ...]
    los: tuple[Paar, ...]
    blijft_samen: bool
    tegenspraak: tuple[Paar, ...]

    @property
    def afdruk(self) -> str:
        """What a form carries, so that nobody confirms another effect than they saw: what moves, and by how much.

        Not the figures themselves: these go on while somebody thinks.
        """
        wat = [(r.code, r.regio, r.periode, r.verschil) for r in self.regels if r.verschil]
        paren = [(p.een, p.ander) for p in (*self.samen, *self.los)]
        return hashlib.sha256(repr((wat, paren, self.blijft_samen)).encode()).hexdigest()[:16]


def gevolg_van(con: duckdb.DuckDBPyConnection, paar: Paar, oordeel: str, kaarten: Mapping[str, Dubbelkaart]) -> Gevolg:
    """The effect of that judgement on that pair. `con` is on a fresh registration."""
    alsof = (paar.beoordeeld(oordeel),)
    groep_nu, groep_straks = _personen(con, ()), _personen(con, alsof)
    betrokken = {k for groep in (groep_nu, groep_straks) for k in _leden(groep, paar)}
    paren_nu, paren_straks = _paren(groep_nu, betrokken), _paren(groep_straks, betrokken)
    samen = tuple(p for p in paren_straks if p not in paren_nu and p != paar)
    return Gevolg(
        _regels(con, perioden_van(con, betrokken), alsof),
        samen,
        tuple(p for p in paren_nu if p not in paren_straks and p != paar),
        oordeel != "zelfde-persoon" and paar in paren_straks,
        tuple(p for p in samen if (k := kaarten.get(p.nummer)) and k.stand == "niet-zelfde-persoon"),
    )


def _regels(
    con: duckdb.DuckDBPyConnection, perioden: Sequence[Periode], alsof: tuple[DubbelBeoordeeld, ...]
) -> tuple[Regel, ...]:
    nu = _tellers(bereken(con, Vraag(perioden, codes=CODES)))
    straks = _tellers(bereken(con, Vraag(perioden, codes=CODES, alsof=alsof)))
    return tuple(Regel(*sleutel, nu.get(sleutel, 0), straks[sleutel]) for sleutel in straks)


def _tellers(cijfers: Iterable[Cijfer]) -> dict[tuple[str, str, str], int]:
    return {(c.code, c.regio, c.periode): c.teller or 0 for c in cijfers if c.dimensie is None}


def perioden_van(con: duckdb.DuckDBPyConnection, clienten: Iterable[Kant]) -> list[Periode]:
    """Everything, and each year in which one of these clients came: elsewhere nothing can change."""
    namen = [kant.naam for kant in clienten]
    rijen = con.execute(
        f"SELECT DISTINCT year(aangemeld_dag) AS jaar FROM {tabel('dossier')} "  # noqa: S608 - our own name
        "WHERE regio || '/' || client IN (SELECT unnest(?)) AND aangemeld_dag IS NOT NULL ORDER BY jaar",
        [namen],
    ).fetchall()
    return [Periode.alles(), *(Periode.lees(str(jaar)) for (jaar,) in rijen)]


def _personen(con: duckdb.DuckDBPyConnection, alsof: tuple[DubbelBeoordeeld, ...]) -> dict[Kant, str]:
    """Client → person, of the clients that are one person with another."""
    tabellen = () if not is_vers(con) else zonder_personen() if alsof else bouwvolgorde()
    aanbod = {"bekend": met_oordelen(bekend(con), alsof)}
    sql = met("SELECT regio, client, persoon FROM persoon", aanbod, uit_tabellen(tabellen))
    return {Kant(regio, client): persoon for regio, client, persoon in con.execute(sql).fetchall()}


def _leden(groep: Mapping[Kant, str], paar: Paar) -> set[Kant]:
    personen = {groep[kant] for kant in (paar.een, paar.ander) if kant in groep}
    leden = sorted(kant for kant, persoon in groep.items() if persoon in personen)
    return {*leden[:_HOOGSTENS], paar.een, paar.ander}


def _paren(groep: Mapping[Kant, str], onder: Iterable[Kant]) -> list[Paar]:
    """The pairs among these that are one person."""
    leden = sorted(kant for kant in onder if kant in groep)
    return [
        Paar.van(een, ander) for n, een in enumerate(leden) for ander in leden[n + 1 :] if groep[een] == groep[ander]
    ]
