"""The web shell that all screens share: layout, design system, Dutch formatting, static files, security headers."""

from leerwinkel.runtime.web.kopregels import KOPREGELS, Kopregels
from leerwinkel.runtime.web.schil import Onderdeel, Schil, sjabloonomgeving
from leerwinkel.runtime.web.statisch import koppel_statisch

__all__ = ["KOPREGELS", "Kopregels", "Onderdeel", "Schil", "koppel_statisch", "sjabloonomgeving"]
