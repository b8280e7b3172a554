"""What the pages and policies of a service stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nats.aio.client import Client

from leerwinkel.dienst.aanmelden import Aanmelding
from leerwinkel.dienst.inzage import Inzageboek
from leerwinkel.dienst.uitvoeren import Uitvoerder
from leerwinkel.dienst.volpost import Volpost
from leerwinkel.identiteit.begrenzing import Grenzen
from leerwinkel.identiteit.inrichting import Aanmeldwijze
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.leesmodel import Runner
from leerwinkel.runtime.web.drukte import Ruimte


@dataclass(frozen=True, slots=True)
class Kader:
    """Of one service in one region. `buren` gives the address of each service, and of the VOL's pages.

    `wijze`: how people sign in. `inzage` keeps who looked, `volpost` what the VOL let the region know. `zinnen`: why
    a command is refused (Dutch), by code. `voorbeeld`: a sentence for every page when data are examples.
    `bewaartermijn`: so many years after the last event a closed dossier may go. `grenzen`: how often somebody may ask.
    `ruimte`: how much at once. `aan_de_deur`: a connection that may offer events of other systems, and nothing else.
    """

    regio: str
    service: str
    uitvoerder: Uitvoerder
    leesmodel: Runner
    kluis: Kluis
    zoekindex: Zoekindex
    aanmelding: Aanmelding
    wijze: Aanmeldwijze
    buren: Mapping[str, str]
    nc: Client
    inzage: Inzageboek
    volpost: Volpost
    zinnen: Mapping[str, str] = field(default_factory=dict[str, str])
    voorbeeld: str | None = None
    bewaartermijn: int = 5
    grenzen: Grenzen = field(default_factory=Grenzen)
    ruimte: Ruimte = field(default_factory=Ruimte)
    aan_de_deur: Client | None = None

    def dossier_url(self, dossier: str, na: int = 0) -> str:
        """The page of a dossier; it waits a moment until it knows the log up to position `na`."""
        return f"{self.buren['trajecten']}/dossiers/{dossier}" + (f"?na={na}" if na else "")
