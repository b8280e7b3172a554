"""The forms of sessies: plan, register a talk, move, cancel, and who did not come."""

from datetime import datetime, timedelta
from typing import Final

from leerwinkel.gebeurtenissen.trajecten import SessieGehouden, SessieGepland
from trajecten.domain.agenda import Boeking
from trajecten.domain.dossier import Dossier, Heropend
from trajecten.domain.sessies import (
    NietVerschenenRegistreren,
    SessieAnnuleren,
    SessiePlannen,
    SessieRegistreren,
    SessieVerplaatsen,
)
from trajecten.handelingen import Handeling, Ingevuld, Omstandigheid
from trajecten.web.formulier import Formulier, Invulhulp
from trajecten.web.tijd import dag_van, uur
from trajecten.web.velden import Veld, code, getal, keuze
from trajecten.web.woorden import keuzes

_LANGST: Final = 480
_NOTITIE: Final = Veld(
    "notitie", "Notitie", "tekstvak", uitleg="Wordt versleuteld bewaard. Alleen je leerwinkel kan dit lezen."
)


def soort_nu(dossier: Dossier) -> str:
    """The kind of talk that usually comes now (blueprint 3.3)."""
    feiten = dossier.feiten
    if isinstance(dossier, Heropend) or feiten.ingeschreven:
        return "nazorg"
    if feiten.keuze is not None:
        return "opvolging"
    if feiten.trajecten and feiten.trajecten[-1].tot is None:
        return "begeleiding"
    return "informatiebemiddeling" if feiten.gesproken else "intake"


def _wanneer(hulp: Invulhulp, *, later: bool) -> list[Veld]:
    """Of the appointment; without one tomorrow, or now."""
    nu = hulp.nu + timedelta(days=1) if later else hulp.nu
    moment = hulp.sessie["moment"] if hulp.sessie and hulp.sessie["moment"] else nu
    om = uur(moment) if hulp.sessie or not later else ""
    return [Veld("dag", "Dag", "dag", (dag_van(moment).isoformat(),)), Veld("uur", "Uur", "uur", (om,))]


def _waar(hulp: Invulhulp) -> list[Veld]:
    plan = hulp.sessie or {}
    zitdagen = f"Zitdagen: {', '.join(hulp.zitdagen)}." if hulp.zitdagen else None
    loketten = (("", "Geen loket"), *hulp.loketten.items())
    return [
        code("vorm", "Vorm", "vorm", plan.get("vorm") or "fysiek"),
        Veld("loket", "Loket", "keuze", (plan.get("loket") or "",), loketten, zitdagen),
        keuze("begeleider", "Begeleider", list(hulp.begeleiders.items()), plan.get("begeleider") or hulp.begeleider),
    ]


def _soort(hulp: Invulhulp) -> Veld:
    return code("soort", "Soort gesprek", "sessiesoort", (hulp.sessie or {}).get("soort") or soort_nu(hulp.dossier))


def _plan(in_: Ingevuld, bij: Omstandigheid, soort: str) -> SessieGepland:
    plan = SessieGepland.model_construct(
        sessie=bij.nieuwe_sessie,
        soort=soort,
        moment=in_.moment(bij.op, bij.nu),
        vorm=in_.code("vorm", "vorm"),
        loket=in_.een_van("loket", bij.loketten) if in_.tekst("loket") else None,
        begeleider=in_.een_van("begeleider", bij.begeleiders) or "",
    )
    in_.klaar()
    return SessieGepland.model_validate(dict(plan))


def _boeking(plan: SessieGepland, bij: Omstandigheid) -> Boeking:
    return Boeking(dossier=bij.dossier, sessie=plan.sessie, begeleider=plan.begeleider, moment=plan.moment)


def _plannen(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    plan = _plan(in_, bij, in_.code("soort", "sessiesoort"))
    return Handeling(SessiePlannen(plan=plan, nu=bij.nu), boeking=_boeking(plan, bij))


def _verplaatsen(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    door = in_.code("door", "geannuleerd_door")
    plan = _plan(in_, bij, in_.code("soort", "sessiesoort"))
    command = SessieVerplaatsen(sessie=bij.sessie or "", door=door, plan=plan, nu=bij.nu)
    return Handeling(command, boeking=_boeking(plan, bij))


def _annuleren(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    door = in_.code("door", "geannuleerd_door")
    in_.klaar()
    return Handeling(SessieAnnuleren(sessie=bij.sessie or "", door=door))


def _niet_verschenen(_in: Ingevuld, bij: Omstandigheid) -> Handeling:
    return Handeling(NietVerschenenRegistreren(sessie=bij.sessie or "", nu=bij.nu))


def gesprek(in_: Ingevuld, bij: Omstandigheid, sessie: str) -> tuple[SessieGehouden, datetime]:
    """The talk that was filled in, and when it was. Raises OnjuistIngevuld."""
    moment, notitie = in_.moment(bij.op, bij.nu), in_.vrij("notitie")
    velden = {
        "sessie": sessie,
        "soort": in_.code("soort", "sessiesoort"),
        "vorm": in_.code("vorm", "vorm"),
        "duur_minuten": in_.getal("duur_minuten", 1, _LANGST),
        "loket": in_.een_van("loket", bij.loketten) if in_.tekst("loket") else None,
        "begeleider": in_.een_van("begeleider", bij.begeleiders),
        "behandeld": in_.codes("behandeld", "behandeld"),
    }
    in_.klaar()
    gesloten = bij.sluit(notitie) if notitie and bij.sluit else None
    return SessieGehouden.model_validate({**velden, "notitie": gesloten}), moment


def _gehouden(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    gehouden, moment = gesprek(in_, bij, bij.sessie or bij.nieuwe_sessie)
    return Handeling(SessieRegistreren(gehouden=gehouden, tijdstip=moment, nu=bij.nu), moment)


def velden_van_gesprek(hulp: Invulhulp) -> list[Veld]:
    """Of a talk that took place; a note only where there is somebody to encrypt it for."""
    was = hulp.sessie or {}
    duur = getal("duur_minuten", "Duur in minuten", str(was.get("duur_minuten") or ""), f"Van 1 tot {_LANGST}.")
    behandeld = Veld("behandeld", "Wat kwam aan bod?", "vinken", was.get("behandeld") or (), keuzes("behandeld"))
    begin = [_soort(hulp), *_wanneer(hulp, later=False), duur, *_waar(hulp), behandeld]
    return [*begin, _NOTITIE] if hulp.client else begin


_DOOR: Final = code("door", "Op vraag van", "geannuleerd_door", "client")

PLANNEN: Final = Formulier(
    "sessie", "Sessie plannen", "Plan", _plannen, lambda hulp: [_soort(hulp), *_wanneer(hulp, later=True), *_waar(hulp)]
)
GESPREK: Final = Formulier("gesprek", "Gesprek registreren", "Registreer", _gehouden, velden_van_gesprek)
AFRONDEN: Final = Formulier(
    "sessie/{sessie}",
    "Afspraak afronden",
    "Registreer het gesprek",
    _gehouden,
    velden_van_gesprek,
    anders=(
        ("niet-verschenen", "De cliënt kwam niet"),
        ("verplaatsen", "Verplaatsen"),
        ("annuleren", "Annuleren"),
    ),
)
VERPLAATSEN: Final = Formulier(
    "sessie/{sessie}/verplaatsen",
    "Afspraak verplaatsen",
    "Verplaats",
    _verplaatsen,
    lambda hulp: [_DOOR, *_wanneer(hulp, later=True), _soort(hulp), *_waar(hulp)],
)
ANNULEREN: Final = Formulier(
    "sessie/{sessie}/annuleren", "Afspraak annuleren", "Annuleer de afspraak", _annuleren, lambda _: [_DOOR]
)
NIET_VERSCHENEN: Final = Formulier(
    "sessie/{sessie}/niet-verschenen",
    "De cliënt kwam niet",
    "Registreer dat de cliënt niet kwam",
    _niet_verschenen,
    lambda _: [],
)
