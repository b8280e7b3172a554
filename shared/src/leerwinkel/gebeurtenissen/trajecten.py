"""Events of trajecten: sessions, contacts, the keuze, and what came of it."""

from typing import Annotated, ClassVar

from pydantic import Field

from leerwinkel.gebeurtenissen.basis import Aantal, Datum, Ernst, Gegevens, Jwe, Minuten, Niveau, Tijdstip, Token
from leerwinkel.gebeurtenissen.codelijst import Code

AanbiederSoort = Annotated[str, Code("partnersoort")]
Sessiesoort = Annotated[str, Code("sessiesoort")]
Vorm = Annotated[str, Code("vorm")]


class _Trajecten(Gegevens):
    service: ClassVar[str] = "trajecten"

    persoonsgegevens: Jwe | None = None


class TrajectGestart(_Trajecten):
    """A begeleidingstraject begins; only with the cliënt's consent (blueprint 3.1)."""

    begeleider: Token
    instemming: bool


class SessieGepland(_Trajecten):
    """An appointment. The envelope's time is when it was planned, `moment` is when it will be."""

    sessie: Token
    soort: Sessiesoort
    moment: Tijdstip
    loket: Token | None = None
    begeleider: Token
    vorm: Vorm


class SessieGeannuleerd(_Trajecten):
    """A planned session that will not be."""

    sessie: Token
    door: Annotated[str, Code("geannuleerd_door")]
    soort: Sessiesoort | None = None
    moment: Tijdstip | None = None
    loket: Token | None = None
    begeleider: Token | None = None
    vorm: Vorm | None = None


class SessieNietVerschenen(_Trajecten):
    """The cliënt did not come."""

    sessie: Token
    soort: Sessiesoort | None = None
    moment: Tijdstip | None = None
    loket: Token | None = None
    begeleider: Token | None = None
    vorm: Vorm | None = None


class SessieGehouden(_Trajecten):
    """A talk of cliënt and begeleider."""

    sessie: Token
    soort: Sessiesoort
    vorm: Vorm
    duur_minuten: Minuten
    loket: Token | None = None
    begeleider: Token
    behandeld: tuple[Annotated[str, Code("behandeld")], ...] | None = None
    notitie: Jwe | None = None


class MicrocontactGeregistreerd(_Trajecten):
    """A text message, a chat, an e-mail, a short call: it keeps people on board (blueprint 3.3)."""

    medium: Annotated[str, Code("medium")]
    richting: Annotated[str, Code("richting")]
    duur_minuten: Minuten | None = None


class DrempelVastgesteld(_Trajecten):
    """What holds this person back."""

    drempelsoort: Annotated[str, Code("drempelsoort")]
    thema: Annotated[str, Code("thema")] | None = None
    ernst: Ernst | None = None


class BegeleiderGewijzigd(_Trajecten):
    """Breaks "one begeleider from intake to follow-up" (blueprint 3.1); measured."""

    van: Token
    naar: Token
    reden: Annotated[str, Code("wisselreden")]


class KeuzeGemaakt(_Trajecten):
    """The cliënt's own choice."""

    aanbieder_soort: AanbiederSoort
    niveau: Niveau | None = None
    studiegebied: Annotated[str, Code("isced_f_breed")] | None = None
    evc: bool | None = None
    overwogen_opties: Aantal | None = None
    klaar_voor_inschrijving: bool | None = None


class KeuzeHerzien(KeuzeGemaakt):
    """The cliënt chose again."""


class InschrijvingVastgesteld(_Trajecten):
    """The cliënt enrolled, as told by one of three sources."""

    bron: Annotated[str, Code("inschrijvingsbron")]
    aanbieder_soort: AanbiederSoort
    ingangsdatum: Datum | None = None


class OpleidingStopgezet(_Trajecten):
    """The cliënt left the course before its end."""

    bron: Annotated[str, Code("inschrijvingsbron")]
    datum: Datum | None = None
    reden: Annotated[str, Code("stopreden")] | None = None


class GetuigschriftBehaald(_Trajecten):
    """The cliënt earned a certificate."""

    bron: Annotated[str, Code("inschrijvingsbron")]
    datum: Datum | None = None
    niveau: Niveau | None = None


class BevragingVerstuurd(_Trajecten):
    """The satisfaction question went out; only with consent."""

    trap: Annotated[str, Code("trap")]


class TevredenheidBeantwoord(Gegevens):
    """An answer that cannot be led back: entity a random id, time cut to the day, no dossier, client or medewerker."""

    service: ClassVar[str] = "trajecten"
    entiteit: ClassVar[str] = "bevraging"

    trap: Annotated[str, Code("trap")]
    waardevol: Annotated[str, Code("waardevol")]
    score: Annotated[int, Field(ge=1, le=5)] | None = None
