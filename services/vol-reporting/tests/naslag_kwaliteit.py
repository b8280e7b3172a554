"""The figures on the registration itself, read slowly."""

from collections.abc import Iterator

from leerwinkel.gebeurtenissen.profiel import Profiel

from .bouw import BRUSSEL
from .naslag_bereik import ONBEKEND
from .naslag_geldig import sleutel_van
from .naslag_telling import Rij, Telling

VELDEN = list(Profiel.model_fields)


def kwaliteit(t: Telling) -> Iterator[Rij]:
    yield from _profielen(t)
    yield from _correcties(t)
    yield from _inname(t)


def _profielen(t: Telling) -> Iterator[Rij]:
    aantal = len(t.cohort)
    waarden = {veld: [t.n.profielen[d].get(veld, "niet-gevraagd") for d in t.cohort] for veld in VELDEN}

    def hoe_vaak(veld: str, code: str) -> int:
        return sum(code in waarde if isinstance(waarde, list) else waarde == code for waarde in waarden[veld])

    ingevuld = {veld: aantal - hoe_vaak(veld, "niet-gevraagd") for veld in VELDEN}
    yield "Q01", None, None, sum(ingevuld.values()), len(VELDEN) * aantal
    niet = {code: sum(hoe_vaak(veld, code) for veld in VELDEN) for code in ONBEKEND}
    yield "Q02", None, None, sum(niet.values()), len(VELDEN) * aantal
    if aantal:
        for veld, erbij in ingevuld.items():
            yield "Q01", "profielveld", veld, erbij, aantal
        for code, keer in niet.items():
            yield "Q02", "niet-geweten", code, keer, len(VELDEN) * aantal


def _correcties(t: Telling) -> Iterator[Rij]:
    geldig = [f for f in t.n.feiten if t.binnen(f.o.regio, f.dag)]
    gebleven = {sleutel_van(f.o) for f in t.n.feiten}
    per_sleutel = {sleutel_van(o): o for o in t.n.ontvangsten}
    weg = [
        o
        for sleutel, o in per_sleutel.items()
        if not o.gebeurtenis.soort.startswith("gebeurtenis-")
        and sleutel not in gebleven
        and t.binnen(o.regio, o.gebeurtenis.time.astimezone(BRUSSEL).date())
    ]
    anders = sum(f.gecorrigeerd for f in geldig)
    alle = len(geldig) + len(weg)
    yield "Q05", None, None, anders + len(weg), alle
    if alle:
        yield "Q05", "correctie", "gecorrigeerd", anders, alle
        yield "Q05", "correctie", "ingetrokken", len(weg), alle


def _inname(t: Telling) -> Iterator[Rij]:
    """Nothing of these histories is unreadable or missing; what was registered when says nothing of what was not."""
    if t.n.bekend_op is None:
        dagen = [o.ontvangen.astimezone(BRUSSEL).date() for o in t.n.ontvangsten if o.regio in t.regios]
        yield "Q04", None, None, 0, sum(t.binnen(t.regios[0], dag) for dag in dagen)
    else:
        yield "Q04", None, None, None, None
    if t.n.bekend_op is not None or t.n.op_stand:
        yield "Q06", None, None, None, None
        return
    yield "Q06", None, None, 0, None
    laatste = {o.regio: o.ontvangen for o in sorted(t.n.ontvangsten, key=lambda o: o.ontvangen) if o.regio in t.regios}
    if laatste:
        langst = min(laatste.values()).astimezone(BRUSSEL).date()
        yield "Q06", "stilte", "dagen", (t.n.peil - langst).days, None
