"""Dossiers by chance, counted as the figures would, for tests of publications without a storage."""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.publicatie.lijst import TABELLEN, Tabel
from vol_reporting.publicatie.opbouw import GEBIEDEN

LEEFTIJDEN = ("< 18", "18–25", "26–34", "35–44", "45–54", "55–64", "65+", "niet-gevraagd")
REGIOS = tuple(codelijst("regio"))
Dossier = dict[str, Any]


def dossiers(kans: Random, kwartalen: Sequence[str], aantal: int, *, eenvormig: Sequence[str] = ()) -> list[Dossier]:
    """So many in the largest region and quarter, fewer in the others; in what is `eenvormig` all are the same."""
    gelijk = {naam: waarde for naam, waarde in _dossier(Random(0), "", "").items() if naam in eenvormig}
    return [
        _dossier(kans, kwartaal, regio) | gelijk
        for kwartaal in kwartalen
        for volgorde, regio in enumerate(REGIOS)
        for _ in range(kans.randint(aantal // 2, aantal) // (1 + volgorde))
    ]


def _dossier(kans: Random, kwartaal: str, regio: str) -> Dossier:
    return {
        "periode": kwartaal,
        "regio": regio,
        "geslacht": kans.choices(["m", "v", "x"], [50, 50, 2])[0],
        "leeftijdsgroep": kans.choices(LEEFTIJDEN, [3, 20, 25, 20, 15, 10, 1, 4])[0],
        "scholing": kans.choices(["laag", "midden", "hoog", "niet-gevraagd"], [45, 30, 20, 5])[0],
        "statuut": kans.choices(["werkend", "werkzoekend", "student", "onbekend"], [35, 45, 15, 5])[0],
        "kanaal": kans.choices(["telefoon", "e-mail", "zitdag"], [60, 30, 10])[0],
        "trap": kans.choices([None, "informatieverstrekking", "begeleidingstraject"], [5, 50, 45])[0],
        "P03": kans.random() < 0.8,
        "R01": kans.random() < 0.6,
        "R02c": kans.random() < 0.5,
        "R02d": kans.random() < 0.3,
    }


def herzie(kans: Random, alle: list[Dossier], deel: float) -> None:
    """Some were registered wrongly, and some got an enrolment since."""
    for dossier in alle:
        if kans.random() < deel:
            dossier["statuut"] = "werkend"
        if kans.random() < deel:
            dossier["R02d"] = dossier["R02c"] = True


def tel(alle: Iterable[Dossier], perioden: Sequence[str]) -> dict[Tabel, list[dict[str, Any]]]:
    """The figures of every table in every period and area."""
    lijst = list(alle)
    gevonden: dict[Tabel, list[dict[str, Any]]] = {tabel: [] for tabel in TABELLEN}
    for periode in perioden:
        in_periode = [d for d in lijst if d["periode"].startswith(periode)]
        for gebied in GEBIEDEN:
            hier = [d for d in in_periode if gebied in (d["regio"], "vlaanderen")]
            for tabel, rijen in gevonden.items():
                rijen += [{"regio": gebied, "periode": periode, **rij} for rij in _rijen(tabel, hier)]
    return gevonden


def _rijen(tabel: Tabel, hier: list[Dossier]) -> Iterable[dict[str, Any]]:
    if tabel.naar:
        geteld = Counter(d[tabel.naar] for d in hier if d[tabel.naar])
        noemer = geteld.total() if tabel.op else None
        yield _rij(None, None, geteld.total(), noemer)
        for waarde, aantal in geteld.items():
            yield _rij(tabel.naar, waarde, aantal, noemer)
        return
    trajecten = tabel.code in ("R01", "R02c")
    basis = [d for d in hier if d["trap"] == "begeleidingstraject"] if trajecten else hier
    yield _rij(None, None, sum(_telt(tabel.code, d) for d in basis), len(basis))


def _telt(code: str, dossier: Dossier) -> bool:
    match code:
        case "P01":
            return dossier["leeftijdsgroep"] in LEEFTIJDEN[:2]
        case "P02":
            return dossier["statuut"] == "werkend"
        case _:
            return bool(dossier[code])


def _rij(dimensie: str | None, waarde: str | None, teller: int, noemer: int | None) -> dict[str, Any]:
    return {"dimensie": dimensie, "waarde_dimensie": waarde, "teller": teller, "noemer": noemer}
