"""Renewing and withdrawing keys while everything goes on."""

from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.toegang.certificaten import namen_van, zorg_voor_certificaat
from leerwinkel.toegang.configuratie import lijn_van
from leerwinkel.toegang.herladen import herlaad, verbreek
from leerwinkel.toegang.knoopmap import Knoopmap, OnbekendeGebruiker
from leerwinkel.toegang.rechten import BRON
from leerwinkel.toegang.voorbereiding import knoopmap
from leerwinkel.transport.nkey import public_key


async def schrijf_en_herlaad(instellingen: Instellingen, map_: Knoopmap) -> bool:
    """Let the node have what its folder says; False where it does not run: then it reads that when it starts."""
    map_.schrijf_configuratie()
    return await herlaad(instellingen, map_.knoop)


def _van(instellingen: Instellingen, knoop: str, wie: str) -> Knoopmap:
    map_ = knoopmap(instellingen, knoop)
    if wie not in (bekend := [*map_.mensen(), *map_.sleutels()]):
        raise OnbekendeGebruiker(f"{knoop} kent geen ‘{wie}’. Het kent: {', '.join(sorted(set(bekend)))}.")
    return map_


async def vernieuw(instellingen: Instellingen, knoop: str, wie: str, *, houd_oud: bool = False) -> str:
    """Give a user another key, and gives its public half: first both count, then who signs takes the new one.

    Then the old one counts no more, unless `houd_oud`: the server breaks what still came in by it, and who has the
    new one is back at once. Raises OnbekendeGebruiker, NietHerladen.
    """
    map_ = _van(instellingen, knoop, wie)
    zaad = map_.klaargezet(wie)
    publiek = public_key(zaad)
    bij_hub = _bij_hub(instellingen, knoop) if wie == Wie.LIJN else None
    if bij_hub is not None:
        bij_hub.vertrouw(lijn_van(knoop), publiek)
        await schrijf_en_herlaad(instellingen, bij_hub)
    await schrijf_en_herlaad(instellingen, map_)
    map_.vervang(wie, zaad)
    if not houd_oud:
        map_.trek_in(wie, publiek)
    await schrijf_en_herlaad(instellingen, map_)
    if bij_hub is not None and not houd_oud:
        bij_hub.trek_in(lijn_van(knoop), publiek)
        await schrijf_en_herlaad(instellingen, bij_hub)
        await verbreek(instellingen, HUB, knoop)
    return publiek


def _bij_hub(instellingen: Instellingen, regio: str) -> Knoopmap | None:
    """The folder of the hub, where it is on this machine: else people bring the key over."""
    hub = knoopmap(instellingen, HUB)
    return hub if lijn_van(regio) in hub.sleutels() else None


async def trek_in(instellingen: Instellingen, knoop: str, wie: str, *, alleen_oud: bool = False) -> bool:
    """From now on the keys of a user count no more (`alleen_oud`: but for the newest); whether there were any."""
    map_ = _van(instellingen, knoop, wie)
    sleutels = map_.sleutels().get(wie, [])
    anders = map_.trek_in(wie, sleutels[-1] if alleen_oud and sleutels else None)
    await schrijf_en_herlaad(instellingen, map_)
    if knoop == HUB and wie.startswith(f"{Wie.LIJN}-"):
        await verbreek(instellingen, HUB, wie.removeprefix(f"{Wie.LIJN}-"))
    return anders


async def vertrouw(instellingen: Instellingen, knoop: str, wie: str, publiek: str) -> bool:
    """Let a key that was made elsewhere count: that of a line, or of a source system that keeps its own."""
    map_ = knoopmap(instellingen, knoop)
    if not wie.startswith(BRON):
        _van(instellingen, knoop, wie if knoop != HUB or not wie.startswith(f"{Wie.LIJN}-") else Wie.VOL)
    nieuw = map_.vertrouw(wie, publiek)
    await schrijf_en_herlaad(instellingen, map_)
    return nieuw


async def vernieuw_certificaat(instellingen: Instellingen, knoop: str) -> bool:
    """Another certificate for the same names; whether the node runs and shows it from now on."""
    map_ = knoopmap(instellingen, knoop)
    zorg_voor_certificaat(map_.map, knoop, namen_van(map_.map), nieuw=True)
    return await schrijf_en_herlaad(instellingen, map_)
