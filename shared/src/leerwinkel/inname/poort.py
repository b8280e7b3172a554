"""The door: takes events in, once. Repeats are silent, conflicts refused, the rest is on the log when it answers."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from leerwinkel.eventsourcing import Append, Conflict, Gap, JetStreamLog, NewEvent, Unavailable
from leerwinkel.eventsourcing.group_commit import MAX_EVENTS
from leerwinkel.eventsourcing.log import StoredEvent
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.register import passende_soorten
from leerwinkel.inname.logindex import Ingeschreven, Logindex
from leerwinkel.runtime.waarneming import fase, tel

_POGINGEN = 5
_TEGELIJK = 3

Genummerd = tuple[int, AnyGebeurtenis]
"""An event with its place among those offered."""
Stuk = tuple[list[Genummerd], int]
"""New events of one entity, and the position at which that entity is expected to be."""


class Uitkomst(StrEnum):
    """What became of an event at the door."""

    AANVAARD = "aanvaard"
    HERHALING = "herhaling"
    CONFLICT = "conflict"
    GEWEIGERD = "geweigerd"


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer for one event. `positie` is its place on the log, where it has one."""

    source: str
    id: str
    uitkomst: Uitkomst
    reden: str | None = None
    positie: int | None = None


class Poort:
    """The door of one region: the only way in for events that our own services did not decide on."""

    def __init__(self, log: JetStreamLog, index: Logindex, regio: str) -> None:
        self._log, self._index, self._regio = log, index, regio
        self._een_tegelijk = asyncio.Lock()

    async def neem_in(self, gebeurtenissen: Sequence[AnyGebeurtenis]) -> list[Antwoord]:
        """Append what is new, durably, and answer per event in the same order. Raises Unavailable, or Gap.

        The events fit the contract already. After an error the same call may be made again: nothing doubles.
        """
        async with self._een_tegelijk:
            antwoorden: dict[int, Antwoord] = {}
            vergeefs = 0
            while wachtend := [(i, g) for i, g in enumerate(gebeurtenissen) if i not in antwoorden]:
                await self._werk_bij()
                verder = await self._ronde(wachtend)
                antwoorden |= verder
                vergeefs = 0 if verder else vergeefs + 1
                if vergeefs == _POGINGEN:
                    raise Unavailable(f"{self._regio}: anderen schrijven steeds op dezelfde dossiers")
        tel("deur", ((self._regio, antwoord.uitkomst.value) for antwoord in antwoorden.values()))
        return [antwoorden[i] for i in range(len(gebeurtenissen))]

    async def geschiedenis(self, entiteit: str) -> list[AnyGebeurtenis]:
        """All events of one entity on the log, in order."""
        gelezen = map(_lees, await self._log.read(self._grens(entiteit)))
        return [gebeurtenis for _, gebeurtenis in gelezen if gebeurtenis is not None]

    async def bekende_ids(self, source: str, soort: str) -> set[str]:
        """The ids on the log of that source and that kind of event."""
        async with self._een_tegelijk:
            await self._werk_bij()
        return await asyncio.to_thread(self._index.ids, source, soort)

    def _grens(self, entiteit: str) -> str:
        return f"leerwinkel.{self._regio}.*.{entiteit}.>"

    async def _werk_bij(self) -> None:
        """Bring the index up to the end of the log. A log that lost its end gets nothing more: Gap."""
        na = await asyncio.to_thread(self._index.positie)
        if (einde := await self._log.last()) < na:
            raise Gap(self._regio, einde, na + 1)
        if einde == na:
            return
        async for deel in self._log.read_all(na):
            await asyncio.to_thread(self._index.schrijf_in, [_lees(e) for e in deel], deel[-1].position)

    async def _ronde(self, wachtend: list[Genummerd]) -> dict[int, Antwoord]:
        """Answer what can be answered now. A second event under one id waits for the first, so for the next round."""
        sleutels = [(g.source, g.id) for _, g in wachtend] + [s for _, g in wachtend if (s := _doel(g)) is not None]
        bekend = await asyncio.to_thread(self._index.zoek, list(dict.fromkeys(sleutels)))
        antwoorden: dict[int, Antwoord] = {}
        nieuw: dict[tuple[str, str], Genummerd] = {}
        for i, gebeurtenis in wachtend:
            sleutel = (gebeurtenis.source, gebeurtenis.id)
            if sleutel in nieuw:
                continue
            if (antwoord := _zonder_schrijven(gebeurtenis, bekend)) is not None:
                antwoorden[i] = antwoord
            else:
                nieuw[sleutel] = (i, gebeurtenis)
        return antwoorden | await self._schrijf(list(nieuw.values()))

    async def _schrijf(self, nieuw: list[Genummerd]) -> dict[int, Antwoord]:
        """Append per entity, several writes under way at once. What met a conflict is left for the next round."""
        per_entiteit: dict[str, list[Genummerd]] = {}
        for paar in nieuw:
            per_entiteit.setdefault(paar[1].subject, []).append(paar)
        laatste = await asyncio.to_thread(self._index.laatste_posities, list(per_entiteit))
        stukken = [(paren[:MAX_EVENTS], laatste.get(e, 0)) for e, paren in per_entiteit.items()]
        antwoorden: dict[int, Antwoord] = {}
        geschreven: list[Genummerd] = []
        beurt = asyncio.Semaphore(_TEGELIJK)
        for uitkomst in await asyncio.gather(*(self._schrijf_groep(groep, beurt) for groep in _groepen(stukken))):
            for i, positie, gebeurtenis in uitkomst:
                sleutel = (gebeurtenis.source, gebeurtenis.id)
                antwoorden[i] = Antwoord(*sleutel, Uitkomst.AANVAARD, positie=positie)
                geschreven.append((positie, gebeurtenis))
        await self._schrijf_in(sorted(geschreven, key=lambda paar: paar[0]))
        return antwoorden

    async def _schrijf_groep(
        self, groep: list[Stuk], beurt: asyncio.Semaphore
    ) -> list[tuple[int, int, AnyGebeurtenis]]:
        appends = [
            Append(self._grens(paren[0][1].subject), verwacht, tuple(_nieuw(g) for _, g in paren))
            for paren, verwacht in groep
        ]
        async with beurt:
            with fase("toevoegen", regio=self._regio, aantal=sum(len(paren) for paren, _ in groep)):
                resultaten = await self._log.append_many(appends)
        return [
            (i, resultaat - len(paren) + 1 + n, gebeurtenis)
            for (paren, _), resultaat in zip(groep, resultaten, strict=True)
            if not isinstance(resultaat, Conflict)
            for n, (i, gebeurtenis) in enumerate(paren)
        ]

    async def _schrijf_in(self, geschreven: list[Genummerd]) -> None:
        """Index what was just written without reading it again, as far as nobody else wrote in between."""
        na = await asyncio.to_thread(self._index.positie)
        aaneen = [paar for n, paar in enumerate(geschreven) if paar[0] == na + 1 + n]
        if aaneen:
            await asyncio.to_thread(self._index.schrijf_in, aaneen, aaneen[-1][0])


def _zonder_schrijven(gebeurtenis: AnyGebeurtenis, bekend: dict[tuple[str, str], Ingeschreven]) -> Antwoord | None:
    """The answer for an event that needs no write: a repeat, a conflict, or a correction that does not fit."""
    sleutel = (gebeurtenis.source, gebeurtenis.id)
    if (er_al := bekend.get(sleutel)) is not None:
        if er_al.digest == gebeurtenis.digest():
            return Antwoord(*sleutel, Uitkomst.HERHALING, positie=er_al.positie)
        reden = "Onder deze source en id staat al een gebeurtenis met een andere inhoud. Stuur een correctie."
        return Antwoord(*sleutel, Uitkomst.CONFLICT, reden, er_al.positie)
    doel = _doel(gebeurtenis)
    origineel = bekend.get(doel) if doel else None
    if origineel is not None and (reden := _past_niet(gebeurtenis, origineel)) is not None:
        return Antwoord(*sleutel, Uitkomst.GEWEIGERD, reden)
    return None


def _past_niet(gebeurtenis: AnyGebeurtenis, origineel: Ingeschreven) -> str | None:
    if gebeurtenis.subject != origineel.entiteit:
        return f"subject: het doel hoort bij {origineel.entiteit}."
    if gebeurtenis.service != origineel.type.split(".")[2]:
        return f"type: het doel is van de dienst {origineel.type.split('.')[2]}."
    if isinstance(gebeurtenis.data, GebeurtenisGecorrigeerd) and origineel.type not in passende_soorten(
        gebeurtenis.data
    ):
        return f"data.gegevens: passen niet bij het doel ({origineel.type})."
    return None


def _doel(gebeurtenis: AnyGebeurtenis) -> tuple[str, str] | None:
    doel: object = getattr(gebeurtenis.data, "doel", None)
    return (doel.source, doel.id) if isinstance(doel, Doel) else None


def _nieuw(gebeurtenis: AnyGebeurtenis) -> NewEvent:
    return NewEvent(gebeurtenis.onderwerp(), gebeurtenis.bericht_id(), gebeurtenis.ruw())


def _lees(event: StoredEvent) -> tuple[int, AnyGebeurtenis | None]:
    try:
        return event.position, lees(event.payload)
    except Onleesbaar:
        return event.position, None


def _groepen(stukken: list[Stuk]) -> list[list[Stuk]]:
    """Fill writes of at most MAX_EVENTS events."""
    groepen: list[list[Stuk]] = []
    ruimte = 0
    for stuk in stukken:
        if len(stuk[0]) > ruimte:
            groepen.append([])
            ruimte = MAX_EVENTS
        groepen[-1].append(stuk)
        ruimte -= len(stuk[0])
    return groepen
