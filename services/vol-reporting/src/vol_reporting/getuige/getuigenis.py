"""What the witness says of one log when it is asked: c2sp.org/tlog-witness, and that its own copy gives the same root.

It cosigns what is signed by a key that it trusts, goes on from what it cosigned before, and is what the VOL has.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

import structlog

from leerwinkel.audit import BadNote, Checkpoint, Note, NotProven, Signer, verify_consistency
from leerwinkel.audit.merkle import EMPTY
from leerwinkel.audit.note import verify
from leerwinkel.audit.tiles import BadTile
from leerwinkel.runtime.schrijven import schrijf
from leerwinkel.runtime.taken import in_draad
from leerwinkel.waarmerk.aanbod import Aanbod, Antwoord, Status, gewisseld, herkomst_van
from leerwinkel.waarmerk.uitgave import Tegenspraak, Uitgave
from vol_reporting.getuige.bevindingen import Soort
from vol_reporting.getuige.houder import Houder

log = structlog.get_logger()

Zoek = Callable[[str, int, int], Awaitable[int | None]]
"""Finds in a region's own log, between two positions, the first event that is another than in the copy."""

_GEDULD_S = 2.0
_DAARNA = "Geef niets uit tot duidelijk is waarom; vergelijk met `vol vergelijk`."


class Getuigenis:
    """Answers about one log, one request after the other."""

    def __init__(self, houder: Houder, getuige: Signer, zoek: Zoek, *, geduld_s: float = _GEDULD_S) -> None:
        self._h, self._getuige, self._zoek, self._geduld_s = houder, getuige, zoek, geduld_s
        self._bezig, self._zoekt = asyncio.Lock(), set[asyncio.Task[None]]()

    @property
    def uitgave(self) -> Uitgave:
        """What was cosigned of the log."""
        return self._h.uitgave

    async def antwoord(self, ruw: bytes) -> Antwoord:
        """What is answered; what was cosigned is on disk before. Nothing that is sent makes it fail."""
        async with self._bezig:
            try:
                if not ruw:
                    return self._laatste()
                if ruw.startswith(b"old "):
                    return await self._aanbod(Aanbod.parse(ruw))
                return await self._wissel(Note.parse(ruw))
            except BadNote as fout:
                return Antwoord(Status.ONLEESBAAR, f"{fout}\n")
            except Tegenspraak as fout:
                zin = f"Er is al een ander controlepunt van {self._h.naam} bewaard. {_DAARNA}"
                self._h.meld(Soort.VERTAKT, zin, bewijs=str(fout))
            except (BadTile, OSError) as fout:  # a tile that is being made anew, a disk that is full
                log.warning("getuige_kan_niet", van=self._h.log, reden=str(fout))
            return Antwoord(Status.NU_NIET, f"{self._h.boom.omvang}\n")

    async def rust(self) -> None:
        """Return when nothing is being looked for any more."""
        await asyncio.gather(*self._zoekt)

    def _laatste(self) -> Antwoord:
        note = self.uitgave.laatste()
        return Antwoord(Status.GOED, note.format().decode() if note else "")

    async def _wissel(self, note: Note) -> Antwoord:
        if not self._vertrouwd(note):
            return self._vreemd(note)
        nieuwe, bekend = gewisseld(note, self._h.log), self.uitgave.sleutels()
        if nieuwe not in bekend:
            await in_draad(schrijf, self.uitgave.map / "wissels" / f"{len(bekend):04}", note.format())
            await in_draad(self.uitgave.vertrouw, nieuwe)
        return Antwoord(Status.GOED)

    async def _aanbod(self, aanbod: Aanbod) -> Antwoord:
        nieuw = Checkpoint.parse(aanbod.note.text)
        if nieuw.origin != herkomst_van(self._h.log):
            return Antwoord(Status.ONBEKEND_LOG)
        if not self._vertrouwd(aanbod.note):
            return self._vreemd(aanbod.note)
        if aanbod.oud > nieuw.size:
            return Antwoord(Status.ONLEESBAAR, "old is larger than the checkpoint\n")
        vorige = self.uitgave.laatste()
        oud = Checkpoint.parse(vorige.text) if vorige else Checkpoint(nieuw.origin, 0, EMPTY)
        return self._strijdig(aanbod, oud, nieuw) or await self._teken(aanbod.note, oud, nieuw)

    def _strijdig(self, aanbod: Aanbod, oud: Checkpoint, nieuw: Checkpoint) -> Antwoord | None:
        """The refusal of what does not go on from what was cosigned before."""
        if nieuw.size <= oud.size and self._vertakt(aanbod.note, oud, nieuw):
            return Antwoord(Status.ANDERE_OMVANG, f"{oud.size}\n")
        if nieuw.size < oud.size:
            zin = (
                f"{self._h.naam} biedt een controlepunt van {nieuw.size} aan; dat van {oud.size} is al medeondertekend."
            )
            self._h.meld(Soort.TERUGGEZET, f"{zin} Is het log teruggezet, geef dan `{self._h.herstel}`.")
        if aanbod.oud != oud.size:
            return Antwoord(Status.ANDERE_OMVANG, f"{oud.size}\n")
        try:
            verify_consistency(oud.size, oud.root, nieuw.size, nieuw.root, aanbod.bewijs)
        except NotProven:
            zin = f"Het controlepunt van {nieuw.size} van {self._h.naam} gaat niet verder op dat van {oud.size}."
            self._meld_en_zoek(Soort.ONVERENIGBAAR, f"{zin} {_DAARNA}", aanbod.note, 0, nieuw.size)
            return Antwoord(Status.BEWIJS_KLOPT_NIET)
        return None

    def _vertakt(self, note: Note, oud: Checkpoint, nieuw: Checkpoint) -> bool:
        """Whether it is of another history than was cosigned: two signed checkpoints that cannot both be true."""
        bekend = oud.root if nieuw.size == oud.size else self._h.boom.van(nieuw.size).root()
        if bekend == nieuw.root:
            return False
        zin = f"{self._h.naam} ondertekende een ander controlepunt van {nieuw.size} dan dat wat bij de VOL staat."
        self._meld_en_zoek(Soort.VERTAKT, f"{zin} {_DAARNA}", note, 0, nieuw.size)
        return True

    async def _teken(self, note: Note, oud: Checkpoint, nieuw: Checkpoint) -> Antwoord:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._geduld_s):
                await self._h.tot(nieuw.size)
        if self._h.boom.omvang < nieuw.size or self._h.kopie_kapot:
            return Antwoord(Status.NU_NIET, f"{self._h.boom.omvang}\n")
        if self._h.boom.van(nieuw.size).root() != nieuw.root:
            zin = f"Het controlepunt van {nieuw.size} van {self._h.naam} is niet dat van de kopie van de VOL."
            self._meld_en_zoek(Soort.ANDERS, f"{zin} {_DAARNA}", note, oud.size, nieuw.size)
            return Antwoord(Status.BEWIJS_KLOPT_NIET)
        return await self.bewaar(note)

    async def bewaar(self, note: Note) -> Antwoord:
        """Cosign what was found to be right; on disk when this returns. Raises Tegenspraak."""
        mede = self._getuige.sign(note.text, int(time.time()))
        eigen = {(each.name, each.key_id) for each in self.uitgave.sleutels()}
        van_log = tuple(each for each in note.signatures if (each.name, each.key_id) in eigen)
        await in_draad(self.uitgave.bewaar, Note(note.text, (*van_log, mede)))
        self._h.handel_af("Er is verder medeondertekend.", Soort.TERUGGEZET)
        return Antwoord(Status.GOED, mede.line())

    def _vertrouwd(self, note: Note) -> bool:
        try:
            return bool(verify(note, self.uitgave.sleutels()))
        except BadNote:
            return False

    def _vreemd(self, note: Note) -> Antwoord:
        zin = f"Er kwam een controlepunt van {self._h.naam} dat met geen vertrouwde sleutel ondertekend is."
        raad = "Is de sleutel nieuw, geef dan `vol getuige vertrouw`; anders doet iemand zich voor als deze regio."
        self._h.meld(Soort.VREEMDE_SLEUTEL, f"{zin} {raad}", bewijs=note.format().decode())
        return Antwoord(Status.ONBEKENDE_SLEUTEL)

    def _meld_en_zoek(self, soort: Soort, zin: str, note: Note, van: int, tot: int) -> None:
        """Write it down at once, and then look for the first event that differs; nobody waits for that."""
        self._h.meld(soort, zin, bewijs=note.format().decode())
        if not self._zoekt:
            taak = asyncio.create_task(self._wijs_aan(soort, van, tot))
            self._zoekt.add(taak)
            taak.add_done_callback(self._zoekt.discard)

    async def _wijs_aan(self, soort: Soort, van: int, tot: int) -> None:
        positie = await self._zoek(self._h.log, van, min(tot, self._h.boom.omvang))
        if positie is not None:
            zin = f"Op positie {positie} staat bij {self._h.naam} een andere gebeurtenis dan bij de VOL."
            self._h.meld(soort, zin, positie)
