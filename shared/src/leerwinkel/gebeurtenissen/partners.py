"""Events of partners: the network, referrals both ways, second-line help, signals, complaints."""

from typing import Annotated, ClassVar

from pydantic import Field

from leerwinkel.gebeurtenissen.basis import Aantal, Ernst, Gegevens, Jwe, Token
from leerwinkel.gebeurtenissen.codelijst import Code

Gemeente = Annotated[str, Code("gemeente")]
Partnersoort = Annotated[str, Code("partnersoort")]


class _Partners(Gegevens):
    service: ClassVar[str] = "partners"


class PartnerGeregistreerd(_Partners):
    """A partner organisation. `naam` is the name of an organisation, never of a person."""

    entiteit: ClassVar[str] = "partner"

    naam: Annotated[str, Field(min_length=1, max_length=120)]
    partnersoort: Partnersoort
    gemeente: Gemeente


class PartnerGewijzigd(PartnerGeregistreerd):
    """The partner's facts as they are from now on."""


class PartnerBeeindigd(_Partners):
    """The partnership ended."""

    entiteit: ClassVar[str] = "partner"

    naam: Annotated[str, Field(min_length=1, max_length=120)] | None = None
    partnersoort: Partnersoort | None = None
    gemeente: Gemeente | None = None


class LoketGeopend(_Partners):
    """A front desk, where possible inside a partner's house (blueprint 4.1)."""

    entiteit: ClassVar[str] = "loket"

    partner: Token | None = None
    gemeente: Gemeente


class LoketGesloten(_Partners):
    """The front desk closed for good."""

    entiteit: ClassVar[str] = "loket"

    partner: Token | None = None
    gemeente: Gemeente | None = None


class ZitdagGehouden(LoketGeopend):
    """A session day at a partner or in a public place."""

    bezoekers: Aantal
    duur_minuten: Annotated[int, Field(ge=1, le=1440)]


class DoorverwijzingOntvangen(_Partners):
    """A partner sent a cliënt to the leerwinkel. It creates the dossier id."""

    doorverwijzing: Token
    partner: Token | None = None
    partnersoort: Partnersoort
    reden: Annotated[str, Code("doorverwijsreden")] | None = None
    warm: bool


class DoorverwijzingGemaakt(DoorverwijzingOntvangen):
    """The leerwinkel sent a cliënt on to a partner."""


class DoorverwijzingAanvaard(_Partners):
    """The receiver takes the cliënt on."""

    doorverwijzing: Token
    reden: Annotated[str, Code("weigerreden")] | None = None


class DoorverwijzingGeweigerd(DoorverwijzingAanvaard):
    """The receiver does not take the cliënt on."""


class DoorverwijzingAfgerond(_Partners):
    """What the referral led to."""

    doorverwijzing: Token
    resultaat: Annotated[str, Code("doorverwijsresultaat")] | None = None


class TerugkoppelingGegeven(_Partners):
    """Closes the loop: one side told the other what came of the referral."""

    doorverwijzing: Token
    richting: Annotated[str, Code("richting")]


class TweedelijnsvraagBeantwoord(_Partners):
    """Second-line support: a question of another service's counsellor, answered."""

    entiteit: ClassVar[str] = "regio"

    partner: Token | None = None
    partnersoort: Partnersoort
    thema: Annotated[str, Code("thema")]
    duur_minuten: Annotated[int, Field(ge=1, le=480)]


class SignaalGemeld(_Partners):
    """A barrier, a gap, a rule or a service that policy should hear of (blueprint 5.1)."""

    entiteit: ClassVar[str] = "signaal"

    soort: Annotated[str, Code("signaalsoort")]
    drempelsoort: Annotated[str, Code("drempelsoort")] | None = None
    thema: Annotated[str, Code("thema")]
    doelgroepen: tuple[Annotated[str, Code("doelgroep")], ...] | None = None
    gemeente: Gemeente | None = None
    bestuursniveau: Annotated[str, Code("bestuursniveau")]
    ernst: Ernst
    omschrijving: Jwe | None = None


class SignaalOpgevolgd(_Partners):
    """Somebody did something with the signal."""

    entiteit: ClassVar[str] = "signaal"

    door: Annotated[str, Code("signaalopvolger")]
    gevolg: Annotated[str, Code("signaalgevolg")]


class KlachtOntvangen(_Partners):
    """A complaint came in."""

    entiteit: ClassVar[str] = "klacht"

    thema: Annotated[str, Code("klachtthema")]


class KlachtBehandeld(_Partners):
    """The complaint was dealt with."""

    entiteit: ClassVar[str] = "klacht"

    thema: Annotated[str, Code("klachtthema")] | None = None
    uitkomst: Annotated[str, Code("klachtuitkomst")]
