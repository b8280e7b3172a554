"""The header of a table: which column feeds which field of which event, and what is missing or unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from leerwinkel.gebeurtenissen.register import Soort, regionale_soort
from leerwinkel.inname.importeren.indeling import Afbeelding, Indeling
from leerwinkel.inname.importeren.plan import ENTITEIT_GEMAAKT, ZONDER_SPOOR, Cel, Kop, Plan
from leerwinkel.inname.importeren.tabel import Onbruikbaar
from leerwinkel.inname.importeren.velden import GEMAAKT, Veld, Vorm, velden, verplichte_groepen

EIGEN_KOLOMMEN: Final = ("regio", "tijdstip", "geregistreerd", "id", "medewerker")


@dataclass(frozen=True, slots=True)
class _Tabelkop:
    """The header as it stands, while it is being understood."""

    kop: list[str]
    plaatsen: Mapping[str, int]
    onbekend: list[str]
    opgezocht: frozenset[str]

    def eis(self, nodig: Iterable[str]) -> None:
        """Every one of these columns must be there (Onbruikbaar)."""
        ontbreekt = [kolom for kolom in nodig if kolom not in self.plaatsen]
        if not ontbreekt:
            return
        lijkt = [m for kolom in ontbreekt for m in get_close_matches(kolom, self.onbekend, n=1)]
        raad = f"; is {_opsomming(lijkt)} zo bedoeld?" if lijkt else ""
        raise Onbruikbaar(f"mist {'de kolom' if len(ontbreekt) == 1 else 'de kolommen'} {_opsomming(ontbreekt)}{raad}")


def lees_kop(cellen: list[str], indeling: Indeling, opgezocht: frozenset[str]) -> Kop:
    """The plan for a table. Raises Onbruikbaar where a column is missing that every row needs, or stands twice.

    `opgezocht`: fields that are found elsewhere in the export when the table lacks them.
    """
    plaatsen = _plaatsen(cellen)
    bekend = _bekende_kolommen(indeling)
    tabel = _Tabelkop(cellen, plaatsen, [naam for naam in plaatsen if naam not in bekend], opgezocht)
    tabel.eis(_vaste_kolommen(indeling))
    plannen = {
        waarde: tuple(_plan(afbeelding, tabel) for afbeelding in afbeeldingen)
        for waarde, afbeeldingen in indeling.per_waarde.items()
    }
    keuze = plaatsen.get(indeling.keuzekolom) if indeling.keuzekolom else None
    opmerkingen = [_onbekende_kolom(cellen[plaatsen[naam]], naam, bekend) for naam in tabel.onbekend]
    if naamloos := sum(not cel.strip() for cel in cellen):
        opmerkingen.append(f"kolommen zonder naam ({naamloos}) zijn niet ingelezen")
    return Kop(len(cellen), plaatsen, keuze, plannen, tuple(cellen), tuple(opmerkingen))


def _genormaliseerd(kolom: str) -> str:
    return "_".join(kolom.strip().casefold().replace("-", " ").split())


def _plaatsen(cellen: list[str]) -> dict[str, int]:
    plaatsen: dict[str, int] = {}
    for plaats, cel in enumerate(cellen):
        naam = _genormaliseerd(cel)
        if naam and plaatsen.setdefault(naam, plaats) != plaats:
            raise Onbruikbaar(f"heeft de kolom ‘{cel.strip()[:40]}’ meer dan eens")
    return plaatsen


def _bekende_kolommen(indeling: Indeling) -> set[str]:
    bekend = {*EIGEN_KOLOMMEN, "dossier", *([indeling.keuzekolom] if indeling.keuzekolom else [])}
    for afbeelding in (a for groep in indeling.per_waarde.values() for a in groep):
        bekend |= {_soort(afbeelding).entiteit, *(kolom for kolom, _ in _kolomnamen(afbeelding))}
    return bekend


def _kolomnamen(afbeelding: Afbeelding) -> Iterable[tuple[str, Veld]]:
    """Every way to name a column of this event: the layout's own, the field's, and the profile's flat or nested."""
    alle = velden(_soort(afbeelding).model)
    for kolom, naam in afbeelding.kolommen.items():
        yield kolom, alle[naam]
    for naam, veld in alle.items():
        if naam in afbeelding.niet:
            continue
        if naam not in afbeelding.kolommen:
            yield naam, veld
        if veld.groep == "profiel" and veld.sleutel not in alle:
            yield veld.sleutel, veld
        elif afbeelding.naam == "profiel-aangevuld":
            yield f"profiel.{naam}", veld


def _vaste_kolommen(indeling: Indeling) -> list[str]:
    nodig = ["regio", "tijdstip"]
    return [*nodig, indeling.keuzekolom] if indeling.keuzekolom and "" not in indeling.per_waarde else nodig


def _opsomming(namen: Iterable[str]) -> str:
    return ", ".join(f"‘{naam}’" for naam in namen)


def _plan(afbeelding: Afbeelding, tabel: _Tabelkop) -> Plan:
    soort = _soort(afbeelding)
    alle = velden(soort.model)
    cellen = _cellen(afbeelding, tabel)
    aan_te_vullen = _aan_te_vullen(soort, tabel.opgezocht)
    vanzelf = {cel.veld.naam for cel in cellen} | {*aan_te_vullen, *afbeelding.standaard}
    tabel.eis(v.naam for v in alle.values() if v.verplicht and v.naam not in vanzelf)
    return Plan(
        afbeelding=afbeelding,
        soort=soort,
        cellen=cellen,
        entiteit=_entiteit(soort, tabel),
        aan_te_vullen=aan_te_vullen,
        standaard=(*afbeelding.standaard.items(), *_lege_lijsten(alle)),
        groepen=verplichte_groepen(soort.model),
        kolom_van={cel.veld.naam: cel.kolom for cel in cellen},
    )


def _lege_lijsten(alle: Mapping[str, Veld]) -> list[tuple[str, list[str]]]:
    return [(veld.naam, []) for veld in alle.values() if veld.verplicht and veld.vorm is Vorm.LIJST]


def _entiteit(soort: Soort, tabel: _Tabelkop) -> tuple[tuple[int, str], ...]:
    mogelijk = {soort.entiteit: None} if soort.naam in ZONDER_SPOOR else {soort.entiteit: None, "dossier": None}
    gevonden = [kolom for kolom in mogelijk if kolom in tabel.plaatsen]
    if not gevonden and soort.naam not in ENTITEIT_GEMAAKT:
        tabel.eis([soort.entiteit])
    return tuple((tabel.plaatsen[kolom], tabel.kop[tabel.plaatsen[kolom]].strip()) for kolom in gevonden)


def _aan_te_vullen(soort: Soort, opgezocht: frozenset[str]) -> tuple[str, ...]:
    eigen = {soort.entiteit} if soort.entiteit == "client" else frozenset[str]()
    return tuple(naam for naam in velden(soort.model) if naam in GEMAAKT | opgezocht | eigen)


def _cellen(afbeelding: Afbeelding, tabel: _Tabelkop) -> tuple[Cel, ...]:
    """In the order of the fields' names: what a row says then has one form, whatever the order of its columns."""
    plaatsen, kop = tabel.plaatsen, tabel.kop
    per_veld: dict[str, Cel] = {}
    for kolom, veld in _kolomnamen(afbeelding):
        if kolom not in plaatsen:
            continue
        cel = Cel(plaatsen[kolom], kop[plaatsen[kolom]].strip(), veld)
        eerder = per_veld.setdefault(veld.naam, cel)
        if eerder is not cel and eerder.plaats != cel.plaats:
            raise Onbruikbaar(f"heeft twee kolommen voor hetzelfde: ‘{eerder.kolom}’ en ‘{cel.kolom}’")
    return tuple(per_veld[naam] for naam in sorted(per_veld))


def _soort(afbeelding: Afbeelding) -> Soort:
    soort = regionale_soort(afbeelding.naam)
    assert soort is not None, afbeelding.naam
    return soort


def _onbekende_kolom(kolom: str, naam: str, bekend: set[str]) -> str:
    bedoeld = next(iter(get_close_matches(naam, sorted(bekend), n=1)), None)
    raad = f" (bedoel je ‘{bedoeld}’?)" if bedoeld else ""
    return f"de kolom ‘{kolom.strip()[:40]}’ ken ik niet{raad}; wat erin staat, is niet ingelezen"
