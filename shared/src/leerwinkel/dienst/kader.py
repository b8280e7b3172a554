"""What the pages and policies of a service stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nats.aio.client import Client

from leerwinkel.dienst.aanmelden import Aanmelding
from leerwinkel.dienst.uitvoeren import Uitvoerder
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.leesmodel import Runner


@dataclass(frozen=True, slots=True)
class Kader:
    """Of one service in one region. `buren` gives the address of each service, and of the VOL's pages.

    `zinnen`: why a command is refused (Dutch), by code. `voorbeeld`: a sentence for every page when data are examples.
    """

    regio: str
    service: str
    uitvoerder: Uitvoerder
    leesmodel: Runner
    kluis: Kluis
    zoekindex: Zoekindex
    aanmelding: Aanmelding
    buren: Mapping[str, str]
    nc: Client
    zinnen: Mapping[str, str] = field(default_factory=dict[str, str])
    voorbeeld: str | None = None

    def dossier_url(self, dossier: str, na: int = 0) -> str:
        """The page of a dossier; it waits a moment until it knows the log up to position `na`."""
        return f"{self.buren['trajecten']}/dossiers/{dossier}" + (f"?na={na}" if na else "")
