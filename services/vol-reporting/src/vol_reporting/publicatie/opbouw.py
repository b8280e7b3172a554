"""From figures to the linked numbers of one publication."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Any, NamedTuple

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.publicatie.cellen import Laag, Plaats, Som
from vol_reporting.publicatie.lijst import BEVAT, TABELLEN, ZELFDE, Tabel
from vol_reporting.vraag import VLAANDEREN

Cijferrij = Mapping[str, Any]
"""A figure as plain values: the fields of `Cijfer`."""

Soort = tuple[str, str, str]
"""What a number counts: grootheid, dimensie, waarde."""


GEBIEDEN = (*codelijst("regio"), VLAANDEREN)
_BEVAT = (*BEVAT, *((t.op, t.telt) for t in TABELLEN if t.op and t.op != t.telt))


class TegenstrijdigeCijfers(ValueError):
    """Two tables say something else of the same number; nothing may be published."""


class Rij(NamedTuple):
    """A row of a table: where its teller stands, and its noemer if it has one."""

    regio: str
    waarde: str
    teller: Plaats
    noemer: Plaats | None


def rijen(tabel: Tabel, periode: str, waarden: Sequence[str]) -> Iterator[Rij]:
    """All rows of a table, in order: per region the total, then the groups; Flanders last."""
    for regio in GEBIEDEN:
        noemer = None if tabel.op is None else Plaats(periode, regio, tabel.op)
        yield Rij(regio, "", Plaats(periode, regio, tabel.telt), noemer)
        for waarde in waarden:
            yield Rij(regio, waarde, Plaats(periode, regio, tabel.telt, tabel.naar or "", waarde), noemer)


def waarden_van(getallen: Mapping[Plaats, int], tabel: Tabel) -> list[str]:
    """The groups of a table: those in which anybody was counted, in the order of the code list if there is one."""
    if tabel.naar is None:
        return []
    gezien = {p.waarde for p, n in getallen.items() if n and (p.grootheid, p.dimensie) == (tabel.telt, tabel.naar)}
    volgorde = _codes(tabel.naar)
    return sorted(gezien, key=lambda waarde: (volgorde.get(waarde, len(volgorde)), waarde))


class Perioden(NamedTuple):
    """The quarter that is published, the quarters before it that its year closes with, and that year; or none."""

    kwartaal: str
    eerdere: tuple[str, ...] = ()
    jaar: str | None = None

    @property
    def getoond(self) -> tuple[str, ...]:
        """What stands in the tables."""
        return (self.kwartaal,) if self.jaar is None else (self.kwartaal, self.jaar)

    @property
    def alle(self) -> tuple[str, ...]:
        """What is counted."""
        return (*self.eerdere, *self.getoond)


def bouw(cijfers: Mapping[Tabel, Iterable[Cijferrij]], perioden: Perioden) -> Laag:
    """The numbers of the periods with everything that a reader can reckon with. Raises TegenstrijdigeCijfers."""
    gevonden: dict[Plaats, int] = {}
    for tabel, rijen_ in cijfers.items():
        for plaats, aantal in chain.from_iterable(_plaatsen(tabel, rij) for rij in rijen_):
            if gevonden.setdefault(plaats, aantal) != aantal:
                raise TegenstrijdigeCijfers(f"{plaats} is {gevonden[plaats]} en {aantal}")
    soorten = _soorten(gevonden)
    stukken = list(product(perioden.alle, GEBIEDEN))
    getallen = {Plaats(*stuk, *soort): gevonden.get(Plaats(*stuk, *soort), 0) for stuk in stukken for soort in soorten}
    getoond = frozenset(plaats for plaats in getallen if plaats.periode in perioden.getoond)
    sommen = [som for stuk in stukken for som in _groepen(stuk, soorten)]
    sommen += [_alle_regios(periode, soort) for periode in perioden.alle for soort in soorten]
    if perioden.jaar is not None:
        kwartalen = (*perioden.eerdere, perioden.kwartaal)
        sommen += [_heel_jaar(perioden.jaar, kwartalen, gebied, soort) for gebied in GEBIEDEN for soort in soorten]
    for stuk, (geheel, deel) in product(stukken, _BEVAT):
        hoofd, onder, rest = (Plaats(*stuk, naam) for naam in (geheel, deel, f"{geheel}, zonder {deel}"))
        getallen[rest] = getallen[hoofd] - getallen[onder]
        sommen.append(Som(hoofd, (onder, rest)))
    return Laag(getallen, tuple(sommen), getoond)


def _soorten(gevonden: Mapping[Plaats, int]) -> list[Soort]:
    totalen = {(naam, "", "") for tabel in TABELLEN for naam in (tabel.telt, tabel.op) if naam}
    return sorted(totalen | {(p.grootheid, p.dimensie, p.waarde) for p, aantal in gevonden.items() if aantal})


def _groepen(stuk: tuple[str, str], soorten: Iterable[Soort]) -> Iterator[Som]:
    per_totaal: dict[tuple[str, str], list[str]] = {(t.telt, t.naar): [] for t in TABELLEN if t.naar}
    for grootheid, dimensie, waarde in soorten:
        if dimensie:
            per_totaal[grootheid, dimensie].append(waarde)
    for (grootheid, dimensie), waarden in per_totaal.items():
        yield Som(Plaats(*stuk, grootheid), tuple(Plaats(*stuk, grootheid, dimensie, waarde) for waarde in waarden))
    for grootheid, (geheel, dimensie, groepen) in ZELFDE.items():
        delen = [waarde for waarde in groepen if waarde in per_totaal[geheel, dimensie]]
        yield Som(Plaats(*stuk, grootheid), tuple(Plaats(*stuk, geheel, dimensie, waarde) for waarde in delen))


def _alle_regios(periode: str, soort: Soort) -> Som:
    return Som(
        Plaats(periode, VLAANDEREN, *soort), tuple(Plaats(periode, regio, *soort) for regio in codelijst("regio"))
    )


def _heel_jaar(jaar: str, kwartalen: Iterable[str], gebied: str, soort: Soort) -> Som:
    return Som(Plaats(jaar, gebied, *soort), tuple(Plaats(kwartaal, gebied, *soort) for kwartaal in kwartalen))


def _plaatsen(tabel: Tabel, rij: Cijferrij) -> Iterator[tuple[Plaats, int]]:
    if rij["dimensie"] not in (None, tabel.naar):
        return
    regio, periode = rij["regio"], rij["periode"]
    yield Plaats(periode, regio, tabel.telt, rij["dimensie"] or "", rij["waarde_dimensie"] or ""), rij["teller"]
    if tabel.op is not None:
        yield Plaats(periode, regio, tabel.op), rij["noemer"]


def _codes(dimensie: str) -> dict[str, int]:
    try:
        return {code: plaats for plaats, code in enumerate(codelijst(dimensie))}
    except FileNotFoundError:
        return {}
