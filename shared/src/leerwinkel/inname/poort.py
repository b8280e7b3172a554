"""The door: takes events in, once. Repeats are silent, conflicts refused, the rest is on the log when it answers."""

import asyncio
from collections.abc import Callable, Sequence

from leerwinkel.eventsourcing import Append, Conflict, Gap, JetStreamLog, NewEvent, Unavailable
from leerwinkel.eventsourcing.group_commit import MAX_EVENTS
from leerwinkel.eventsourcing.log import StoredEvent
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.inname.antwoord import Antwoord, Uitkomst, zonder_schrijven
from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.verpakt import Verpakt, verpak
from leerwinkel.runtime.waarneming import fase, tel

_POGINGEN = 5
_TEGELIJK = 3

Genummerd = tuple[int, Verpakt]
"""An event with its place among those offered."""
Stuk = tuple[list[Genummerd], int]
"""New events of one entity, and the position at which that entity is expected to be."""


class Poort:
    """The door of one region: the only way in for events that our own services did not decide on."""

    def __init__(self, log: JetStreamLog, index: Logindex, regio: str) -> None:
        self._log, self._index, self._regio = log, index, regio
        self._een_tegelijk = asyncio.Lock()

    async def neem_in(self, gebeurtenissen: Sequence[AnyGebeurtenis]) -> list[Antwoord]:
        """Append what is new, durably, and answer per event in the same order. Raises Unavailable, or Gap.

        The events fit the contract already. After an error the same call may be made again: nothing doubles.
        """
        return await self.neem_verpakt_in([verpak(gebeurtenis) for gebeurtenis in gebeurtenissen])

    async def neem_verpakt_in(self, verpakt: Sequence[Verpakt]) -> list[Antwoord]:
        """The same for events that are packed already."""
        async with self._een_tegelijk:
            antwoorden: dict[int, Antwoord] = {}
            vergeefs = 0
            while wachtend := [(i, v) for i, v in enumerate(verpakt) if i not in antwoorden]:
                await self._werk_bij()
                verder = await self._ronde(wachtend)
                antwoorden |= verder
                vergeefs = 0 if verder else vergeefs + 1
                if vergeefs == _POGINGEN:
                    raise Unavailable(f"{self._regio}: anderen schrijven steeds op dezelfde dossiers")
        tel("deur", ((self._regio, antwoord.uitkomst.value) for antwoord in antwoorden.values()))
        return [antwoorden[i] for i in range(len(verpakt))]

    async def geschiedenis(self, entiteit: str) -> list[AnyGebeurtenis]:
        """All events of one entity on the log, in order."""
        gelezen = map(_lees, await self._log.read(self._grens(entiteit)))
        return [gebeurtenis for gebeurtenis in gelezen if gebeurtenis is not None]

    async def bekende_ids(self, source: str, soort: str) -> set[str]:
        """The ids on the log of that source and that kind of event."""
        async with self._een_tegelijk:
            await self._werk_bij()
        return await asyncio.to_thread(self._index.ids, source, soort)

    async def tel_bekende(self, source: str, welke: Callable[[str, str], bool]) -> dict[str, int]:
        """Per kind of event, of how many on the log of that source `welke` (kind, id) says so: asked in a thread."""
        async with self._een_tegelijk:
            await self._werk_bij()
        return await asyncio.to_thread(self._index.tel, source, welke)

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
            await asyncio.to_thread(self._neem_over, deel)

    def _neem_over(self, events: Sequence[StoredEvent]) -> None:
        gelezen = [(event.position, _lees(event)) for event in events]
        self._index.schrijf_in([(p, verpak(g)) for p, g in gelezen if g is not None], events[-1].position)

    async def _ronde(self, wachtend: list[Genummerd]) -> dict[int, Antwoord]:
        """Answer what can be answered now. A second event under one id waits for the first, so for the next round."""
        sleutels = [v.sleutel for _, v in wachtend] + [v.doel for _, v in wachtend if v.doel is not None]
        bekend = await asyncio.to_thread(self._index.zoek, list(dict.fromkeys(sleutels)))
        antwoorden: dict[int, Antwoord] = {}
        nieuw: dict[tuple[str, str], Genummerd] = {}
        for i, verpakt in wachtend:
            if (sleutel := verpakt.sleutel) in nieuw:
                continue
            if (antwoord := zonder_schrijven(verpakt, bekend)) is not None:
                antwoorden[i] = antwoord
            else:
                nieuw[sleutel] = (i, verpakt)
        return antwoorden | await self._schrijf(list(nieuw.values()))

    async def _schrijf(self, nieuw: list[Genummerd]) -> dict[int, Antwoord]:
        """Append per entity, several writes under way at once. What met a conflict is left for the next round."""
        per_entiteit: dict[str, list[Genummerd]] = {}
        for paar in nieuw:
            per_entiteit.setdefault(paar[1].entiteit, []).append(paar)
        laatste = await asyncio.to_thread(self._index.laatste_posities, list(per_entiteit))
        stukken = [(paren[:MAX_EVENTS], laatste.get(e, 0)) for e, paren in per_entiteit.items()]
        antwoorden: dict[int, Antwoord] = {}
        geschreven: list[Genummerd] = []
        beurt = asyncio.Semaphore(_TEGELIJK)
        for uitkomst in await asyncio.gather(*(self._schrijf_groep(groep, beurt) for groep in _groepen(stukken))):
            for i, positie, verpakt in uitkomst:
                antwoorden[i] = Antwoord(verpakt.source, verpakt.id, Uitkomst.AANVAARD, positie=positie)
                geschreven.append((positie, verpakt))
        await self._schrijf_in(sorted(geschreven, key=lambda paar: paar[0]))
        return antwoorden

    async def _schrijf_groep(self, groep: list[Stuk], beurt: asyncio.Semaphore) -> list[tuple[int, int, Verpakt]]:
        appends = [
            Append(self._grens(paren[0][1].entiteit), verwacht, tuple(_nieuw(v) for _, v in paren))
            for paren, verwacht in groep
        ]
        async with beurt:
            with fase("toevoegen", regio=self._regio, aantal=sum(len(paren) for paren, _ in groep)):
                resultaten = await self._log.append_many(appends)
        return [
            (i, resultaat - len(paren) + 1 + n, verpakt)
            for (paren, _), resultaat in zip(groep, resultaten, strict=True)
            if not isinstance(resultaat, Conflict)
            for n, (i, verpakt) in enumerate(paren)
        ]

    async def _schrijf_in(self, geschreven: list[Genummerd]) -> None:
        """Index what was just written without reading it again, as far as nobody else wrote in between."""
        na = await asyncio.to_thread(self._index.positie)
        aaneen = [paar for n, paar in enumerate(geschreven) if paar[0] == na + 1 + n]
        if aaneen:
            await asyncio.to_thread(self._index.schrijf_in, aaneen, aaneen[-1][0])


def _nieuw(verpakt: Verpakt) -> NewEvent:
    return NewEvent(verpakt.onderwerp, verpakt.bericht_id, verpakt.ruw)


def _lees(event: StoredEvent) -> AnyGebeurtenis | None:
    try:
        return lees(event.payload)
    except Onleesbaar:
        return None


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
