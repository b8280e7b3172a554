"""A new aanmelding, and where it could be answered at once the dispatching and the answer with it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from intake.domain.dispatching import DISPATCHING, DispatchingBeslissen, InformatieVerstrekken
from intake.domain.dossier import DOSSIER, AanmeldingRegistreren, DossierAfsluiten
from intake.domain.voorstel import Voorstel, voorstel
from intake.handelingen.adresboek import Adresboek, adresboek
from intake.handelingen.opdracht import Opdracht
from intake.handelingen.opzoeken import bekende_client
from intake.handelingen.personen import lees_persoon, sluit_persoon
from intake.handelingen.profiel import lees_profiel
from intake.handelingen.velden import Velden
from leerwinkel.eventsourcing import Decided
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.intake import (
    AanmeldingGeregistreerd,
    DispatchingBeslist,
    DossierAfgesloten,
    InformatieVerstrekt,
    Toeleiding,
)
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens

_MEDIUM = {
    "telefoon": "telefoon",
    "e-mail": "e-mail",
    "chat": "chat",
    "sociale-media": "sociale-media",
    "tekstbericht": "sms",
    "loket": "gesprek",
    "zitdag": "gesprek",
}
"""How one answers when nothing else is said: along the way by which the question came."""


NIEUW: Final = "nieuw"
"""What a form says where none of those who were found is meant."""


@dataclass(frozen=True, slots=True)
class NieuweVraag:
    """What was filled in for somebody who comes with a question: the aanmelding, with who it is encrypted in it.

    `antwoord`: it was answered at once; `klaar`: and that was all. All of it happened at `moment`.
    """

    aanmelding: AanmeldingGeregistreerd
    antwoord: InformatieVerstrekt | None
    klaar: bool
    moment: datetime


def lees_nieuwe_vraag(velden: Velden, opdracht: Opdracht, *, beantwoord: bool) -> NieuweVraag:
    """Blocking: it looks up the chosen cliënt. Raises Onvolledig."""
    client, bekend = _client(velden, opdracht)
    persoon = lees_persoon(velden, bekend)
    aanmelding = _aanmelding(velden, adresboek(opdracht.kader), client, persoon)
    antwoord = lees_antwoord(velden) if beantwoord else None
    klaar, moment = bool(beantwoord and velden.ja("klaar")), velden.gebeurd()
    if klaar and velden.ja("niet_beantwoord"):
        velden.fouten["klaar"] = "Een vraag die nog niet beantwoord is, sluit je nog niet af."
    velden.keur()
    assert aanmelding is not None
    return NieuweVraag(_met_persoon(opdracht, velden, aanmelding, persoon), antwoord, klaar, moment)


def _client(velden: Velden, opdracht: Opdracht) -> tuple[str, Persoonsgegevens | None]:
    gekozen = velden.waarde("client")
    if not gekozen and velden.waarde("gevonden"):
        velden.fouten["client"] = "Kies wie het is, of kies een nieuwe cliënt."
    if gekozen in {"", NIEUW}:
        return opdracht.id_van("client"), None
    bekend = bekende_client(opdracht.kader, gekozen)
    if bekend is None:
        velden.fouten["client"] = "Deze cliënt is niet meer te vinden. Zoek opnieuw, of kies een nieuwe cliënt."
    return gekozen, bekend


def _aanmelding(
    velden: Velden, boek: Adresboek, client: str, persoon: Persoonsgegevens | None
) -> AanmeldingGeregistreerd | None:
    """None where something is missing or wrong."""
    geboren = persoon.geboortedatum.year if persoon and persoon.geboortedatum else None
    gezegd = {
        "client": client,
        "kanaal": velden.code("kanaal", "kanaal", "Kies hoe de vraag binnenkwam."),
        "loket": velden.uit("loket", boek.loketten),
        "vraagsoort": velden.code("vraagsoort", "vraagsoort", "Kies de soort vraag."),
        "themas": velden.codes("themas", "thema"),
        "eerder_begeleid": velden.ja("eerder_begeleid"),
        "in_secundair": velden.ja("in_secundair"),
        "traject_naar_werk": velden.ja("traject_naar_werk"),
        "toeleiding": _toeleiding(velden, boek),
        "profiel": lees_profiel(velden, geboren),
    }
    return None if velden.fouten else AanmeldingGeregistreerd.model_validate(gezegd)


def _met_persoon(
    opdracht: Opdracht, velden: Velden, aanmelding: AanmeldingGeregistreerd, persoon: Persoonsgegevens | None
) -> AanmeldingGeregistreerd:
    if persoon is None:
        return aanmelding
    gesloten = sluit_persoon(opdracht.kader.kluis, velden, aanmelding.client, persoon)
    return aanmelding.model_copy(update={"persoonsgegevens": gesloten})


def _toeleiding(velden: Velden, boek: Adresboek) -> Toeleiding | None:
    wijze = velden.code("toeleiding", "toeleiding", "Kies hoe de cliënt bij jullie kwam.")
    partner = boek.partners.get(velden.uit("partner", boek.partners) or "")
    soort = velden.misschien("partnersoort", "partnersoort")
    if velden.fouten:
        return None
    if partner:
        return Toeleiding(wijze=wijze, partnersoort=partner.partnersoort, partner=partner.id)
    return Toeleiding(wijze=wijze, partnersoort=soort)


def lees_antwoord(velden: Velden) -> InformatieVerstrekt | None:
    """The short answer; None where something of it is missing or wrong."""
    if not velden.waarde("medium") and velden.waarde("kanaal") not in _MEDIUM:
        velden.fouten["medium"] = "Kies hoe je antwoordde."
    medium = velden.misschien("medium", "medium") or _MEDIUM.get(velden.waarde("kanaal"), "")
    minuten = velden.minuten("duur_minuten")
    if velden.fouten:
        return None
    return InformatieVerstrekt(medium=medium, duur_minuten=minuten, beantwoord=not velden.ja("niet_beantwoord"))


def ontwerp_voorstel(velden: Velden) -> Voorstel | None:
    """The proposal by what is filled in up to now; None while nobody said which kind of question it is."""
    soort = velden.waarde("vraagsoort")
    buiten = velden.ja("in_secundair") or velden.ja("traject_naar_werk")
    if not soort and not buiten:
        return None
    return voorstel(
        AanmeldingGeregistreerd(
            client="nog-niet",
            kanaal="andere",
            toeleiding=Toeleiding(wijze="andere"),
            vraagsoort=soort if soort in codelijst("vraagsoort") else "onbekend",
            themas=velden.codes("themas", "thema"),
            in_secundair=velden.ja("in_secundair"),
            traject_naar_werk=velden.ja("traject_naar_werk"),
            profiel=Profiel(),
        )
    )


async def registreer(opdracht: Opdracht, vraag: NieuweVraag) -> tuple[str, Decided]:
    """Everything of it, in order; gives the dossier and how the last command was decided.

    Interrupted, it goes on where it was when it is given again. Raises as `execute`.
    """
    dossier, moment = opdracht.id_van("dossier"), vraag.moment
    klaar = await opdracht.geef(DOSSIER, AanmeldingRegistreren(aanmelding=vraag.aanmelding), dossier, moment)
    if vraag.antwoord:
        beslissing = DispatchingBeslist(besluit="informatieverstrekking", reden=_reden(vraag.aanmelding))
        beslissen = DispatchingBeslissen(beslissing=beslissing, tijdstip=moment)
        await opdracht.geef(DISPATCHING, beslissen, dossier, moment)
        verstrekken = InformatieVerstrekken(informatie=vraag.antwoord, tijdstip=moment, nu=datetime.now(UTC))
        klaar = await opdracht.geef(DISPATCHING, verstrekken, dossier, moment)
    if vraag.klaar:
        sluiten = DossierAfsluiten(afsluiting=DossierAfgesloten(reden="beantwoord"), tijdstip=moment)
        klaar = await opdracht.geef(DOSSIER, sluiten, dossier, moment)
    return dossier, klaar


def _reden(aanmelding: AanmeldingGeregistreerd) -> str | None:
    """That of the proposal where it is followed; who deviates from it says none here."""
    gedaan = voorstel(aanmelding)
    return gedaan.reden if gedaan.besluit == "informatieverstrekking" else None
