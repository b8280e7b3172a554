"""Taking in one batch: what can be read goes into the event table, the rest whole into quarantine, all at once."""

import contextlib
import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

import duckdb
import structlog

from leerwinkel.gebeurtenissen import Hoofding, Onleesbaar, lees
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.register import passende_soorten
from leerwinkel.runtime.waarneming import fase, span, tel
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.posities import Posities
from vol_reporting.opslag import Rij, voeg_toe

log = structlog.get_logger()

_DUBBELS = """
    SELECT g.bron, g.id::VARCHAR, g.digest
    FROM gebeurtenis g JOIN (SELECT unnest($bronnen) AS bron, unnest($ids)::UUID AS id) nieuw USING (bron, id)
"""

_ANDERE_INHOUD = "id: onder deze source en id staat al een gebeurtenis met een andere inhoud"


@dataclass(slots=True)
class Telling:
    """What a batch came to."""

    ingenomen: int = 0
    herhaald: int = 0
    quarantaine: int = 0


@dataclass(slots=True)
class _Oogst:
    """What was read of a batch, before it is written."""

    rijen: dict[tuple[str, str], Rij] = field(default_factory=dict)
    afgekeurd: list[tuple[Binnengekomen, str, Hoofding | None]] = field(default_factory=list)
    herhaald: list[str] = field(default_factory=list[str])
    """The region of each repeat."""

    def telling(self) -> Telling:
        """What it came to."""
        return Telling(len(self.rijen), len(self.herhaald), len(self.afgekeurd))

    def uitkomsten(self) -> Iterator[tuple[str, str]]:
        """(region, what became of it) of every event."""
        yield from ((rij.regio, "aanvaard") for rij in self.rijen.values())
        yield from ((regio, "herhaling") for regio in self.herhaald)
        for bericht, reden, _ in self.afgekeurd:
            yield bericht.regio, "conflict" if reden == _ANDERE_INHOUD else "quarantaine"


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
        van = (bericht.ruw for bericht in berichten)
        plaats = {"stroom": stroom, "aantal": len(berichten), "positie": berichten[-1].vol_positie}
        with span("vol.inname", rol="ontvangt", van=van, **plaats):
            return self._verwerk(stroom, berichten)

    def _verwerk(self, stroom: str, berichten: Sequence[Binnengekomen]) -> Telling:
        with self._alles_of_niets():
            oogst = self._neem_in(self._posities.nieuw(berichten))
            self._posities.bewaar()
            self._con.execute("DELETE FROM stroompositie WHERE stroom = ?", [stroom])
            self._con.execute("INSERT INTO stroompositie VALUES (?, ?)", [stroom, berichten[-1].vol_positie])
        if not self._bezig:
            tel("vol", oogst.uitkomsten())
        return oogst.telling()

    @contextlib.contextmanager
    def opnieuw(self) -> Generator[None]:
        """Inside this block the storage starts empty; readers see the old one until the block ends well."""
        with self._alles_of_niets():
            for tabel in ("gebeurtenis", "quarantaine", "stroompositie", "regiopositie", "gat"):
                self._con.execute(f"DELETE FROM {tabel}")  # noqa: S608 - our own names
            self._posities = Posities(self._con)
            yield

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

    def _neem_in(self, berichten: list[Binnengekomen]) -> _Oogst:
        oogst = _Oogst()
        with fase("lezen", aantal=len(berichten)):
            for bericht in berichten:
                _lees_in(bericht, oogst)
        with fase("invoegen", aantal=len(berichten)):
            self._zonder_dubbels(oogst)
            voeg_toe(self._con, list(oogst.rijen.values()))
            self._quarantaine(oogst)
        return oogst

    def _zonder_dubbels(self, oogst: _Oogst) -> None:
        if not oogst.rijen:
            return
        sleutels = {"bronnen": [bron for bron, _ in oogst.rijen], "ids": [id_ for _, id_ in oogst.rijen]}
        for bron, id_, digest in self._con.execute(_DUBBELS, sleutels).fetchall():
            _dubbel(oogst, oogst.rijen.pop((bron, id_)), bytes(digest))

    def _quarantaine(self, oogst: _Oogst) -> None:
        for bericht, reden, hoofding in oogst.afgekeurd:
            # the reason may quote what somebody wrote: it is told in the quarantine only
            soort = hoofding.soort if hoofding else None
            log.warning("quarantaine", regio=bericht.regio, positie=bericht.positie, soort=soort)
            self._con.execute(
                "INSERT INTO quarantaine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [bericht.regio, bericht.positie, bericht.vol_positie, bericht.ontvangen, reden]
                + ([hoofding.source, hoofding.id, hoofding.type] if hoofding else [None, None, None])
                + [bericht.ruw],
            )


def _lees_in(bericht: Binnengekomen, oogst: _Oogst) -> None:
    try:
        gebeurtenis = lees(bericht.ruw)
    except Onleesbaar as onleesbaar:
        oogst.afgekeurd.append((bericht, onleesbaar.reden, onleesbaar.hoofding))
        return
    if gebeurtenis.regio != bericht.regio:
        reden = f"source: staat op het log van {bericht.regio}, maar is van {gebeurtenis.regio}"
        oogst.afgekeurd.append((bericht, reden, gebeurtenis))
        return
    rij = _rij(bericht, gebeurtenis)
    sleutel = (gebeurtenis.source, gebeurtenis.id)
    if (eerder := oogst.rijen.get(sleutel)) is not None:
        _dubbel(oogst, rij, eerder.digest)
    else:
        oogst.rijen[sleutel] = rij


def _dubbel(oogst: _Oogst, rij: Rij, digest: bytes) -> None:
    """The first on the log counts. The same again is a repeat; something else under its id goes to quarantine."""
    if rij.digest == digest:
        oogst.herhaald.append(rij.regio)
        return
    bericht = Binnengekomen(rij.regio, rij.positie, rij.vol_positie, rij.ontvangen, rij.ruw.encode())
    oogst.afgekeurd.append((bericht, _ANDERE_INHOUD, lees(bericht.ruw)))


def _rij(bericht: Binnengekomen, gebeurtenis: AnyGebeurtenis) -> Rij:
    data = gebeurtenis.data
    huidig = gebeurtenis.type.encode() in bericht.ruw
    return Rij(
        regio=bericht.regio,
        positie=bericht.positie,
        vol_positie=bericht.vol_positie,
        ontvangen=bericht.ontvangen,
        ruw=(bericht.ruw if huidig else gebeurtenis.ruw()).decode(),
        digest=hashlib.sha256(bericht.ruw).digest(),
        past_op=passende_soorten(data) if isinstance(data, GebeurtenisGecorrigeerd) else None,
    )
