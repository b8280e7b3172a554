"""The profile of a cliënt: coded facts, each with its three ways not to know."""

from typing import Annotated, Literal

from pydantic import Field

from leerwinkel.gebeurtenissen.basis import Model
from leerwinkel.gebeurtenissen.codelijst import Code

Geboortejaar = Annotated[int, Field(ge=1900, le=2100)] | Literal["onbekend", "niet-gevraagd", "wil-niet-zeggen"]


class Profiel(Model):
    """An absent field was not asked. `gemeente` is the NIS code valid on the date of the event."""

    geboortejaar: Geboortejaar | None = None
    geslacht: Annotated[str, Code("geslacht", mag_onbekend=True)] | None = None
    hoogste_diploma: Annotated[str, Code("hoogste_diploma", mag_onbekend=True)] | None = None
    diploma_erkend: Annotated[str, Code("diploma_erkend", mag_onbekend=True)] | None = None
    statuut: Annotated[str, Code("statuut", mag_onbekend=True)] | None = None
    werkloosheidsduur: Annotated[str, Code("werkloosheidsduur", mag_onbekend=True)] | None = None
    nationaliteit_groep: Annotated[str, Code("nationaliteit_groep", mag_onbekend=True)] | None = None
    herkomst_groep: Annotated[str, Code("herkomst_groep", mag_onbekend=True)] | None = None
    thuistaal: Annotated[str, Code("taal", mag_onbekend=True)] | None = None
    nederlands: Annotated[str, Code("nederlands", mag_onbekend=True)] | None = None
    gemeente: Annotated[str, Code("gemeente", mag_onbekend=True)] | None = None
    gezinssituatie: Annotated[str, Code("gezinssituatie", mag_onbekend=True)] | None = None
    kansengroepen: tuple[Annotated[str, Code("kansengroep", mag_onbekend=True)], ...] | None = None
