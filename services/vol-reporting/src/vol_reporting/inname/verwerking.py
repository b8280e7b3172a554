"""Taking in one batch: what can be read goes into the event table, the rest whole into quarantine, all at once."""

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field

import duckdb
import structlog

from leerwinkel.gebeurtenissen import lees
from leerwinkel.runtime.waarneming import fase, span, tel
from vol_reporting.besluit import besluiten_in
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.lezing import Afgekeurd, Gelezen, keur_af, lees_alle
from vol_reporting.inname.posities import Posities
from vol_reporting.inname.quarantaine import ANDERE_INHOUD, bied_aan
from vol_reporting.opslag import EIGEN, TABELLEN, Rij, digests, voeg_toe
from vol_reporting.registratie.besluiten import UIT_QUARANTAINE

log = structlog.get_logger()


@dataclass(slots=True)
class Telling:
    """What a batch came to."""

    ingenomen: int = 0
    herhaald: int = 0
    quarantaine: int = 0


@dataclass(slots=True)
class _Oogst:
    """What is to be written of a batch."""

    rijen: dict[tuple[str, str], Rij] = field(default_factory=dict[tuple[str, str], Rij])
    afgekeurd: list[Afgekeurd] = field(default_factory=list[Afgekeurd])
    herhaald: list[str] = field(default_factory=list[str])
    """The region of each repeat."""

    def neem(self, gelezen: Gelezen) -> None:
        """One more. Of several under one source and id the first counts."""
        if isinstance(gelezen, Afgekeurd):
            self.afgekeurd.append(gelezen)
        elif (eerder := self.rijen.get(gelezen.sleutel)) is not None:
            self.dubbel(gelezen.rij, eerder.digest)
        else:
            self.rijen[gelezen.sleutel] = gelezen.rij

    def dubbel(self, rij: Rij, digest: bytes) -> None:
        """The same again is a repeat; something else under a known source and id goes to quarantine."""
        if rij.digest == digest:
            self.herhaald.append(rij.regio)
            return
        bericht = Binnengekomen(rij.regio, rij.positie, rij.vol_positie, rij.ontvangen, rij.ruw.encode())
        self.afgekeurd.append(keur_af(bericht, ANDERE_INHOUD, lees(bericht.ruw)))

    def telling(self) -> Telling:
        """What it came to."""
        return Telling(len(self.rijen), len(self.herhaald), len(self.afgekeurd))

    def uitkomsten(self) -> Iterator[tuple[str, str]]:
        """(region, what became of it) of every event."""
        yield from ((rij.regio, "aanvaard") for rij in self.rijen.values())
        yield from ((regio, "herhaling") for regio in self.herhaald)
        for stuk in self.afgekeurd:
            yield stuk.regio, "conflict" if stuk.reden == ANDERE_INHOUD else "quarantaine"


class Verwerking:
    """Writes batches to the storage, positions in the same transaction. Blocking; one at a time."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._posities = Posities(con)
        self._bezig = False

    @property
    def posities(self) -> Posities:
        """How far every region is."""
        return self._posities

    def stroompositie(self, stroom: str) -> int:
        """The position in a stream of the hub up to which everything was taken in."""
        rijen = self._con.execute("SELECT positie FROM stroompositie WHERE stroom = ?", [stroom]).fetchall()
        return int(rijen[0][0]) if rijen else 0

    def verwerk(self, stroom: str, berichten: Sequence[Binnengekomen]) -> Telling:
        """Take in a batch and move on in that stream. All of it, or on an error nothing."""
        return self.schrijf(stroom, berichten, lees_alle(berichten))

    def schrijf(self, stroom: str, berichten: Sequence[Binnengekomen], gelezen: Sequence[Gelezen]) -> Telling:
        """The same for a batch that was read already."""
        van = (bericht.ruw for bericht in berichten)
        tot = berichten[-1].vol_positie
        with span("vol.inname", rol="ontvangt", van=van, stroom=stroom, aantal=len(berichten), positie=tot):
            return self._schrijf(stroom, tot, gelezen)

    def _schrijf(self, stroom: str, tot: int, gelezen: Sequence[Gelezen]) -> Telling:
        oogst = _Oogst()
        with self._alles_of_niets():
            for stuk in self._posities.nieuw(gelezen):
                oogst.neem(stuk)
            with fase("invoegen", aantal=len(gelezen)):
                self._voeg_toe(oogst)
            self._posities.bewaar()
            self._con.execute("DELETE FROM stroompositie WHERE stroom = ?", [stroom])
            self._con.execute("INSERT INTO stroompositie VALUES (?, ?)", [stroom, tot])
        if not self._bezig:
            tel("vol", oogst.uitkomsten())
        return oogst.telling()

    @contextlib.contextmanager
    def opnieuw(self) -> Generator[None]:
        """Inside this block the storage starts empty; readers see the old one until the block ends well."""
        with self._alles_of_niets():
            for tabel in TABELLEN:
                self._con.execute(f"DELETE FROM {tabel}")  # noqa: S608 - our own names
            self._posities = Posities(self._con)
            yield

    def vul(self, laad: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
        """Fill the empty storage, inside `opnieuw`, with rows and positions from elsewhere."""
        laad(self._con)
        self._posities = Posities(self._con)

    @contextlib.contextmanager
    def _alles_of_niets(self) -> Generator[None]:
        if self._bezig:
            yield
            return
        self._con.execute("BEGIN")
        self._bezig = True
        try:
            yield
            self._con.execute("COMMIT")
        except BaseException:
            self._con.execute("ROLLBACK")
            self._posities = Posities(self._con)
            raise
        finally:
            self._bezig = False

    def _voeg_toe(self, oogst: _Oogst) -> None:
        for sleutel, digest in digests(self._con, oogst.rijen):
            oogst.dubbel(oogst.rijen.pop(sleutel), digest)
        voeg_toe(self._con, list(oogst.rijen.values()))
        for stuk in oogst.afgekeurd:
            self._in_quarantaine(stuk)
        for besluit in besluiten_in((rij.positie, rij.ruw) for rij in oogst.rijen.values() if rij.regio == EIGEN):
            if besluit.soort == UIT_QUARANTAINE:
                bied_aan(self._con, besluit.regio, besluit.positie)

    def _in_quarantaine(self, stuk: Afgekeurd) -> None:
        bericht, hoofding = stuk.bericht, stuk.hoofding
        # the reason may quote what somebody wrote: it is told in the quarantine only
        soort = hoofding.soort if hoofding else None
        log.warning("quarantaine", regio=bericht.regio, positie=bericht.positie, soort=soort)
        self._con.execute(
            "INSERT INTO quarantaine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [bericht.regio, bericht.positie, bericht.gebrond, bericht.ontvangen, stuk.reden]
            + ([hoofding.source, hoofding.id, hoofding.type] if hoofding else [None, None, None])
            + [bericht.ruw],
        )
