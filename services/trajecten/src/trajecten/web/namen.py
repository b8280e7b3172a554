"""How a cliënt is called on a page: decrypted for it, and kept nowhere."""

from collections.abc import Sequence

from leerwinkel.dienst import Gebruiker, Wat
from leerwinkel.dienst.bevoegdheid import bereik
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.versleuteling import Versleuteling
from trajecten.vragen import Rij

_TEKENS = 6


def kort(dossier: str) -> str:
    """The end of its id: ids of one minute begin alike."""
    return f"Dossier {dossier[-_TEKENS:].upper()}"


def personen(kluis: Kluis, rijen: Sequence[Rij]) -> dict[str, Persoonsgegevens]:
    """Per dossier who the cliënt is by the newest of its JWEs that can be read; who cannot be read is left out."""
    paren = [(rij["dossier"], rij["client"], jwe) for rij in rijen for jwe in (rij["persoonsgegevens"] or "").split()]
    gelezen = Versleuteling(kluis).open_alle([(client or "", jwe) for _, client, jwe in paren])
    gevonden: dict[str, Persoonsgegevens] = {}
    for (dossier, *_), wie in zip(paren, gelezen, strict=True):
        if isinstance(wie, Persoonsgegevens):
            gevonden.setdefault(dossier, wie)
    return gevonden


def namen(kluis: Kluis, rijen: Sequence[Rij], voor: Gebruiker) -> dict[str, str]:
    """Per dossier how it is called: the name of the cliënt for who may know it, else the short id.

    A row of a sessie says with `van` whose the dossier is.
    """
    hoever = bereik(voor.rollen, Wat.DOSSIER)
    mag = [rij for rij in rijen if hoever and hoever.omvat(rij.get("van", rij["begeleider"]), voor.medewerker)]
    wie = personen(kluis, mag)
    return {d: f"{wie[d].voornaam} {wie[d].naam}" if d in wie else kort(d) for d in (rij["dossier"] for rij in rijen)}
