"""The import of a registration export: files of a regional registration become events at the region's door."""

from leerwinkel.inname.importeren.bronnen import GeenExport
from leerwinkel.inname.importeren.deur import Antwoord, Deur
from leerwinkel.inname.importeren.invoer import Voortgang, importeer
from leerwinkel.inname.importeren.toon import toon
from leerwinkel.inname.importeren.verslag import Bestandsverslag, Importverslag, Rijfout

__all__ = [
    "Antwoord",
    "Bestandsverslag",
    "Deur",
    "GeenExport",
    "Importverslag",
    "Rijfout",
    "Voortgang",
    "importeer",
    "toon",
]
