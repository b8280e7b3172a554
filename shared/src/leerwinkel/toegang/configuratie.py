"""What `nats-server` reads about who may do what: generated, included by the configuration of the node."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from leerwinkel.runtime.ingang import Wie, postvak
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import beleid_consumer, inname_van, naam_van
from leerwinkel.toegang.rechten import DIENSTEN, Rechten, van_hub, van_lijn, van_regio
from leerwinkel.transport.domain import here

REKENING_VOL, REKENING_REGIO = "VOL", "REGIO"
Sleutels = Mapping[str, Sequence[str]]
"""The public keys that count, by user; during a renewal a user has two."""
_NET = Rechten(("$SYS.REQ.SERVER.PING", *(f"$SYS.REQ.SERVER.*.{wat}" for wat in ("RELOAD", "LEAFZ", "KICK"))))
_NIET_BUITEN = [f"{soort}.>" for soort in ("leerwinkel", "inname", "antwoord", "opbouw", "vol", "aanvulling")]
"""What stays in the region: its log goes to the hub by its own consumer only."""
_VOORAF = "# Geschreven door `leerwinkel toegang`; wijzig dit niet met de hand.\n"
_BEHEER_VAN_STROMEN = ("CREATE", "UPDATE", "DELETE", "PURGE", "SNAPSHOT", "RESTORE", "LEADER", "PEER", "MSG")


def lijn_van(regio: str) -> str:
    """How the hub calls the line of a region."""
    return f"{Wie.LIJN}-{regio}"


def gebruikers(knoop: str, regios: Sequence[str], systemen: Iterable[str] = ()) -> dict[str, Rechten]:
    """Everybody who may come in at a node."""
    if knoop != HUB:
        return van_regio(knoop, systemen)
    return van_hub(regios) | {lijn_van(regio): van_lijn(regio) for regio in regios}


def rekeningen(knoop: str, mensen: Mapping[str, Rechten], sleutels: Sleutels) -> str:
    """The accounts of a node with their users. A user without a key is not there."""
    naam = REKENING_VOL if knoop == HUB else REKENING_REGIO
    andere = sorted({rechten.rekening for rechten in mensen.values()} - {""})
    geeft = {ander: _over(rechten for rechten in mensen.values() if rechten.rekening == ander) for ander in andere}
    uit = [{**_hier(knoop, wat), "accounts": [ander]} for ander, alles in geeft.items() for wat in alles]
    leden = {ander: _leden(mensen, sleutels, ander) for ander in ["", *andere]}
    blokken = [_blok(naam, leden[""], f"jetstream: enabled, exports: {json.dumps(uit)},")]
    for ander, alles in geeft.items():
        erin = [_ingevoerd(knoop, wat, naam) for wat in alles]
        blokken.append(_blok(ander, leden[ander], f"imports: {json.dumps(erin)},"))
    net = Rechten(_NET.publiceert, (f"{postvak(knoop, Wie.NET)}.>",))
    blokken.append(_blok("SYS", [_gebruiker(sleutel, net) for sleutel in sleutels.get(Wie.NET, ())], ""))
    return f"{_VOORAF}accounts {{\n{''.join(blokken)}}}\nsystem_account: SYS\n"


def _blok(naam: str, leden: Sequence[str], erbij: str) -> str:
    return f"  {naam} {{ {erbij} users: [\n{''.join(leden)}  ] }}\n"


def _leden(mensen: Mapping[str, Rechten], sleutels: Sleutels, rekening: str) -> list[str]:
    wie = [each for each, rechten in mensen.items() if rechten.rekening == rekening]
    return [_gebruiker(sleutel, mensen[each]) for each in wie for sleutel in sleutels.get(each, ())]


def _over(mensen: Iterable[Rechten]) -> list[dict[str, str]]:
    """What another account may ask (`service`) and hear (`stream`) of the one where the streams are."""
    alle = list(mensen)
    vragen = sorted({each for rechten in alle for each in rechten.publiceert})
    horen = sorted({each for rechten in alle for each in rechten.hoort if not each.startswith("_INBOX.")})
    meer = {"response_type": "stream"}
    diensten = [{"service": each} | (meer if ".DIRECT.GET." in each else {}) for each in _ruimste(vragen)]
    return [*diensten, *({"stream": each} for each in _ruimste(horen))]


def _ruimste(onderwerpen: Sequence[str]) -> list[str]:
    """Without those that another one has in it."""
    return [each for each in onderwerpen if f"{each.rpartition('.')[0]}.*" not in {*onderwerpen} - {each}]


def _hier(knoop: str, wat: Mapping[str, str]) -> dict[str, str]:
    """As it is called where the streams are."""
    return {soort: here(each, knoop) for soort, each in wat.items()}


def _ingevoerd(knoop: str, wat: Mapping[str, str], van: str) -> dict[str, Any]:
    soort = "service" if "service" in wat else "stream"
    daar = _hier(knoop, wat)[soort]
    return {soort: {"account": van, "subject": daar}} | ({} if daar == wat[soort] else {"to": wat[soort]})


def _gebruiker(sleutel: str, rechten: Rechten) -> str:
    publiceert = {"allow": rechten.publiceert, "deny": rechten.publiceert_niet}
    mag = {"publish": publiceert, "subscribe": {"allow": rechten.hoort}}
    return f"    {json.dumps({'nkey': sleutel, 'permissions': mag})}\n"


def tls(map_: Path) -> str:
    """With which certificate a node shows who it is."""
    return f'tls {{ cert_file: "{map_ / "knoop.pem"}", key_file: "{map_ / "knoop.sleutel"}" }}\n'


def lijn(regio: str, zaad: str, hub_ca: Path) -> str:
    """What stands in a region's remote: by which key it is known, whom it trusts, and what it keeps from the hub."""
    return (
        f"account: {REKENING_REGIO}\n"
        f"nkey: {zaad}\n"
        f'tls {{ ca_file: "{hub_ca}" }}\n'
        f"deny_imports: {json.dumps(niet_binnen(regio))}\n"
        f"deny_exports: {json.dumps(_NIET_BUITEN)}\n"
    )


def niet_binnen(regio: str) -> list[str]:
    """What nobody at the hub can do here, whatever the hub itself allows.

    Not: write, change a stream, see the door, or take the consumers of the services away or what is for them.
    """
    api, deur = f"$JS.{regio}.API", inname_van(regio)
    stromen = [f"{api}.STREAM.{wat}.>" for wat in _BEHEER_VAN_STROMEN]
    deuren = [f"{api}.{wat}.{deur}" for wat in ("STREAM.INFO", "DIRECT.GET", "CONSUMER.*")]
    erin = [f"{api}.{wat}.{deur}.>" for wat in ("DIRECT.GET", "CONSUMER.*", "CONSUMER.*.*")]
    lijsten = [f"{api}.STREAM.LIST", f"{api}.STREAM.NAMES", f"{api}.CONSUMER.DURABLE.>"]
    beleid = [f"{naam_van(regio)}.{beleid_consumer(dienst)}" for dienst in DIENSTEN]
    van_diensten = [
        f"{api}.CONSUMER.{hoe}" for each in beleid for hoe in (f"*.{each}", f"*.{each}.>", f"MSG.NEXT.{each}")
    ]
    return [f"{soort}.>" for soort in ("leerwinkel", "inname", "antwoord", "opbouw")] + [
        *stromen, *deuren, *erin, *lijsten, *van_diensten,
    ]  # fmt: skip
