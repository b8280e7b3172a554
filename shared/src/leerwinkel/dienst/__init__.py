"""What every service of a region has in common: who is signed in, how commands are carried out and pages served."""

from leerwinkel.dienst.aanmelden import Aanmelding, Sessie
from leerwinkel.dienst.bevoegdheid import Wat
from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Gebruiker, Rol
from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.proces import Dienst, draai
from leerwinkel.dienst.toegang import Vereist, wat_mag
from leerwinkel.dienst.toepassing import create_app, sjablonen
from leerwinkel.dienst.uitvoeren import Uitvoerder
from leerwinkel.identiteit.sessie import formulier, ingelogd

__all__ = [
    "PROEFGEBRUIKERS",
    "Aanmelding",
    "Dienst",
    "Gebruiker",
    "Kader",
    "Rol",
    "Sessie",
    "Uitvoerder",
    "Vereist",
    "Wat",
    "create_app",
    "draai",
    "formulier",
    "ingelogd",
    "sjablonen",
    "wat_mag",
]
