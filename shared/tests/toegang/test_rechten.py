"""Every pair of a user and a subject, in both directions, tried on real servers: allowed is what stands here, no more.

privacy-security.md, "Systems": a region publishes under its own subjects and reads its own log, the VOL reads all and
writes only `vol.>`, an auditor only reads.
"""

import pytest

from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.testing.netwerk import Netwerk
from leerwinkel.toegang.configuratie import gebruikers

from .klop import klop

DIENSTEN = "intake trajecten partners"
LEZEN_MEE = f"kern {DIENSTEN} waarmerk beheer"
WIJZIGEN = ("CREATE", "UPDATE", "DELETE", "PURGE", "MSG.DELETE")
IN_DE_REGIO = {
    "leerwinkel.gent.intake.d.a": "kern intake",
    "leerwinkel.gent.trajecten.d.a": "kern trajecten",
    "leerwinkel.gent.partners.d.a": "kern partners",
    "leerwinkel.gent.onbekend.d.a": "kern",
    "leerwinkel.limburg.intake.d.a": "",
    "inname.gent.registratie-x": "publiceer bron-registratie-x",
    "inname.gent.ander": "publiceer",
    "inname.limburg.registratie-x": "",
    "antwoord.gent.registratie-x": "kern",
    "opbouw.gent.intake.d.a": "beheer",
    "vol.intern.d.a": "",
    "vol.alle.d.a": "",
    "vol.regio.gent.d.a": "",
    "aanvulling.gent.1": "",
    "src.gent.deliver": "",
    "getuige.gent": LEZEN_MEE,
    "getuige.limburg": "",
    "koppeling.gent": "intake",
    "koppeling.limburg": "",
    "volpost.gent.alle": DIENSTEN,
    "volpost.gent.regio": DIENSTEN,
    "volpost.limburg.regio": "",
    "_INBOX.gent.kern.x": "",
    "_INBOX.x": "",
    "$JS.API.INFO": "beheer",
    "$JS.API.STREAM.INFO.LEERWINKEL_GENT": LEZEN_MEE,
    "$JS.API.STREAM.INFO.INNAME_GENT": LEZEN_MEE,
    "$JS.API.DIRECT.GET.LEERWINKEL_GENT": LEZEN_MEE,
    "$JS.API.DIRECT.GET.INNAME_GENT": "beheer",
    "$JS.API.STREAM.MSG.GET.INNAME_GENT": "beheer",
    "$JS.API.CONSUMER.CREATE.LEERWINKEL_GENT": LEZEN_MEE,
    "$JS.API.CONSUMER.CREATE.LEERWINKEL_GENT.van-mij": "beheer",
    "$JS.API.CONSUMER.CREATE.INNAME_GENT": "beheer",
    "$JS.API.CONSUMER.DELETE.LEERWINKEL_GENT.vol": "beheer",
    "$JS.API.CONSUMER.DELETE.LEERWINKEL_GENT.beleid-intake": "beheer",
    "$JS.API.CONSUMER.DELETE.INNAME_GENT.gateway": "beheer",
    "$JS.API.CONSUMER.MSG.NEXT.INNAME_GENT.gateway": "kern beheer",
    "$JS.API.CONSUMER.MSG.NEXT.LEERWINKEL_GENT.beleid-intake": "intake beheer",
    "$JS.ACK.INNAME_GENT.gateway.1.1.1.1.1": "kern",
    "$JS.ACK.LEERWINKEL_GENT.beleid-partners.1.1.1.1.1": "partners",
    "$JS.ACK.LEERWINKEL_GENT.vol.1.1.1.1.1": "",
    "$JS.API.STREAM.LIST": "beheer",
    **{f"$JS.API.STREAM.{wat}.LEERWINKEL_GENT": "beheer" for wat in WIJZIGEN},
    "$JS.vol.API.STREAM.INFO.VOL": "",
    "$JS.vol.API.DIRECT.GET.VOL": "",
    "$JS.vol.API.DIRECT.GET.VOL_EIGEN": "",
    "$JS.limburg.API.STREAM.INFO.LEERWINKEL_LIMBURG": "",
    "$JS.limburg.API.DIRECT.GET.LEERWINKEL_LIMBURG": "",
    "JSKIJK.gent.STREAM.INFO.LEERWINKEL_GENT": "overzicht",
    "JSKIJK.gent.DIRECT.GET.LEERWINKEL_GENT": "",
    "$SYS.REQ.SERVER.PING": "net",
    "$SYS.REQ.ACCOUNT.REGIO.CONNZ": "",
}
GEHOORD_IN_DE_REGIO = {
    ">": "",
    "leerwinkel.gent.>": "",
    "inname.gent.registratie-x": "",
    "antwoord.gent.registratie-x": "publiceer bron-registratie-x",
    "antwoord.gent.ander": "publiceer",
    "vol.alle.>": DIENSTEN,
    "vol.regio.gent.>": DIENSTEN,
    "vol.regio.limburg.>": "",
    "vol.>": "",
    "$JS.API.>": "",
    "$SYS.>": "",
    "_INBOX.>": "",
    "_INBOX.gent.kern.x": "kern",
    "_INBOX.gent.intake.x": "intake",
    "_INBOX.gent.net.x": "net",
}
VOLGEN = "vol getuige beheer"
BIJ_DE_HUB = {
    "vol.intern.d.a": "vol koppeldienst",
    "vol.alle.d.a": "vol",
    "vol.regio.gent.d.a": "vol",
    "aanvulling.gent.1": "vol",
    "leerwinkel.gent.intake.d.a": "",
    "inname.gent.registratie-x": "",
    "opbouw.gent.intake.d.a": "",
    "src.gent.deliver": "",
    "getuige.gent": "",
    "koppeling.gent": "",
    "volpost.gent.alle": "",
    "_INBOX.gent.intake.x": "getuige koppeldienst",
    "_INBOX.vol.vol.x": "",
    "$JS.API.STREAM.INFO.VOL": VOLGEN,
    "$JS.API.DIRECT.GET.VOL": VOLGEN,
    "$JS.API.DIRECT.GET.VOL_EIGEN": f"{VOLGEN} koppeldienst",
    "$JS.API.CONSUMER.CREATE.VOL": VOLGEN,
    "$JS.API.STREAM.UPDATE.VOL": "vol beheer",
    **{f"$JS.API.STREAM.{wat}.VOL": "beheer" for wat in ("CREATE", "DELETE", "PURGE", "MSG.DELETE")},
    **{f"$JS.API.STREAM.{wat}.VOL_EIGEN": "beheer" for wat in ("CREATE", "UPDATE", "DELETE", "PURGE")},
    "JSKIJK.vol.STREAM.INFO.VOL": "auditor herstel overzicht",
    "JSKIJK.vol.DIRECT.GET.VOL": "auditor herstel overzicht",
    "JSKIJK.vol.DIRECT.GET.VOL_EIGEN": "auditor overzicht",
    "JSKIJK.gent.DIRECT.GET.LEERWINKEL_GENT": "auditor overzicht",
    "JSKIJK.vol.CONSUMER.CREATE.VOL": "",
    "$JS.gent.API.INFO": "vol beheer",
    "$JS.gent.API.STREAM.INFO.LEERWINKEL_GENT": VOLGEN,
    "$JS.gent.API.DIRECT.GET.LEERWINKEL_GENT": VOLGEN,
    "$JS.gent.API.CONSUMER.CREATE.LEERWINKEL_GENT": "",
    "$JS.gent.API.CONSUMER.CREATE.LEERWINKEL_GENT.vol": "vol beheer",
    "$JS.gent.API.CONSUMER.DELETE.LEERWINKEL_GENT.vol": "beheer",
    "$JS.gent.API.CONSUMER.DELETE.LEERWINKEL_GENT.beleid-intake": "",
    **{f"$JS.gent.API.STREAM.{wat}.LEERWINKEL_GENT": "" for wat in WIJZIGEN},
    "$JS.gent.API.STREAM.INFO.INNAME_GENT": "",
    "$JS.gent.API.DIRECT.GET.INNAME_GENT": "",
    "$JS.gent.API.CONSUMER.CREATE.INNAME_GENT": "",
    "$SYS.REQ.SERVER.PING": "net",
}
GEHOORD_BIJ_DE_HUB = {
    ">": "",
    "leerwinkel.>": "",
    "vol.>": "",
    "src.>": "",
    "getuige.*": "getuige",
    "koppeling.*": "koppeldienst",
    "volpost.*.*": "vol",
    "aanvulling.>": "",
    "_INBOX.>": "",
    "_INBOX.vol.auditor.x": "auditor",
    "_INBOX.vol.vol.x": "vol",
    "_INBOX.gent.intake.x": "",
    "$JS.API.>": "",
}
BIJ = {"gent": (IN_DE_REGIO, GEHOORD_IN_DE_REGIO), HUB: (BIJ_DE_HUB, GEHOORD_BIJ_DE_HUB)}
WIE = {
    "gent": [*gebruikers("gent", ["gent"], ["registratie-x"]), "net"],
    HUB: [wie for wie in gebruikers(HUB, ["gent"]) if not wie.startswith("lijn-")] + ["net"],
}


@pytest.mark.parametrize(("knoop", "wie"), [(knoop, wie) for knoop, allen in WIE.items() for wie in allen])
async def test_a_user_may_do_this_and_nothing_else(net: Netwerk, knoop: str, wie: str) -> None:
    publiceren, horen = BIJ[knoop]
    klopper = await klop(net, knoop, wie)
    try:
        mag = await klopper.mag_publiceren(publiceren)
        hoort = await klopper.mag_horen(horen)
    finally:
        await klopper.nc.close()
    assert mag == {onderwerp for onderwerp, wie_mag in publiceren.items() if wie in wie_mag.split()}
    assert hoort == {onderwerp for onderwerp, wie_mag in horen.items() if wie in wie_mag.split()}


@pytest.mark.parametrize("knoop", BIJ)
def test_no_user_of_this_table_is_forgotten_or_unknown(knoop: str) -> None:
    genoemd = {wie for tabel in BIJ[knoop] for wie_mag in tabel.values() for wie in wie_mag.split()}
    assert genoemd == set(WIE[knoop])
