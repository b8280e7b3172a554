"""The partners service: its read model, its pages, its sentences. By itself it does nothing: its policies propose."""

from typing import Final, get_args

from fastapi import FastAPI

from leerwinkel.dienst import Dienst, Kader, Wat, sjablonen
from leerwinkel.dienst import create_app as maak_app
from leerwinkel.dienst.api import Opdrachten, api
from leerwinkel.dossier.correctie import CORRECTIE, GebeurtenisCorrigeren, GebeurtenisIntrekken
from leerwinkel.dossier.weigeringen import ZINNEN as ZINNEN_VAN_CORRECTIES
from partners.domain.antwoord import ANTWOORD, AntwoordOpdracht
from partners.domain.doorverwijzing import DOORVERWIJZING, DoorverwijzingOpdracht
from partners.domain.klacht import KLACHT, KlachtOpdracht
from partners.domain.loket import LOKET, LoketOpdracht
from partners.domain.partner import PARTNER, PartnerOpdracht
from partners.domain.signaal import SIGNAAL, SignaalOpdracht
from partners.domain.weigeringen import ZINNEN
from partners.leesmodel import MODEL
from partners.web import routers

_NETWERK: Final = (Wat.NETWERK, Wat.NETWERK)
OPDRACHTEN: Final = (
    Opdrachten("dossiers", DOORVERWIJZING, get_args(DoorverwijzingOpdracht), Wat.DOSSIER),
    Opdrachten("dossiers", ANTWOORD, get_args(AntwoordOpdracht), Wat.DOSSIER),
    Opdrachten("dossiers", CORRECTIE, (GebeurtenisCorrigeren, GebeurtenisIntrekken), Wat.HERSTELLEN, gebeurt_nu=True),
    Opdrachten("partners", PARTNER, get_args(PartnerOpdracht), *_NETWERK),
    Opdrachten("loketten", LOKET, get_args(LoketOpdracht), *_NETWERK),
    Opdrachten("signalen", SIGNAAL, get_args(SignaalOpdracht), *_NETWERK),
    Opdrachten("klachten", KLACHT, get_args(KlachtOpdracht), *_NETWERK),
)
"""What programs may ask for."""


def create_app(kader: Kader) -> FastAPI:
    """The pages of partners in one region."""
    omgeving = sjablonen(kader, "partners.web")
    return maak_app(kader, omgeving, [*routers(kader, omgeving), api(kader, *OPDRACHTEN)])


DIENST: Final = Dienst("partners", MODEL, ZINNEN_VAN_CORRECTIES | ZINNEN, create_app, hoort_vol=True)
"""What runs."""
