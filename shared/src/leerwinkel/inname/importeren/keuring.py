"""An event held against the contract: it is one, or what is wrong with the row, column by column."""

import re
from collections.abc import Iterable
from typing import Final

from pydantic_core import to_json

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.lezen import Onleesbaar, lees
from leerwinkel.inname.importeren.opbouw import Ontwerp, Rij
from leerwinkel.inname.importeren.plan import Plan
from leerwinkel.inname.importeren.velden import velden

_AANGEHAALD: Final = re.compile(r"‘.*’ ", re.DOTALL)


def keur(ontwerp: Ontwerp, rij: Rij) -> AnyGebeurtenis | None:
    """The event; None where it does not fit the contract, and then the row's `fouten` say why."""
    try:
        return lees(to_json(ontwerp.envelop), streng=True)
    except Onleesbaar as fout:
        gemeld = {kolom for kolom, _ in rij.fouten}
        rij.fouten += [paar for paar in _per_kolom(ontwerp.plan, fout) if paar[0] not in gemeld]
        return None


def _per_kolom(plan: Plan, onleesbaar: Onleesbaar) -> Iterable[tuple[str, str]]:
    """The first reason per column, in the words of the contract; cells that can point at a person are not quoted."""
    alle = velden(plan.soort.model)
    redenen: dict[str, str] = {}
    for fout in onleesbaar.fouten:
        delen = fout.veld.removeprefix("data.").split(".")
        veld = alle.get(".".join(delen[:2])) or alle.get(delen[0])
        kolom = plan.kolom_van.get(veld.naam, veld.naam) if veld else ".".join(delen)
        reden = fout.reden if veld and veld.toonbaar else _AANGEHAALD.sub("", fout.reden)
        redenen.setdefault(kolom, reden)
    return redenen.items()
