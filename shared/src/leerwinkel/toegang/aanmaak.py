"""Making the access of one node or of all, told in sentences: what was made, and what people have to bring over."""

import re
from collections.abc import Sequence

from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.toegang.certificaten import namen_van, zorg_voor_certificaat
from leerwinkel.toegang.configuratie import lijn_van
from leerwinkel.toegang.knoopmap import Knoopmap
from leerwinkel.toegang.rechten import BRON
from leerwinkel.toegang.vernieuwing import schrijf_en_herlaad
from leerwinkel.toegang.voorbereiding import bereid_toegang_voor, knoopmap

_SYSTEEM = re.compile(r"[a-z0-9-]{1,48}")


async def maak_alles(instellingen: Instellingen, knoop: str, namen: Sequence[str], systeem: str) -> list[str]:
    """Make what is missing, and let what runs have it. Raises ValueError (Dutch), NietHerladen."""
    if systeem:
        return await _maak_systeem(instellingen, knoop, systeem)
    knopen = [knoop] if knoop else [HUB, *instellingen.regios]
    zinnen: list[str] = []
    for een in knopen:
        map_ = knoopmap(instellingen, een).map
        if namen and set(namen) != set(namen_van(map_)):
            zorg_voor_certificaat(map_, een, namen, nieuw=True)
    bereid_toegang_voor(instellingen, knopen)
    for een in knopen:
        map_ = knoopmap(instellingen, een)
        await schrijf_en_herlaad(instellingen, map_)
        zinnen += [f"De sleutels van {een} staan in {map_.map}. Geef elk proces alleen het zijne.", *_over(map_)]
    return zinnen


def _over(map_: Knoopmap) -> list[str]:
    """What the other side must have, where it is on another machine."""
    if map_.knoop == HUB:
        bekend = map_.sleutels()
        weg = [regio for regio in map_.regios if lijn_van(regio) not in bekend]
        return [f"Nog niet bekend is de lijn van {', '.join(weg)}: `leerwinkel toegang vertrouw`."] if weg else []
    sleutel = map_.eigen_sleutel(Wie.LIJN)
    geef = f"Geef de VOL de sleutel van de lijn, langs een andere weg dan het net: {lijn_van(map_.knoop)} {sleutel}"
    if (map_.map / "hub-ca.pem").exists():
        return [geef]
    return [geef, f"Zet het certificaat `ca.pem` van de VOL in {map_.map / 'hub-ca.pem'}; zonder is er geen lijn."]


async def _maak_systeem(instellingen: Instellingen, regio: str, systeem: str) -> list[str]:
    if regio in {"", HUB} or not _SYSTEEM.fullmatch(systeem):
        raise ValueError("Een bronsysteem hoort bij een regio, en heeft een naam van kleine letters en cijfers.")
    map_ = knoopmap(instellingen, regio)
    map_.maak(f"{BRON}{systeem}")
    await schrijf_en_herlaad(instellingen, map_)
    zaad = map_.zaad(f"{BRON}{systeem}")
    return [f"{systeem} mag publiceren op inname.{regio}.{systeem}, met de sleutel in {zaad}."]
