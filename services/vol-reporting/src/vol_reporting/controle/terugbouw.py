"""A storage of the VOL made from nothing but the messages, by the same intake; and the logs proved on the way."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb

from leerwinkel.audit import BadNote, Frontier, entry, leaf_hash
from leerwinkel.audit.note import verify
from leerwinkel.audit.tiles import BadTile, TileReader
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.rapporten import Waarmerk
from leerwinkel.runtime.taken import in_draad
from vol_reporting.bestand import Bestand
from vol_reporting.controle.bevinding import Bevinding, Soort
from vol_reporting.controle.bron import Bericht, Bron
from vol_reporting.getuige.houder import VOL
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.lezing import lees_alle
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag
from vol_reporting.rapporten.waarmerken import note_van

_STROOM = "VOL"


class Toets:
    """One log laid beside the checkpoint that a report rests on, leaf by leaf."""

    def __init__(self, log: str, waarmerk: Waarmerk, tegels: TileReader | None) -> None:
        """`tegels`: the tree as the witness keeps it, by which the first position that differs can be named."""
        self._log, self._waarmerk, self._tegels = log, waarmerk, tegels
        self._rand, self._eerste = Frontier(), 0

    def neem(self, bericht: Bericht) -> None:
        """The next one. Beyond the checkpoint nothing is looked at, nor beyond a position that misses."""
        positie = self._rand.size + 1
        if bericht.positie != positie or positie > self._waarmerk.omvang:
            return
        blad = leaf_hash(entry(bericht.onderwerp, bericht.inhoud))
        self._rand.append(blad)
        if not self._eerste and self._tegels is not None:
            self._vergelijk(self._tegels, blad, positie)

    def _vergelijk(self, tegels: TileReader, blad: bytes, positie: int) -> None:
        try:
            if tegels(0, positie - 1) != blad:
                self._eerste = positie
        except BadTile:
            self._tegels = None

    def oordeel(self) -> Bevinding | None:
        """What is wrong; None where the log gives the very root that was signed."""
        if (positie := self._rand.size + 1) <= self._waarmerk.omvang:
            zin = f"Positie {positie} ontbreekt; het rapport steunt op {self._waarmerk.omvang} posities."
            return Bevinding(self._log, Soort.ONTBREEKT, positie, zin)
        if self._rand.root().hex() != self._waarmerk.wortel:
            waar = f"Positie {self._eerste}" if self._eerste else f"Iets tot positie {self._waarmerk.omvang}"
            zin = f"{waar} is niet meer wat er stond toen het rapport bevroren werd."
            return Bevinding(self._log, Soort.ANDERS, self._eerste or None, zin)
        return None


def toetsen(bron: Bron, waarmerken: Mapping[str, Waarmerk]) -> dict[str, Toets]:
    """Of every log that has a checkpoint, with the tiles that the source has."""
    return {log: Toets(log, w, bron.waarmerken(log).getuigd.boom(w.omvang)) for log, w in waarmerken.items()}


def keur_handtekening(bron: Bron, log: str, waarmerk: Waarmerk) -> Bevinding | None:
    """Whether the log, and a witness where one is trusted, signed the checkpoint; what is wrong, if it is."""
    bekend = bron.waarmerken(log)
    try:
        note = note_van(log, waarmerk)
        verify(note, bekend.sleutels)
        if bekend.getuigen:
            verify(note, bekend.getuigen)
    except BadNote:
        zin = "Het controlepunt van het rapport is niet ondertekend met sleutels die je vertrouwt."
        return Bevinding(log, Soort.VREEMDE_SLEUTEL, waarmerk.omvang, zin)
    return None


class Tijdelijk(NamedTuple):
    """An empty storage in a folder of its own."""

    con: duckdb.DuckDBPyConnection
    bestand: Bestand


@contextmanager
def tijdelijke_opslag() -> Generator[Tijdelijk]:
    """It is gone afterwards."""
    with TemporaryDirectory(prefix="leerwinkel-audit-") as map_:
        bestand = Bestand(Path(map_))
        con = open_opslag(bestand.opslag)
        try:
            yield Tijdelijk(con, bestand)
        finally:
            con.close()


async def bouw_terug(
    bron: Bron,
    con: duckdb.DuckDBPyConnection,
    getoetst: Mapping[str, Toets],
    gelezen: Callable[[int], None],
) -> None:
    """Take in everything that the source has; first the regions, then what the VOL decided on that.

    `gelezen` is told how many messages each batch had. Raises what reading raises.
    """
    verwerking = Verwerking(con)
    for logs in (list(codelijst("regio")), [VOL]):
        async with aclosing(bron.kopie(logs)) as delen:
            async for deel in delen:
                await in_draad(_neem, verwerking, getoetst, deel)
                gelezen(len(deel))


def _neem(verwerking: Verwerking, getoetst: Mapping[str, Toets], deel: Sequence[Bericht]) -> None:
    for bericht in deel:
        if (toets := getoetst.get(bericht.log)) is not None:
            toets.neem(bericht)
    binnen = [Binnengekomen(b.log, b.positie, b.positie, b.ontvangen, b.inhoud) for b in deel]
    if binnen:
        verwerking.schrijf(_STROOM, binnen, lees_alle(binnen))
