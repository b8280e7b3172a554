"""One command in a story: to which service, about what, when it happened and when it was registered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from leerwinkel.dienst.uitvoeren import opdrachtnummer
from leerwinkel.eventsourcing import Decider, Occasion
from leerwinkel.gebeurtenissen.basis import Doel


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """`mag_geweigerd`: somebody tries what is not allowed, and the rule holds."""

    service: str
    decider: Decider[Any, Any]
    command: Any
    regio: str
    entiteit: str
    opdracht: UUID
    tijdstip: datetime
    geregistreerd: datetime
    medewerker: str | None = None
    mag_geweigerd: bool = False
    bijzonder: Occasion | None = None

    @property
    def gelegenheid(self) -> Occasion:
        """What its events say of where, when and by whom; as the services make it of a form."""
        return self.bijzonder or Occasion(
            command_id=opdrachtnummer(self.opdracht, self.medewerker, self.command, self.entiteit),
            source=f"urn:leerwinkel:{self.regio}:{self.service}",
            dossier=self.entiteit,
            time=self.tijdstip,
            recordedtime=self.geregistreerd,
            medewerker=self.medewerker,
        )

    @property
    def doel(self) -> Doel:
        """Its first event, for who corrects it."""
        gelegenheid = self.gelegenheid
        return Doel(source=gelegenheid.source, id=gelegenheid.id_of(0))
