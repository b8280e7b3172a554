"""On one machine: keys, certificates and configuration of all its nodes, made and made known to each other."""

import shutil
from collections.abc import Sequence

from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.schrijven import schrijf
from leerwinkel.toegang.certificaten import zorg_voor_certificaat
from leerwinkel.toegang.configuratie import REKENING_REGIO, REKENING_VOL, lijn_van
from leerwinkel.toegang.knoopmap import Knoopmap


def knoopmap(instellingen: Instellingen, knoop: str) -> Knoopmap:
    """The folder of a node, by the settings."""
    map_ = instellingen.toegangsmap(knoop).absolute()
    return Knoopmap(knoop, map_, instellingen.regios, met_tls=instellingen.tls)


def bereid_toegang_voor(instellingen: Instellingen, knopen: Sequence[str]) -> None:
    """Make what is missing. Over several machines people bring the public halves over."""
    mappen = {knoop: knoopmap(instellingen, knoop) for knoop in knopen}
    for knoop, map_ in mappen.items():
        zorg_voor_certificaat(map_.map, knoop)
        map_.maak(*map_.mensen())
        _neem_over(instellingen, knoop)
    if (hub := mappen.get(HUB)) is not None:
        maak_bekend(hub, [map_ for knoop, map_ in mappen.items() if knoop != HUB])
    for map_ in mappen.values():
        map_.schrijf_configuratie()


def maak_bekend(hub: Knoopmap, regios: Sequence[Knoopmap]) -> None:
    """The hub knows the key of each line, and each region the authority of the hub's certificate."""
    for regio in regios:
        if (sleutel := regio.eigen_sleutel(Wie.LIJN)) is not None:
            hub.vertrouw(lijn_van(regio.knoop), sleutel)
        schrijf(regio.map / "hub-ca.pem", (hub.map / "ca.pem").read_bytes())


def _neem_over(instellingen: Instellingen, knoop: str) -> None:
    """What a node stored before it had accounts goes to its account; the node is not running."""
    opslag = instellingen.knooppunt(knoop).map / "jetstream" / "jetstream"
    nieuw = opslag / (REKENING_VOL if knoop == HUB else REKENING_REGIO)
    if (oud := opslag / "$G").is_dir() and not nieuw.exists():
        shutil.move(oud, nieuw)
