"""What `leerwinkel status` does."""

import asyncio
import json
import sys
from datetime import datetime

from rich.console import Console

from leerwinkel.overzicht.aandacht import aandacht
from leerwinkel.overzicht.meting import bekijk
from leerwinkel.overzicht.weergave import als_json as beeld_als_json
from leerwinkel.overzicht.weergave import scherm
from leerwinkel.runtime.instellingen import Instellingen

_BREED = 110
"""Characters in which the table fits: a number that is cut off says nothing."""


def toon(instellingen: Instellingen, *, als_json: bool) -> int:
    """Look, and show; gives 1 if something needs attention."""
    beeld = asyncio.run(bekijk(instellingen))
    zinnen = aandacht(beeld)
    if als_json:
        inhoud = beeld_als_json(beeld, zinnen)
        json.dump(inhoud, sys.stdout, ensure_ascii=False, indent=1, default=datetime.isoformat)
        sys.stdout.write("\n")
    else:
        uit = Console()
        uit.width = max(uit.width, _BREED)
        for deel in scherm(beeld, zinnen):
            uit.print(deel, soft_wrap=True, highlight=False)
    return int(bool(zinnen))
