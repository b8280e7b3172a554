"""The rules of Q07, read slowly: each fact that a rule applies to, and whether it breaks it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from leerwinkel.gebeurtenissen import REGISTER

from .bouw import BRUSSEL
from .naslag import Naslag
from .naslag_geldig import Dossiersleutel, doel_van, levende_correcties, sleutel_van


def bevindingen(n: Naslag) -> Iterator[tuple[str, str, date, bool]]:
    for regel, doel, soort, toets in _TOESTEMMINGSREGELS:
        for f in n.van(soort):
            if toets(f.data):
                yield regel, f.o.regio, f.dag, not n.toestemming(f.dossier, doel, f.tijdstip)
    dispatchings = n.per_dossier("dispatching-beslist")
    for f in n.van("sessie-gehouden"):
        eerder = any(b.tijdstip <= f.tijdstip for b in dispatchings.get(f.dossier, []))
        yield "sessie-voor-dispatching", f.o.regio, f.dag, not eerder
        yield "sessie-op-afgesloten-dossier", f.o.regio, f.dag, n.gesloten(f.dossier, f.tijdstip)
        yield "sessie-in-de-toekomst", f.o.regio, f.dag, f.tijdstip > f.o.ontvangen
    trajecten = n.per_dossier("traject-gestart")
    for f in n.van("keuze-gemaakt", "keuze-herzien"):
        eerder = any(t.tijdstip <= f.tijdstip for t in trajecten.get(f.dossier, []))
        yield "keuze-zonder-traject", f.o.regio, f.dag, not eerder
    yield from _sporen(n)
    yield from _correcties(n)


_TOESTEMMINGSREGELS: list[tuple[str, str, str, Callable[[dict[str, Any]], bool]]] = [
    ("warme-overdracht-zonder-toestemming", "warme-overdracht", "doorverwijzing-gemaakt", lambda d: d["warm"]),
    ("traject-zonder-toestemming", "begeleiding", "traject-gestart", lambda _: True),
    ("bevraging-zonder-toestemming", "bevraging", "bevraging-verstuurd", lambda _: True),
    *(
        ("koppeling-zonder-toestemming", "opvolging-inschrijving", soort, lambda d: d["bron"] == "davinci")
        for soort in ("inschrijving-vastgesteld", "getuigschrift-behaald")
    ),
]


def _sporen(n: Naslag) -> Iterator[tuple[str, str, date, bool]]:
    eerste: dict[Dossiersleutel, date] = {}
    for f in n.feiten:
        soort = REGISTER[f.o.gebeurtenis.type]
        if soort.entiteit == "dossier" and soort.service in ("intake", "trajecten"):
            eerste[f.dossier] = min(f.dag, eerste.get(f.dossier, f.dag))
    aangemeld = n.per_dossier("aanmelding-geregistreerd")
    for d, dag in eerste.items():
        yield "dossier-zonder-aanmelding", d[0], aangemeld[d][0].dag if d in aangemeld else dag, d not in aangemeld


def _correcties(n: Naslag) -> Iterator[tuple[str, str, date, bool]]:
    per_sleutel = {sleutel_van(o): o for o in n.ontvangsten}
    # a correction that is not retracted stands as a fact once its own kind is looked away from
    levend = {sleutel_van(o) for o in levende_correcties(n.ontvangsten)}
    for o in n.ontvangsten:
        if sleutel_van(o) in levend and (doel := per_sleutel.get(doel_van(o))) is not None:
            dag = o.gebeurtenis.time.astimezone(BRUSSEL).date()
            yield "correctie-past-niet", o.regio, dag, doel.gebeurtenis.type not in (o.past_op or [])
