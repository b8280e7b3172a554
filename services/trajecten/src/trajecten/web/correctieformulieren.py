"""The forms that mend what was registered: retract it, or say of a talk what it should have said."""

from typing import Final

from leerwinkel.dienst import Wat
from leerwinkel.dossier.correctie import GebeurtenisCorrigeren, GebeurtenisIntrekken
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis, gegevens_als_json
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden
from trajecten.handelingen import Handeling, Ingevuld, Omstandigheid
from trajecten.web.formulier import Formulier, Invulhulp
from trajecten.web.sessieformulieren import gesprek, velden_van_gesprek
from trajecten.web.velden import Veld, code

SERVICE: Final = "trajecten"
_REDEN: Final = code("reden", "Waarom?", "correctiereden")


def van_ons(event: AnyGebeurtenis) -> bool:
    """Whether we said it: what another system keeps is mended there, and intake and partners mend what is theirs."""
    return event.service == event.systeem == SERVICE


def te_verbeteren(event: AnyGebeurtenis) -> bool:
    """Whether there is a form to mend it with; all else of trajecten can be retracted and registered anew."""
    return van_ons(event) and isinstance(event.data, SessieGehouden)


def _over(bij: Omstandigheid) -> AnyGebeurtenis:
    """The route has seen to it that it is there."""
    assert bij.over is not None
    return bij.over


def _intrekken(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    reden = in_.code("reden", "correctiereden")
    in_.klaar()
    return Handeling(GebeurtenisIntrekken(service=SERVICE, doel=_over(bij).sleutel, reden=reden))


def _verbeteren(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    """A note that is not written again stays as it was."""
    over = _over(bij)
    was = over.data
    assert isinstance(was, SessieGehouden)
    reden = in_.code("reden", "correctiereden")
    nu, moment = gesprek(in_, bij, was.sessie)
    nu = nu.model_copy(update={"notitie": nu.notitie or was.notitie, "persoonsgegevens": was.persoonsgegevens})
    command = GebeurtenisCorrigeren(
        service=SERVICE,
        doel=over.sleutel,
        gegevens=gegevens_als_json(nu),
        # the fields go to the minute: as long as nobody changes those, the moment stays as it was
        tijdstip=None if moment == over.time.replace(second=0, microsecond=0) else moment,
        reden=reden,
        nu=bij.nu,
    )
    return Handeling(command)


def _velden(hulp: Invulhulp) -> list[Veld]:
    return [*velden_van_gesprek(hulp), _REDEN]


INTREKKEN: Final = Formulier(
    "intrekken/{source}/{id}",
    "Registratie intrekken",
    "Trek in",
    _intrekken,
    lambda _: [_REDEN],
    "Deze registratie telt dan niet meer mee. Ze blijft te zien in de tijdlijn.",
    wat=Wat.HERSTELLEN,
    past=van_ons,
)
VERBETEREN: Final = Formulier(
    "verbeteren/{source}/{id}",
    "Gesprek verbeteren",
    "Bewaar de verbetering",
    _verbeteren,
    _velden,
    "Wat er eerst stond, blijft te zien in de tijdlijn. Laat de notitie leeg om ze te houden zoals ze is.",
    wat=Wat.HERSTELLEN,
    past=te_verbeteren,
)
