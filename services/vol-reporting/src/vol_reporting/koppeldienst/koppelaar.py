"""What the linking service does with a message: keep the marks, find who shares them, propose what weighs enough."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

import structlog
from pydantic import ValidationError

from leerwinkel.eventsourcing import Log
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.vol import DubbelVoorgesteld
from leerwinkel.koppelmerk.bericht import Koppelantwoord, Koppelbericht
from leerwinkel.runtime.taken import in_draad
from vol_reporting.eigenlog import Aanleiding
from vol_reporting.koppeldienst.merkenkast import Merkenkast
from vol_reporting.koppeldienst.weging import drempel, weeg
from vol_reporting.koppeling.dubbel import DubbelVoorstellen
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.koppeling.vastleggen import leg_vast

log = structlog.get_logger()

BRON: Final = "urn:leerwinkel:vol:koppeldienst"
WIE: Final = "koppeldienst"
_VOORSTEL: Final = uuid.UUID("6a5f2a2e-9f0e-4c55-9b4e-6b1d4b7f0d11")


class Koppelaar:
    """One at a time; the same message again is harmless, so who got no answer sends it again."""

    def __init__(self, kast: Merkenkast, eigen_log: Log) -> None:
        self._kast, self._log = kast, eigen_log

    async def behandel(self, regio: str, ruw: bytes) -> Koppelantwoord:
        """Take in what a region said; the answer comes after the proposals are on the log. Raises Unavailable."""
        if regio not in codelijst("regio"):
            return Koppelantwoord(fout="onbekende-regio")
        try:
            bericht = Koppelbericht.model_validate_json(ruw)
        except ValidationError:
            return Koppelantwoord(fout="onleesbaar")
        if not await in_draad(self._kast.past_bij, regio, bericht.proef):
            return Koppelantwoord(fout="andere-sleutel")
        for voorstel in await in_draad(self._neem_in, regio, bericht):
            await self._stel_voor(voorstel)
        return Koppelantwoord(clienten=await in_draad(self._kast.aantal, regio))

    def _neem_in(self, regio: str, bericht: Koppelbericht) -> list[DubbelVoorgesteld]:
        self._kast.vergeet(regio, bericht.vergeet)
        self._kast.bewaar(regio, bericht.merken)
        return list(self.voorstellen(regio, [een.client for een in bericht.merken]))

    def voorstellen(self, regio: str, clients: Sequence[str]) -> Iterator[DubbelVoorgesteld]:
        """The pairs with these clients that weigh enough to be looked at by a person. Blocking."""
        grens, kandidaten = drempel(self._kast.aantal()), self._kast.kandidaten(regio, clients)
        betrokken = {Kant(regio, client) for client in kandidaten}.union(*kandidaten.values())
        merken = self._kast.merken_van(betrokken)
        for client, anderen in kandidaten.items():
            kant = Kant(regio, client)
            for ander in anderen:
                weging = weeg(merken[kant], merken[ander])
                if weging.gewicht >= grens:
                    yield Paar.van(kant, ander).voorgesteld(weging.gewicht, weging.overeenkomst)

    async def _stel_voor(self, voorstel: DubbelVoorgesteld) -> None:
        nummer, wat = Paar.in_(voorstel).nummer, f"{voorstel.gewicht} {voorstel.overeenkomst}"
        opdracht = uuid.uuid5(_VOORSTEL, f"{nummer} {wat}")
        waarom = Aanleiding(opdracht=opdracht, medewerker=WIE, nu=datetime.now(UTC), bron=BRON)
        gedaan = await leg_vast(self._log, DubbelVoorstellen(voorstel), nummer, waarom)
        if gedaan.events:
            log.info("dubbel_voorgesteld", nummer=nummer)
