"""Which event a receipt is asked of: by its id, or by its place in a log."""

import re

import duckdb

from vol_reporting.getuige.houder import LOGS
from vol_reporting.herleiding import Gezegde, met_id, op_plaats
from vol_reporting.vraagstelling import OnjuisteVraag

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLAATS = re.compile(r"(?P<log>[a-z-]{2,32}):(?P<positie>[1-9][0-9]{0,17})")
_UITLEG = "Schrijf het kenmerk van de gebeurtenis, of haar plaats: gent:12."


def vind(con: duckdb.DuckDBPyConnection, gevraagd: str) -> Gezegde:
    """The event. Raises OnjuisteVraag where that is no question, or there is no such event."""
    tekst = gevraagd.strip().lower()
    if (plaats := _PLAATS.fullmatch(tekst)) and plaats["log"] in LOGS:
        gevonden = op_plaats(con, plaats["log"], int(plaats["positie"]))
    elif _ID.fullmatch(tekst):
        gevonden = met_id(con, tekst)
    else:
        raise OnjuisteVraag({"wat": f"‘{gevraagd}’ is geen gebeurtenis. {_UITLEG}"})
    if gevonden is None:
        raise OnjuisteVraag({"wat": f"De VOL heeft geen gebeurtenis {gevraagd}. {_UITLEG}"})
    return gevonden
