"""Events of intake: aanmelding, dispatching, the short answer, consent, and how a dossier ends."""

from typing import Annotated, ClassVar

from pydantic import Field

from leerwinkel.gebeurtenissen.basis import Aantal, Gegevens, Jwe, Minuten, Model, Tijdstip, Token
from leerwinkel.gebeurtenissen.codelijst import Code
from leerwinkel.gebeurtenissen.profiel import Profiel


class _Intake(Gegevens):
    service: ClassVar[str] = "intake"

    persoonsgegevens: Jwe | None = None


class Toeleiding(Model):
    """How the cliënt found the leerwinkel."""

    wijze: Annotated[str, Code("toeleiding")]
    partnersoort: Annotated[str, Code("partnersoort")] | None = None
    partner: Token | None = None


class AanmeldingGeregistreerd(_Intake):
    """Opens the dossier. An anonymous short question has no persoonsgegevens."""

    client: Token
    kanaal: Annotated[str, Code("kanaal")]
    loket: Token | None = None
    toeleiding: Toeleiding
    vraagsoort: Annotated[str, Code("vraagsoort")]
    themas: tuple[Annotated[str, Code("thema")], ...]
    eerder_begeleid: bool | None = None
    in_secundair: bool | None = None
    traject_naar_werk: bool | None = None
    profiel: Profiel


class Afspraak(Model):
    """An appointment made at dispatching."""

    loket: Token | None = None
    moment: Tijdstip
    begeleider: Token | None = None


class DispatchingBeslist(_Intake):
    """What happens with the question. The latest is the current one."""

    besluit: Annotated[str, Code("besluit")]
    reden: Annotated[str, Code("dispatchreden")] | None = None
    afspraak: Afspraak | None = None


class InformatieVerstrekt(_Intake):
    """The short question and answer of the first step."""

    medium: Annotated[str, Code("medium")]
    duur_minuten: Minuten
    beantwoord: bool


class ProfielAangevuld(_Intake, Profiel):
    """Any fields of the profile; the latest value of each field counts."""


class ToestemmingGegeven(_Intake):
    """Consent for one purpose."""

    doel: Annotated[str, Code("toestemmingsdoel")]
    wijze: Annotated[str, Code("toestemmingswijze")] | None = None
    tekstversie: Token | None = None
    taal: Annotated[str, Code("taal")] | None = None


class ToestemmingIngetrokken(ToestemmingGegeven):
    """Consent for one purpose, taken back."""


class DossiersGekoppeld(_Intake):
    """Two client ids of one region are one person."""

    entiteit: ClassVar[str] = "client"

    client: Token
    met_client: Token
    grond: Annotated[str, Code("koppelgrond")]


class DossiersOntkoppeld(DossiersGekoppeld):
    """They are not, after all."""


class PersoonsgegevensVernietigd(Gegevens):
    """The person's key is gone: what was encrypted under it can no longer be read by anyone."""

    service: ClassVar[str] = "intake"
    entiteit: ClassVar[str] = "client"

    client: Token
    grond: Annotated[str, Code("vernietigingsgrond")]


class InfosessieGehouden(Gegevens):
    """An information session for a group."""

    service: ClassVar[str] = "intake"
    entiteit: ClassVar[str] = "regio"

    doelgroep: Annotated[str, Code("doelgroep")]
    partner: Token | None = None
    deelnemers: Aantal
    duur_minuten: Annotated[int, Field(ge=1, le=1440)]


class BekendmakingUitgevoerd(Gegevens):
    """Outreach: making the leerwinkel known to a group."""

    service: ClassVar[str] = "intake"
    entiteit: ClassVar[str] = "regio"

    doelgroep: Annotated[str, Code("doelgroep")]
    partner: Token | None = None
    kanaal: Annotated[str, Code("bekendmakingskanaal")]
    bereik: Aantal | None = None


class DossierAfgesloten(_Intake):
    """Any step can be the last; every dossier ends."""

    reden: Annotated[str, Code("afsluitreden")]


class DossierHeropend(_Intake):
    """Nazorg. A new question is a new dossier."""

    aanleiding: Annotated[str, Code("heropenaanleiding")]
