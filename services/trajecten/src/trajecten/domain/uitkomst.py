"""What came of it: inschrijving, stopzetting, getuigschrift, and the satisfaction question.

All of it may also become known, or be done, after the dossier was closed: nothing is taken up again by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from leerwinkel.eventsourcing.decider import Refusal
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.trajecten import (
    BevragingVerstuurd,
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    OpleidingStopgezet,
)
from trajecten.domain.dossier import Afgesloten, Dossier, Feiten, Geopend, Onbekend, gezegd


@dataclass(frozen=True, slots=True, kw_only=True)
class InschrijvingVaststellen:
    """The cliënt enrolled."""

    inschrijving: InschrijvingVastgesteld


@dataclass(frozen=True, slots=True, kw_only=True)
class OpleidingStopzetten:
    """The cliënt left the course."""

    stopzetting: OpleidingStopgezet


@dataclass(frozen=True, slots=True, kw_only=True)
class GetuigschriftVaststellen:
    """The cliënt earned a certificate; it needs no inschrijving: one can be earned on what one knows already."""

    getuigschrift: GetuigschriftBehaald


@dataclass(frozen=True, slots=True, kw_only=True)
class BevragingVersturen:
    """Ask the cliënt, once, how it was; the trap follows from what was given."""


UitkomstCommand = InschrijvingVaststellen | OpleidingStopzetten | GetuigschriftVaststellen | BevragingVersturen


def decide(command: UitkomstCommand, dossier: Dossier) -> Sequence[Gegevens]:
    """The table."""
    feiten = dossier.feiten
    match command, dossier:
        case _, Onbekend():
            raise Refusal("dossier-onbekend")
        case InschrijvingVaststellen(inschrijving=inschrijving), (Geopend() | Afgesloten()):
            _gekoppeld(inschrijving.bron, feiten)
            return [] if feiten.bekend(inschrijving) else [inschrijving]
        case OpleidingStopzetten(stopzetting=stopzetting), (Geopend() | Afgesloten()):
            _gekoppeld(stopzetting.bron, feiten)
            if not feiten.ingeschreven:
                raise Refusal("inschrijving-ontbreekt")
            return [] if feiten.bekend(stopzetting) else [stopzetting]
        case GetuigschriftVaststellen(getuigschrift=getuigschrift), (Geopend() | Afgesloten()):
            _gekoppeld(getuigschrift.bron, feiten)
            return [] if gezegd(getuigschrift) in feiten.getuigschriften else [getuigschrift]
        case BevragingVersturen(), Geopend():
            raise Refusal("dossier-nog-open")
        case BevragingVersturen(), Afgesloten(reden="overleden"):
            raise Refusal("client-overleden")
        case BevragingVersturen(), Afgesloten():
            return _bevraagd(feiten)


def _gekoppeld(bron: str, feiten: Feiten) -> None:
    """Linking with enrolment data asks for consent for that (design page privacy-security); the cliënt's word not."""
    if bron != "client" and not feiten.stemt_toe("opvolging-inschrijving"):
        raise Refusal("toestemming-inschrijving-ontbreekt")


def _bevraagd(feiten: Feiten) -> Sequence[Gegevens]:
    if not feiten.stemt_toe("bevraging"):
        raise Refusal("toestemming-bevraging-ontbreekt")
    if feiten.bevraagd:
        return []
    if feiten.trap is None:
        raise Refusal("geen-dienstverlening")
    return [BevragingVerstuurd(trap=feiten.trap)]
