"""What needs attention in a picture: one Dutch sentence each, with what, where, and what to do."""

from collections.abc import Iterator
from typing import Final

from leerwinkel.overzicht.beeld import Beeld, Dienstbeeld, Regiobeeld
from leerwinkel.overzicht.bewijs import Bewijsbeeld
from leerwinkel.overzicht.certificaten import Certificaat


def aandacht(beeld: Beeld) -> list[str]:
    """All of it, the most general first; empty when all is well."""
    zinnen = [*_hub(beeld), *_dienst(beeld.dienst), *beeld.afwijkingen]
    for regio in beeld.regios if _iets_draait(beeld) else []:
        zinnen += [f"{regio.regio}: {zin}" for zin in _regio(regio, stil=regio.regio in beeld.stil)]
    zinnen += [_kopie(wie, dagen) for wie, dagen in beeld.oude_kopieen.items()]
    return [*zinnen, *(f"{een.knoop}: {_certificaat(een)}" for een in beeld.certificaten if een.bijna_om)]


_WELK: Final = {
    "knoop.pem": ("het certificaat", "Geef `leerwinkel toegang vernieuw --knoop {knoop}`."),
    "ca.pem": ("de uitgever van certificaten", "Maak een nieuwe, en breng `ca.pem` over naar wie hem kent."),
    "hub-ca.pem": (
        "de uitgever van de VOL, zoals de regio hem kent,",
        "Vraag de VOL haar nieuwe `ca.pem`, zet ze hier als `hub-ca.pem`, en geef `leerwinkel toegang maak`.",
    ),
}


def _certificaat(een: Certificaat) -> str:
    wat, doe = _WELK[een.bestand]
    if een.tot is None:
        return f"{een.bestand} is onleesbaar. {doe.format(knoop=een.knoop)}"
    over = "één dag" if een.dagen == 1 else f"{een.dagen} dagen"
    hoe = f"geldt niet meer sinds {een.tot:%d-%m-%Y}" if een.dagen < 0 else f"geldt nog {over}, tot {een.tot:%d-%m-%Y}"
    return f"{wat} {hoe}. {doe.format(knoop=een.knoop)}"


def _kopie(wie: str, dagen: int) -> str:
    return f"{wie}: de laatste reservekopie is {dagen} dagen oud. Kijk waarom `leerwinkel backup` niet meer lukt."


def _iets_draait(beeld: Beeld) -> bool:
    return beeld.hub or any(regio.knooppunt for regio in beeld.regios)


def _hub(beeld: Beeld) -> Iterator[str]:
    if not _iets_draait(beeld):
        yield "Geen enkel knooppunt van NATS antwoordt: het platform draait niet. Start het met `make run`."
    elif not beeld.hub:
        yield "De hub van de VOL antwoordt niet. Start NATS van de VOL; de regio's werken intussen voort."


def _dienst(dienst: Dienstbeeld) -> Iterator[str]:
    if dienst.storing:
        yield f"De VOL-dienst meldt: {dienst.storing}"
    elif not dienst.draait and dienst.adres:
        yield f"De VOL-dienst antwoordt niet op {dienst.adres}. Kijk in haar logboek en start ze met `vol dienst`."
    elif not dienst.draait:
        yield "De VOL-dienst draait niet. Start ze met `vol dienst`."


def _regio(regio: Regiobeeld, *, stil: bool) -> Iterator[str]:
    if not regio.knooppunt:
        yield "NATS van de regio antwoordt niet. Start het; wat er al op het log staat, blijft bewaard."
    elif regio.lijn is False:
        yield "de hub bereikt de regio niet. Kijk na of de verbinding (leaf) met de hub werkt."
    if regio.deur is False:
        yield "niemand bedient de deur; berichten wachten. Start `leerwinkel gateway`, en kijk in haar logboek."
    if regio.gaten:
        yield f"de VOL mist {_posities(regio.gaten)} en vraagt ze op. Blijft dit, kijk dan met `vol vergelijk`."
    if regio.quarantaine:
        yield f"{regio.quarantaine} in quarantaine bij de VOL. Zoek de reden en bied ze opnieuw aan na een verbetering."
    if regio.aangehouden_vanaf:
        yield (
            f"vanaf positie {regio.aangehouden_vanaf} telt niets mee: de stroom is aangehouden. Zoek waarom en beslis "
            f"met `vol geef-vrij {regio.regio}`."
        )
    yield from _positie(regio, stil=stil)
    if regio.bewijs is not None:
        yield from _bewijs(regio.regio, regio.bewijs, lijn=regio.lijn is not False)


def _bewijs(regio: str, bewijs: Bewijsbeeld, *, lijn: bool) -> Iterator[str]:
    if bewijs.gebroken:
        yield f"{bewijs.gebroken} Er komt niets bij. Geef `leerwinkel herstel --regio {regio}`."
    if not bewijs.loopt:
        yield "niemand ondertekent het log. Start `leerwinkel waarmerk`, en kijk in haar logboek."
    elif bewijs.lang and lijn:
        yield (
            f"de getuige van de VOL tekent niet mee na positie {bewijs.getuigd}. Kijk met `vol getuige bevindingen`, "
            "en in het logboek van de getuige."
        )


def _positie(regio: Regiobeeld, *, stil: bool) -> Iterator[str]:
    if regio.log_te_kort:
        yield (
            f"het log staat op {regio.log}, maar de VOL heeft er al {regio.elders}. Laat niets bijschrijven en geef "
            f"`leerwinkel herstel --regio {regio.regio}`."
        )
    elif stil and regio.lijn:
        yield (
            f"de VOL loopt {_posities(regio.achterstand or 0)} achter en haalt niet in. "
            "Kijk in het logboek van de VOL-dienst."
        )


def _posities(aantal: int) -> str:
    return "1 positie" if aantal == 1 else f"{aantal} posities"
