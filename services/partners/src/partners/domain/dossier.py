"""What partners must know of a dossier to decide on its referrals: whether it runs, its consents, its referrals."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from leerwinkel.dossier.toestemming import Toestemmingen
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import DossierAfgesloten, DossierHeropend
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingAanvaard,
    DoorverwijzingAfgerond,
    DoorverwijzingGemaakt,
    DoorverwijzingGeweigerd,
    DoorverwijzingOntvangen,
    TerugkoppelingGegeven,
)


@dataclass(frozen=True, slots=True)
class Open:
    """The receiver did not answer yet."""


@dataclass(frozen=True, slots=True)
class Aanvaard:
    """The receiver takes the cliënt on."""


@dataclass(frozen=True, slots=True)
class Geweigerd:
    """The receiver does not."""

    reden: str | None


@dataclass(frozen=True, slots=True)
class Afgerond:
    """It is known what it led to."""

    resultaat: str | None


Afloop = Open | Aanvaard | Geweigerd | Afgerond


@dataclass(frozen=True, slots=True)
class Doorverwijzing:
    """A referral. `inhoud` says the way that it went by its class; None while only answers to it are known."""

    inhoud: DoorverwijzingOntvangen | DoorverwijzingGemaakt | None = None
    afloop: Afloop = field(default_factory=Open)
    teruggekoppeld: bool = False


@dataclass(frozen=True, slots=True)
class Onbekend:
    """Nothing happened under this id."""


@dataclass(frozen=True, slots=True)
class Lopend:
    """Somebody is being helped."""


@dataclass(frozen=True, slots=True)
class Afgesloten:
    """The dossier ended; nazorg reopens it."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as partners sees it."""

    stand: Onbekend | Lopend | Afgesloten = field(default_factory=Onbekend)
    toestemmingen: Toestemmingen = field(default_factory=Toestemmingen)
    doorverwijzingen: Mapping[str, Doorverwijzing] = field(default_factory=dict[str, Doorverwijzing])


def evolve(dossier: Dossier, event: AnyGebeurtenis) -> Dossier:
    """Any event of any service makes that the dossier exists; only closing it ends it."""
    return Dossier(_stand(dossier, event), dossier.toestemmingen.na(event), _doorverwijzingen(dossier, event))


def _stand(dossier: Dossier, event: AnyGebeurtenis) -> Lopend | Afgesloten:
    match event.data, dossier.stand:
        case DossierAfgesloten(), _:
            return Afgesloten()
        case DossierHeropend(), _:
            return Lopend()
        case _, Afgesloten():
            return Afgesloten()
        case _:
            return Lopend()


def _doorverwijzingen(dossier: Dossier, event: AnyGebeurtenis) -> Mapping[str, Doorverwijzing]:
    match event.data:
        case (
            DoorverwijzingOntvangen(doorverwijzing=welke)
            | DoorverwijzingAanvaard(doorverwijzing=welke)
            | DoorverwijzingAfgerond(doorverwijzing=welke)
            | TerugkoppelingGegeven(doorverwijzing=welke)
        ):
            vorige = dossier.doorverwijzingen.get(welke, Doorverwijzing())
            return {**dossier.doorverwijzingen, welke: _na(vorige, event)}
        case _:
            return dossier.doorverwijzingen


def _na(doorverwijzing: Doorverwijzing, event: AnyGebeurtenis) -> Doorverwijzing:
    """Total, also where the answer of a day is ordered before the referral of that day."""
    match event.data, doorverwijzing.afloop:
        case DoorverwijzingOntvangen() as inhoud, _:
            return replace(doorverwijzing, inhoud=inhoud)
        case TerugkoppelingGegeven(), _:
            return replace(doorverwijzing, teruggekoppeld=True)
        case DoorverwijzingAfgerond(resultaat=resultaat), _:
            return replace(doorverwijzing, afloop=Afgerond(resultaat))
        case DoorverwijzingGeweigerd(reden=reden), Open() | Aanvaard() | Geweigerd():
            return replace(doorverwijzing, afloop=Geweigerd(reden))
        case DoorverwijzingAanvaard(), Open() | Aanvaard() | Geweigerd():
            return replace(doorverwijzing, afloop=Aanvaard())
        case _:
            return doorverwijzing
