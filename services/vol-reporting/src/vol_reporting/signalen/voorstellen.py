"""All proposals of now: what was bundled and what was detected, without what is on the board already."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vol_reporting.cijfers import Vraag
from vol_reporting.gastheer import Cijferbron
from vol_reporting.indicatoren import definities
from vol_reporting.kalender import laatste_maand, maand_eerder
from vol_reporting.periode import Periode
from vol_reporting.signalen import cijfers, cluster, verschuiving
from vol_reporting.signalen.bronnen import Kaart, lees_bord, lees_meldingen
from vol_reporting.signalen.bundeling import bundel
from vol_reporting.signalen.melding import Melding
from vol_reporting.signalen.voorstel import Voorstel
from vol_reporting.vraag import VLAANDEREN

BUNDELMAANDEN = 12
"""Signals older than this many months are not bundled any more."""
_KWARTAAL = 3


@dataclass(frozen=True, slots=True)
class Toestand:
    """What there is now: the board, the signals looked at, and what is proposed.

    Detected proposals come first, then bundles, the largest first.
    """

    kaarten: Mapping[str, Kaart]
    meldingen: Sequence[Melding]
    voorstellen: Sequence[Voorstel]


class Voorsteller:
    """Keeps the proposals until a signal, a decision or a correction came in, or a day began.

    The figures among them are of quarters that have ended: those may wait for that.
    """

    def __init__(self, opslag: Cijferbron) -> None:
        self._opslag = opslag
        self._slot = threading.Lock()
        self._laatste: tuple[object, Toestand] | None = None

    def toestand(self, vandaag: date) -> Toestand:
        """As it is now. Blocking."""
        with self._slot:
            rijen = self._opslag.cursor().execute(_RIJEN).fetchall()
            sleutel = (vandaag, rijen)
            if self._laatste is None or self._laatste[0] != sleutel:
                self._laatste = (sleutel, _maak(self._opslag, vandaag))
            return self._laatste[1]


_RIJEN = """
    SELECT count(*), max(rowid) FROM main.gebeurtenis
    WHERE regexp_matches(soort, '^(signaal|beleidssignaal|gebeurtenis|stroom)-')
"""


def _maak(opslag: Cijferbron, vandaag: date) -> Toestand:
    con = opslag.lezer()
    laatste, kaarten = laatste_maand(con, vandaag), lees_bord(con)
    meldingen = lees_meldingen(con, maand_eerder(laatste, verschuiving.MAANDEN - 1))
    gebruikt = {doel for kaart in kaarten.values() for doel in kaart.bewijs}
    recent = [m for m in meldingen if m.dag >= maand_eerder(laatste, BUNDELMAANDEN - 1)]
    gevonden = [
        *_buiten_grenzen(opslag, laatste),
        *verschuiving.verschoven(meldingen, laatste),
        *cluster.clusters(meldingen, laatste),
    ]
    nieuw = [v for v in gevonden if not any(_gaat_hierover(kaart, v) for kaart in kaarten.values())]
    return Toestand(kaarten, meldingen, [*nieuw, *bundel(recent, gebruikt)])


def _buiten_grenzen(opslag: Cijferbron, laatste: date) -> Iterator[Voorstel]:
    jaar = jaar_tot(laatste)
    geteld = opslag.cijfers(Vraag(jaar, codes=cijfers.INDICATOREN))
    for code in cijfers.INDICATOREN:
        regios = {
            c.regio: cijfers.Telling(c.teller or 0, c.noemer or 0)
            for c in geteld
            if c.code == code and c.dimensie is None and c.regio != VLAANDEREN
        }
        yield from cijfers.buiten_grenzen(code, definities()[code].naam, jaar, regios)


def jaar_tot(laatste: date) -> Periode:
    """The last four quarters that have ended with that month, or before it."""
    na = maand_eerder(laatste, -1)
    tot = maand_eerder(na, (na.month - 1) % _KWARTAAL)
    return Periode.lees(f"{maand_eerder(tot, 12):%Y-%m}..{tot:%Y-%m}")


def _gaat_hierover(kaart: Kaart, voorstel: Voorstel) -> bool:
    """Whether somebody is on it already: the same thing, found in the same way, established since it began."""
    zelfde = (kaart.herkomst, kaart.thema, kaart.indicator) == (voorstel.herkomst, voorstel.thema, voorstel.indicator)
    plaats = voorstel.herkomst == "verschuiving" or kaart.regios == voorstel.regios
    return zelfde and plaats and kaart.vastgesteld.date() >= voorstel.van
