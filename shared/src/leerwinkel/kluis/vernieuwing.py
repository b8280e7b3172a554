"""Erasing a person, and the new master key after it that makes older copies of the kluis worth nothing."""

from dataclasses import dataclass
from datetime import datetime

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.sleutel import Eigenaar, KluisBeschadigd
from leerwinkel.kluis.zoekindex import Zoekindex


@dataclass(frozen=True, slots=True)
class Vernieuwd:
    """How many keys and how many findable persons moved to the new master key."""

    sleutels: int
    personen: int


def wis(kluis: Kluis, zoekindex: Zoekindex, client: str, *, nu: datetime) -> None:
    """Destroy the client's key and all that leads to the client. Interrupted or done already: again is harmless.

    The rows of work lists and the event `persoonsgegevens-vernietigd` are for who calls this. Until `vernieuw`, at
    most 24 hours later, an older copy of the kluis can still undo it.
    """
    # In this order: who adds the client to the search meanwhile looks for the key afterwards.
    kluis.vernietig(Eigenaar("client", client), nu=nu)
    zoekindex.vergeet(client)


def vernieuw(kluis: Kluis, zoekindex: Zoekindex) -> Vernieuwd:
    """Make a new master key, move all keys and marks to it, destroy every older one. People can go on working.

    Killed at any moment, all can be read and found as before; calling it again ends what was begun, always with a
    master key that is newer than every erasure. Raises KluisBeschadigd for a key that was altered: all stays as it was.
    """
    with kluis.meesters.slot():
        nieuw = kluis.meesters.maak()
        try:
            sleutels = kluis.herwikkel(nieuw)
        except KluisBeschadigd:
            kluis.meesters.vernietig(nieuw)  # nothing lies under it; else each try would leave one behind
            raise
        personen = zoekindex.hersleutel(nieuw)
        for oud in kluis.meesters.namen():
            if oud != nieuw:
                kluis.meesters.vernietig(oud)
    return Vernieuwd(sleutels, personen)
