"""A coded value as a text for a cell: dates and numbers as people write them, codes by their label."""

from datetime import date, datetime
from typing import Any, cast

from leerwinkel.runtime.web.opmaak import GEEN, getal, tijdstip_kort
from vol_reporting.benamingen import waardenaam

_LIJST_VAN = {"gemeente_nu": "gemeente"}
_KENMERKEN = frozenset({"doorverwijzing", "sessie", "partner", "toeleiding_partner", "loket", "afspraak_loket"})
"""What names a thing and is in no list of codes."""


def als_tekst(veld: str, waarde: Any) -> str:
    """The value of a field; a dash where there is none."""
    if waarde is None or waarde == []:
        return GEEN
    if isinstance(waarde, list | tuple):
        return ", ".join(als_tekst(veld, deel) for deel in cast("list[Any]", waarde))
    if isinstance(waarde, date):
        return tijdstip_kort(waarde) if isinstance(waarde, datetime) else f"{waarde:%d/%m/%Y}"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, int | float):
        return getal(waarde, 0 if isinstance(waarde, int) else 1)
    naam = _LIJST_VAN.get(veld, veld.removeprefix("profiel_"))
    return str(waarde) if veld in _KENMERKEN else waardenaam(naam, str(waarde))
