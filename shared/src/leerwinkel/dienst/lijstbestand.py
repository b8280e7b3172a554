"""A list as a file to take along: all that was chosen of it, as CSV or as XLSX. Cells are texts, never formulas."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Depends, Request
from sqlalchemy import Connection
from starlette.responses import Response

from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.lijst import Cel, Keuze, Kolom, Lijst
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.web import rekenblad
from leerwinkel.runtime.web.opmaak import BRUSSEL, getal, tijdstip
from leerwinkel.runtime.web.rekenblad import SOORTEN, Rijen, Vorm, als_csv

Lezer = Callable[[], AbstractContextManager[Connection]]


def zet_bestanden(
    router: APIRouter,
    kader: Kader,
    pad: str,
    maak: Callable[[Request], Lijst],
    mag: Callable[..., Any],
    *,
    lezer: Lezer | None = None,
) -> None:
    """`<pad>.csv` and `<pad>.xlsx` of a list, for who may have it: `mag` is asked as the dependency of a route.

    `lezer`: where it is read; without it in the read model.
    """

    def neem_mee(verzoek: Request, vorm: Vorm) -> Response:
        return bestand(kader, maak(verzoek), verzoek.query_params, vorm, lezer or kader.leesmodel.store.reader)

    router.add_api_route(f"{pad}.{{vorm}}", neem_mee, methods=["GET"], dependencies=[Depends(mag)], response_model=None)


def bestand(kader: Kader, lijst: Lijst, gevraagd: Mapping[str, str], vorm: Vorm, lezer: Lezer) -> Response:
    """All that an address asks, in its order. Blocking."""
    keuze, nu = lijst.keuze(gevraagd), datetime.now(UTC)
    kolommen = [kolom for kolom in lijst.kolommen if kolom.cel]
    with lezer() as verbinding:
        rijen = list(_rijen(verbinding, lijst, keuze, kolommen))
    if vorm == "csv":
        inhoud = als_csv([kolom.titel for kolom in kolommen], rijen)
    else:
        inhoud = als_xlsx(lijst.titel, kolommen, rijen, _over(kader, lijst, keuze, nu, len(rijen)))
    naam = f"{lijst.naam}-{nu.astimezone(BRUSSEL):%Y-%m-%d}.{vorm}"
    kop = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "no-store"}
    return Response(inhoud, media_type=SOORTEN[vorm], headers=kop)


def _rijen(verbinding: Connection, lijst: Lijst, keuze: Keuze, kolommen: Sequence[Kolom]) -> Iterator[list[Cel]]:
    for rij in verbinding.execute(lijst.gesorteerd(keuze)).mappings():
        yield [kolom.cel(dict(rij)) if kolom.cel else None for kolom in kolommen]


def _over(kader: Kader, lijst: Lijst, keuze: Keuze, nu: datetime, aantal: int) -> list[tuple[str, str]]:
    gekozen = [f.in_woorden(keuze.filters[f.naam]) for f in lijst.filters if f.naam in keuze.filters]
    over = [
        ("Lijst", lijst.titel),
        ("Wat is dit?", lijst.uitleg),
        ("Leerwinkel", codelijst("regio")[kader.regio].label_nl),
        ("Gemaakt op", tijdstip(nu)),
        ("Gekozen", "; ".join(gekozen) or "Alles"),
        ("Rijen", getal(aantal)),
    ]
    return [*over, ("Let op", kader.voorbeeld)] if kader.voorbeeld else over


def als_xlsx(titel: str, kolommen: Sequence[Kolom], rijen: Rijen, over: Sequence[tuple[str, str]]) -> bytes:
    """A first sheet that says what this is, and the list on a second one. A moment is that of Brussels."""
    return rekenblad.als_xlsx(titel, [(kolom.titel, kolom.breedte) for kolom in kolommen], rijen, over)
