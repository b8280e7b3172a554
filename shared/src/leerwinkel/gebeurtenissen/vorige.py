"""Older versions of events that may still arrive or stand on a log, as the models that they had.

Reading goes through the upcasters; these models are the contract of what was written then, and change no more.
"""

from typing import Annotated, ClassVar

from leerwinkel.gebeurtenissen.basis import Gegevens, Jwe, Token
from leerwinkel.gebeurtenissen.codelijst import Code
from leerwinkel.gebeurtenissen.intake import Toeleiding
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.register import Soort


class AanmeldingGeregistreerd(Gegevens):
    """Opens the dossier. The pilots registered one theme; since v1 a question can have several."""

    service: ClassVar[str] = "intake"
    versie: ClassVar[int] = 0

    client: Token
    kanaal: Annotated[str, Code("kanaal")]
    loket: Token | None = None
    toeleiding: Toeleiding
    vraagsoort: Annotated[str, Code("vraagsoort")]
    thema: Annotated[str, Code("thema")] | None = None
    eerder_begeleid: bool | None = None
    in_secundair: bool | None = None
    traject_naar_werk: bool | None = None
    profiel: Profiel
    persoonsgegevens: Jwe | None = None


VORIGE: dict[str, Soort] = {
    model.gebeurtenistype(): Soort(
        model.gebeurtenistype(), model.gebeurtenisnaam(), model.service, model.entiteit, model.versie, model
    )
    for model in (AanmeldingGeregistreerd,)
}
"""Every older version that is still read, by its CloudEvents type: as many as there are upcasters."""
