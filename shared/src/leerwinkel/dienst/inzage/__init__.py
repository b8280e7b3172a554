"""The access log of a region: who looked at which dossier, and at whose personal data."""

from leerwinkel.dienst.inzage.boek import Blik, Inzageboek, blikken

__all__ = ["Blik", "Inzageboek", "blikken"]
