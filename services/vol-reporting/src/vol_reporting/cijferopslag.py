"""The storage as the service has it open: with its registration, brought up to date before an answer."""

import threading
import time
from typing import Any

import duckdb

from leerwinkel.runtime.waarneming import fase
from vol_reporting.antwoorden import Antwoorden
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Cijfer, Vraag, bereken
from vol_reporting.opslag import open_opslag
from vol_reporting.registratie.besluiten import besluiten
from vol_reporting.registratie.tabellen import vergeet, ververs

_GEDULD_S, _TUSSEN_S = 10.0, 0.01
_ONTHOUDEN = 500
"""Questions. Those of a page that looks at eight regions in twelve months take about 1 MB."""


class Opslag:
    """The storage and its materialised registration: refreshed before an answer if something came in since."""

    def __init__(self, bestand: Bestand) -> None:
        self._con, self.bestand = open_opslag(bestand.opslag), bestand
        self._veranderd, self._versie, self._vervangen = True, 0, 0
        self._antwoorden = Antwoorden[tuple[Cijfer, ...]](_ONTHOUDEN)
        self._verst = threading.Lock()
        self._opent = threading.Lock()

    def is_veranderd(self) -> None:
        """Something came in: what is materialised is no longer the present."""
        self._veranderd = True

    def is_vervangen(self) -> None:
        """All events were taken in anew."""
        with self._verst:
            vergeet(self.cursor())
            self._veranderd = True
            self._vervangen += 1

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of the caller's own. DuckDB refuses two callers on one connection, also to open a cursor."""
        with self._opent:
            return self._con.cursor()

    def lezer(self) -> duckdb.DuckDBPyConnection:
        """A connection of the caller's own on a fresh registration."""
        with self._verst:
            if self._veranderd:
                self._veranderd = False
                try:
                    with fase("verversen"):
                        ververs(self.cursor())
                        self._versie += 1
                except BaseException:
                    self._veranderd = True
                    raise
        return self.cursor()

    def cijfers(self, vraag: Vraag) -> list[Cijfer]:
        """The figures asked for. Raises ValueError with a Dutch sentence."""
        vervangen = self._vervangen
        lezer = self.lezer()
        sinds = ("stand", vervangen) if self._is_voorbij(lezer, vraag) else ("nu", self._versie)

        def antwoord() -> tuple[Cijfer, ...]:
            with fase("cijfers"):
                return tuple(bereken(lezer, vraag))

        return list(self._antwoorden.geef((repr(vraag), sinds), antwoord))

    def _is_voorbij(self, lezer: duckdb.DuckDBPyConnection, vraag: Vraag) -> bool:
        """Whether all of the stand that is asked for is here, so that nothing that comes in changes the answer."""
        if vraag.stand is None:
            return False
        hier = self.posities()
        tot_hier = all(positie <= hier.get(regio, 0) for regio, positie in vraag.stand.items())
        return tot_hier and not lezer.execute("SELECT count(*) FROM gat").fetchall()[0][0]

    def inname(self) -> list[dict[str, Any]]:
        """Per region: positions taken in, gaps, quarantine, what was fetched, last received, what is held apart."""
        rijen = self.cursor().execute(_INNAME).fetchall()
        namen = ("regio", "positie", "gaten", "quarantaine", "aangevuld", "laatst_ontvangen")
        apart = besluiten(self.cursor()).vanaf
        return [dict(zip(namen, rij, strict=True)) | {"aangehouden_vanaf": apart.get(rij[0])} for rij in rijen]

    def posities(self) -> dict[str, int]:
        """How far each log was taken in; under `vol` the VOL's own."""
        return dict(self.cursor().execute("SELECT regio, positie FROM regiopositie").fetchall())

    def sluit(self) -> None:
        """Close the file, once no query runs any more; afterwards nothing can be asked."""
        einde = time.monotonic() + _GEDULD_S
        with self._opent:
            while True:
                try:
                    return self._con.close()
                except duckdb.ResourceInUseException:
                    if time.monotonic() > einde:
                        raise
                    time.sleep(_TUSSEN_S)


_INNAME = """
    SELECT regio, positie,
        (SELECT coalesce(sum(tot - van + 1), 0)::BIGINT FROM gat WHERE gat.regio = p.regio),
        (SELECT count(*) FROM quarantaine q WHERE q.regio = p.regio),
        (SELECT count(*) FROM gebeurtenis g WHERE g.regio = p.regio AND g.vol_positie = 0),
        (SELECT max(ontvangen) FROM gebeurtenis g WHERE g.regio = p.regio)
    FROM regiopositie p ORDER BY regio
"""
