"""A long list: some rows at a time on a page, or all of them in a file."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from partners.web.blad import Blad, Vraag
from partners.web.lijsten import Kolommen

_PER_KEER = 50
_VERSTE = 100_000
_FORMULE = ("=", "+", "-", "@", "\t")
"""A cell that begins so is a formula to a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Deel:
    """The rows of one page of a list, the addresses of the pages beside it, and what was chosen, for an address."""

    rijen: Sequence[Mapping[str, Any]]
    nummer: int
    vorige: str | None
    volgende: str | None
    gekozen: str


def deel(blad: Blad, vraag: Vraag, nummer: int, pad: str, gekozen: Mapping[str, str] | None = None) -> Deel:
    """Page `nummer`, counted from 1, of what is asked. What is `gekozen` stays in the addresses. Blocking."""
    nummer = min(max(1, nummer), _VERSTE)
    gevonden = blad.rijen(vraag.limit(_PER_KEER + 1).offset((nummer - 1) * _PER_KEER))
    vast = dict(gekozen or {})

    def adres(welke: int) -> str:
        return f"{pad}?{urlencode(vast | {'bladzijde': welke})}"

    return Deel(
        gevonden[:_PER_KEER],
        nummer,
        adres(nummer - 1) if nummer > 1 else None,
        adres(nummer + 1) if len(gevonden) > _PER_KEER else None,
        f"?{urlencode(vast)}" if vast else "",
    )


def bestand(blad: Blad, naam: str, vraag: Vraag, kolommen: Kolommen) -> Response:
    """All that is asked, as CSV that a spreadsheet of here opens by itself. Blocking."""
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, delimiter=";")
    schrijver.writerow(kolommen)
    schrijver.writerows([_cel(kolom(rij)) for kolom in kolommen.values()] for rij in blad.rijen(vraag))
    kop = {"Content-Disposition": f'attachment; filename="{naam}.csv"'}
    return Response(tekst.getvalue().encode("utf-8-sig"), media_type="text/csv", headers=kop)


def _cel(waarde: str) -> str:
    return f"'{waarde}" if waarde.startswith(_FORMULE) else waarde
