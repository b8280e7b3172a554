"""The access log of a region: who looked at which dossier, and at whose personal data."""

from leerwinkel.dienst.inzage.boek import Bladzijde, Blik, Inzageboek

__all__ = ["Bladzijde", "Blik", "Inzageboek"]
