"""People who work in a region while things break: dossiers from the aanmelding on, by screens and API."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from leerwinkel.runtime.instellingen import Instellingen

from .gesprek import Bedoeling, Gesprek, Geweigerd

ONTHAAL: Final = "onthaal-1"
BEGELEIDER: Final = "begeleider-1"
_TUSSEN_S: Final = 0.05
_LANG_GELEDEN: Final = timedelta(days=60)
"""What is registered happened so long ago that a clock that is put back does not make it the future."""
_BIJ_ELKE: Final = {"kanaal": "loket", "toeleiding": "eigen-initiatief", "vraagsoort": "leernood", "themas": "nt2"}
_Stap = tuple[Gesprek, str, str, dict[str, Any]]
"""Who, at which service, what, and with which contents."""


@dataclass
class Werkplek:
    """One desk: somebody who registers and somebody who guides, dossier after dossier, until it is enough."""

    instellingen: Instellingen
    naam: str
    kans: Random
    gestopt: asyncio.Event = field(default_factory=asyncio.Event)
    geweigerd: list[str] = field(default_factory=list[str])
    dossiers: int = 0

    def __post_init__(self) -> None:
        self.onthaal = Gesprek(self.instellingen, ONTHAAL)
        self.begeleider = Gesprek(self.instellingen, BEGELEIDER)

    async def werk(self) -> None:
        while not self.gestopt.is_set():
            self.dossiers += 1
            try:
                await (self._verwezen() if self.kans.random() < 0.25 else self._van_het_begin())
            except Geweigerd as nee:
                self.geweigerd.append(str(nee))

    async def stop(self) -> None:
        """What was begun is still done."""
        self.gestopt.set()

    def _nummer(self) -> UUID:
        return UUID(int=self.kans.getrandbits(128), version=4)

    async def _van_het_begin(self) -> None:
        toen = datetime.now(UTC) - _LANG_GELEDEN
        moment = {"moment": f"{toen:%Y-%m-%dT%H:%M}"}
        dossier = await self.onthaal.registreer(
            self._nummer(), f"{self.naam} {self.dossiers}", f"Proef{self.kans.randrange(10**6)}", _BIJ_ELKE | moment
        )
        for wie, dienst, wat, inhoud in self._loop(toen):
            if self.gestopt.is_set():
                return
            bedoeling = Bedoeling(dienst, f"dossiers/{dossier}/{wat}", inhoud, self._nummer())
            gedaan = await wie.geef(bedoeling)
            if self.kans.random() < 0.3:
                await wie.kijk(dossier, gedaan["positie"])
            await asyncio.sleep(self.kans.random() * _TUSSEN_S)

    async def _verwezen(self) -> None:
        """Somebody comes from a partner: intake opens the aanmelding by itself."""
        inhoud = {"doorverwijzing": "v1", "partnersoort": "ocmw", "warm": False}
        plek = f"dossiers/{self._nummer()}/doorverwijzing-registreren"
        await self.onthaal.geef(Bedoeling("partners", plek, inhoud, self._nummer()))
        signaal = {"soort": "drempel", "thema": "nt2", "bestuursniveau": "lokaal", "ernst": 2}
        plek = f"signalen/{self._nummer()}/signaal-melden"
        await self.onthaal.geef(Bedoeling("partners", plek, {"signaal": signaal}, self._nummer()))

    def _loop(self, toen: datetime) -> Iterator[_Stap]:
        """What follows on an aanmelding of then."""
        later: Callable[[int], str] = lambda uren: (toen + timedelta(hours=uren)).isoformat()  # noqa: E731
        afspraak = {"moment": later(100 * 24), "begeleider": BEGELEIDER}
        besluit = {"besluit": "informatiebemiddeling", "reden": "leernood", "afspraak": afspraak}
        gesprek = {"sessie": "s1", "soort": "intake", "vorm": "fysiek", "duur_minuten": 60, "begeleider": BEGELEIDER}
        wie, contact = self.begeleider, {"medium": "sms", "richting": "uit"}
        yield self.onthaal, "intake", "dispatching-beslissen", {"beslissing": besluit, "tijdstip": later(2)}
        yield wie, "trajecten", "sessie-registreren", {"gehouden": gesprek, "tijdstip": later(24)}
        for doel in ("begeleiding", "warme-overdracht", "bevraging"):
            yield wie, "intake", "toestemming-geven", {"toestemming": {"doel": doel}, "tijdstip": later(25)}
        yield wie, "trajecten", "traject-starten", {"begeleider": BEGELEIDER, "instemming": True}
        for _ in range(self.kans.randrange(4)):
            yield wie, "trajecten", "microcontact-registreren", {"contact": contact}
        keuze = {"aanbieder_soort": "cvo", "klaar_voor_inschrijving": True}
        yield wie, "trajecten", "keuze-registreren", {"keuze": keuze, "van_client": True}
        naar = {"doorverwijzing": "v2", "partnersoort": "cvo", "reden": "opleiding", "warm": True}
        yield wie, "partners", "doorverwijzing-maken", naar
        if self.kans.random() < 0.5:
            nu = datetime.now(UTC) - timedelta(days=10)
            yield wie, "intake", "dossier-afsluiten", {"afsluiting": {"reden": "afgehaakt"}, "tijdstip": nu.isoformat()}


class Mensen:
    """All desks of one region."""

    def __init__(self, instellingen: Instellingen, kans: Random, aantal: int = 3) -> None:
        self.plekken = [Werkplek(instellingen, f"Tafel{n}", Random(kans.random())) for n in range(1, 1 + aantal)]

    def met(self, eerder: "Mensen | None") -> "Mensen":
        """These and those of before: all to whom something was acknowledged."""
        if eerder is not None:
            self.plekken = [*eerder.plekken, *self.plekken]
        return self

    @property
    def gesprekken(self) -> list[Gesprek]:
        return [gesprek for plek in self.plekken for gesprek in (plek.onthaal, plek.begeleider)]

    async def sluit(self) -> None:
        """Nobody asks anything any more."""
        for gesprek in self.gesprekken:
            await gesprek.http.aclose()

    def geweigerd(self) -> list[str]:
        return [nee for plek in self.plekken for nee in plek.geweigerd]

    def telling(self) -> Counter[str]:
        telling = sum((gesprek.statussen for gesprek in self.gesprekken), Counter[str]())
        telling["opdrachten"] = sum(len(gesprek.antwoorden) for gesprek in self.gesprekken)
        telling["aanmeldingen"] = sum(len(gesprek.aangemeld) for gesprek in self.gesprekken)
        return telling
