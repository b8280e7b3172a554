"""The sessions of a region: what `identiteit` knows, with who somebody is in that region."""

from functools import partial

from leerwinkel.dienst.gebruiker import Gebruiker, gebruiker_in
from leerwinkel.identiteit import sessie
from leerwinkel.identiteit.afgemeld import Afgemeld

Sessie = sessie.Sessie[Gebruiker]
Aanmelding = sessie.Aanmelding[Gebruiker]


def aanmelding_van(regio: str, geheim: bytes, *, veilig: bool = False, afgemeld: Afgemeld | None = None) -> Aanmelding:
    """That of the services of a region, which share it."""
    return sessie.Aanmelding(geheim, regio, partial(gebruiker_in, regio), veilig=veilig, afgemeld=afgemeld)
