"""What is known of a cliënt in codes: the fields of the profile, as a form asks for them."""

from typing import Final

from intake.handelingen.velden import Velden
from leerwinkel.gebeurtenissen.codelijst import ONBEKEND
from leerwinkel.gebeurtenissen.profiel import Profiel

PROFIELVELDEN: Final = {
    "geslacht": ("Geslacht", "geslacht"),
    "hoogste_diploma": ("Hoogste diploma", "hoogste_diploma"),
    "diploma_erkend": ("Diploma erkend in Vlaanderen", "diploma_erkend"),
    "statuut": ("Statuut", "statuut"),
    "werkloosheidsduur": ("Hoe lang werkloos", "werkloosheidsduur"),
    "nederlands": ("Niveau Nederlands", "nederlands"),
    "thuistaal": ("Thuistaal", "taal"),
    "nationaliteit_groep": ("Nationaliteit", "nationaliteit_groep"),
    "herkomst_groep": ("Herkomst", "herkomst_groep"),
    "gezinssituatie": ("Gezinssituatie", "gezinssituatie"),
    "gemeente": ("Gemeente", "gemeente"),
}
"""Field → its label, and its code list."""

_VROEGSTE, _LAATSTE = 1900, 2100


def lees_profiel(velden: Velden, geboren: int | None, *, groepen_bekend: bool = False) -> Profiel:
    """What was filled in; `geboren` is the year of birth where the whole date is known.

    What is not filled in was not asked; but who unticks the last of the kansengroepen says that there is none.
    Empty where something is wrong: that is gathered in `velden`.
    """
    gezegd = {naam: velden.misschien(naam, lijst, mag_onbekend=True) for naam, (_, lijst) in PROFIELVELDEN.items()}
    groepen = velden.codes("kansengroepen", "kansengroep")
    jaar = geboren or _geboortejaar(velden)
    if velden.fouten:
        return Profiel()
    return Profiel.model_validate(
        gezegd | {"geboortejaar": jaar, "kansengroepen": groepen if groepen or groepen_bekend else None}
    )


def _geboortejaar(velden: Velden) -> int | str | None:
    waarde = velden.waarde("geboortejaar")
    if not waarde or waarde in ONBEKEND:
        return waarde or None
    if not (waarde.isascii() and waarde.isdigit() and _VROEGSTE <= int(waarde[:5]) <= _LAATSTE):
        velden.fouten["geboortejaar"] = "Vul een jaar in, bijvoorbeeld 1990."
        return None
    return int(waarde)
