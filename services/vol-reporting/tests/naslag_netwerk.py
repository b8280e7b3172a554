"""The figures on referrals, the network and signals, read slowly."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from csv import DictReader
from functools import cache
from importlib import resources

from .naslag_geldig import Feit
from .naslag_telling import Rij, Telling, reeks

LANG = 14
TIJDIG = 60


def netwerk(t: Telling) -> Iterator[Rij]:
    yield from _doorverwijzingen(t)
    yield from _partners(t)
    yield from _signalen(t)


def _over(t: Telling, f: Feit, *soorten: str) -> list[Feit]:
    """What was said about a referral."""
    return [
        a for a in t.n.per_dossier(*soorten).get(f.dossier, []) if a.data["doorverwijzing"] == f.data["doorverwijzing"]
    ]


def _doorverwijzingen(t: Telling) -> Iterator[Rij]:
    alle = t.feiten("doorverwijzing-gemaakt", "doorverwijzing-ontvangen")
    uit = [f for f in alle if f.soort == "doorverwijzing-gemaakt"]
    yield "K02", None, None, sum(f.data["warm"] for f in uit), len(uit)
    antwoorden = {id(f): _over(t, f, "doorverwijzing-aanvaard", "doorverwijzing-geweigerd") for f in alle}
    beantwoord = [f for f in alle if antwoorden[id(f)]]
    yield from _lus(t, beantwoord)
    yield "K04", None, None, len(beantwoord), len(alle)
    hoe = Counter(antwoorden[id(f)][-1].soort.partition("-")[2] if antwoorden[id(f)] else "open" for f in alle)
    for antwoord, aantal in hoe.items():
        yield "K04", "antwoord", antwoord, aantal, len(alle)
    if alle:
        lang = [f for f in alle if f not in beantwoord and (t.n.peil - f.dag).days > LANG]
        yield "K04", "open-termijn", "langer-dan-14-dagen", len(lang), len(alle)
    for richting, soort in (("uit", "doorverwijzing-gemaakt"), ("in", "doorverwijzing-ontvangen")):
        deze = [f for f in alle if f.soort == soort]
        if deze:
            yield "K04", "verwijsrichting", richting, sum(f in beantwoord for f in deze), len(deze)
    yield from reeks("K04", "tot-antwoord", [max(0, (antwoorden[id(f)][-1].dag - f.dag).days) for f in beantwoord])


def _lus(t: Telling, beantwoord: list[Feit]) -> Iterator[Rij]:
    rond = [f for f in beantwoord if _over(t, f, "terugkoppeling-gegeven")]
    yield "K03", None, None, len(rond), len(beantwoord)
    for richting, soort in (("uit", "doorverwijzing-gemaakt"), ("in", "doorverwijzing-ontvangen")):
        deze = [f for f in beantwoord if f.soort == soort]
        if deze:
            yield "K03", "verwijsrichting", richting, sum(f in rond for f in deze), len(deze)


def _partners(t: Telling) -> Iterator[Rij]:
    verwezen = t.feiten("doorverwijzing-gemaakt", "doorverwijzing-ontvangen")
    per_soort: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for f in verwezen:
        if "partner" in f.data:
            per_soort[f.data["partnersoort"]].add((f.o.regio, f.data["partner"]))
    yield "N01", None, None, len({partner for partners in per_soort.values() for partner in partners}), None
    for soort, partners in per_soort.items():
        yield "N01", "partnersoort", soort, len(partners), None
    zitdagen = t.feiten("zitdag-gehouden")
    yield "N02", None, None, len(zitdagen), None
    if zitdagen:
        yield "N02", "opkomst", "bezoekers", sum(f.data["bezoekers"] for f in zitdagen), None
    vragen = t.feiten("tweedelijnsvraag-beantwoord")
    yield "N03", None, None, len(vragen), None
    yield from _geteld("N03", "partnersoort", [f.data["partnersoort"] for f in vragen])
    yield from _geteld("N03", "thema", [f.data["thema"] for f in vragen])
    infosessies = t.feiten("infosessie-gehouden")
    yield "N04", None, None, len(infosessies), None
    if infosessies:
        yield "N04", "opkomst", "deelnemers", sum(f.data["deelnemers"] for f in infosessies), None
    yield from _geteld("N04", "doelgroep", [f.data["doelgroep"] for f in infosessies])


def _geteld(code: str, dimensie: str, waarden: Iterable[str]) -> Iterator[Rij]:
    for waarde, aantal in Counter(waarden).items():
        yield code, dimensie, waarde, aantal, None


def _signalen(t: Telling) -> Iterator[Rij]:
    signalen = t.feiten("signaal-gemeld")
    yield "S01", None, None, len(signalen), None
    yield from _geteld("S01", "signaalsoort", [f.data["soort"] for f in signalen])
    yield from _geteld("S01", "drempelsoort", [f.data["drempelsoort"] for f in signalen if "drempelsoort" in f.data])
    yield from _geteld("S01", "thema", [f.data["thema"] for f in signalen])
    yield from _geteld("S01", "gemeente", [_vandaag(f.data.get("gemeente", "niet-gevraagd")) for f in signalen])
    opvolging = t.n.per_dossier("signaal-opgevolgd")
    rijp = [f for f in signalen if (t.n.peil - f.dag).days >= TIJDIG]
    eerste = {f.dossier: min(o.dag for o in opvolging[f.dossier]) for f in rijp if f.dossier in opvolging}
    tijdig = [f.dossier in eerste and (eerste[f.dossier] - f.dag).days <= TIJDIG for f in rijp]
    yield "S02", None, None, sum(tijdig), len(rijp)


@cache
def _fusies() -> dict[str, str]:
    bestand = resources.files("leerwinkel.gebeurtenissen") / "codelijsten" / "nis_fusies.csv"
    return {rij["oud"]: rij["nieuw"] for rij in DictReader(bestand.read_text("utf-8").splitlines())}


def _vandaag(gemeente: str) -> str:
    while _fusies().get(gemeente, gemeente) != gemeente:
        gemeente = _fusies()[gemeente]
    return gemeente
