"""What a node stored before it had accounts is there afterwards; and the commands say what people must do."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.toegang.voorbereiding import bereid_toegang_voor, knoopmap
from leerwinkel.transport.nkey import new_seed, public_key


async def test_what_was_stored_before_there_were_accounts_is_there_afterwards(tmp_path: Path) -> None:
    with netwerk(tmp_path, ["gent"]) as net:
        nc = await verbind(net.url("gent"), "proef")
        await zorg_voor_regio(nc, "gent")
        nieuw = NewEvent("leerwinkel.gent.intake.d.a", "a", b"{}")
        await JetStreamLog(nc, naam_van("gent")).append("leerwinkel.gent.*.d.>", 0, [nieuw])
        await nc.close()
    with netwerk(tmp_path, ["gent"], gesloten=True) as net:
        nc = await verbind(net.ingang("gent", "kern"), "proef")
        [event] = await JetStreamLog(nc, naam_van("gent")).read("leerwinkel.gent.>")
        await nc.close()
    assert (event.id, event.position) == ("a", 1)


def test_again_changes_no_key_and_one_that_is_lost_or_broken_is_made_anew(tmp_path: Path) -> None:
    i = Instellingen(data=tmp_path)
    bereid_toegang_voor(i, [HUB, "gent"])
    map_ = knoopmap(i, "gent")
    eerst = map_.sleutels()
    map_.zaad("kern").unlink()
    map_.zaad("intake").write_text("")
    bereid_toegang_voor(i, [HUB, "gent"])
    daarna = map_.sleutels()
    assert {wie for wie in eerst if eerst[wie] != daarna[wie]} == {"kern", "intake"}
    assert all(map_.eigen_sleutel(wie) == daarna[wie][-1] for wie in ("kern", "intake"))


_DOE = """
import json, sys
from typer.testing import CliRunner
from leerwinkel.toegang.opdrachten import app
gezegd = [CliRunner().invoke(app, woorden) for woorden in json.load(sys.stdin)]
print(json.dumps([(een.exit_code, een.output) for een in gezegd]))
"""


def _zeg(map_: Path, *opdrachten: str) -> list[tuple[int, str]]:
    """Status and answer of commands on a machine where no node runs, in a process of their own: it sets up its logs."""
    omgeving = os.environ | {"LEERWINKEL_DATA": str(map_), "LEERWINKEL_POORT": "1", "COLUMNS": "200"}
    invoer = json.dumps([opdracht.split() for opdracht in opdrachten])
    uit = subprocess.run([sys.executable, "-c", _DOE], input=invoer, env=omgeving, stdout=-1, text=True, check=True)
    return [(status, tekst) for status, tekst in json.loads(uit.stdout)]


def test_two_sites_make_their_own_and_bring_over_what_is_public(tmp_path: Path) -> None:
    [gent, vol, rechten] = _zeg(
        tmp_path, "maak --knoop gent", "maak --knoop vol --naam hub.voorbeeld.be", "toon --knoop gent --rechten"
    )
    assert (gent[0], vol[0], "hub-ca.pem" in gent[1], "lijn van west-vlaanderen" in vol[1]) == (0, 0, True, True)
    [sleutel] = re.findall(r"lijn-gent (U[A-Z2-7]{55})", gent[1])
    assert "leerwinkel.gent.intake.>" in rechten[1]
    [status, _], [_, toon] = _zeg(tmp_path, f"vertrouw {sleutel} --knoop vol --wie lijn-gent", "toon --knoop vol")
    assert (status, sleutel in toon) == (0, True)
    assert sleutel in (tmp_path / "vol" / "toegang" / "toegang.conf").read_text()


def test_a_system_gets_a_key_and_loses_it_and_what_cannot_be_is_said(tmp_path: Path) -> None:
    goed = [
        "maak --knoop gent",
        "maak --knoop gent --systeem registratie-x",
        f"vertrouw {public_key(new_seed())} --knoop gent --wie bron-ander",
        "trek-in --knoop gent --wie bron-registratie-x",
    ]
    assert [status for status, _ in _zeg(tmp_path, *goed)] == [0] * len(goed)
    map_ = knoopmap(Instellingen(data=tmp_path), "gent")
    assert map_.systemen() == ["ander"]
    eerst = (map_.map / "toegang.conf").read_bytes()
    fout = [
        "maak --knoop luik",
        "maak --knoop vol --systeem x",
        "maak --knoop gent --systeem x.>",
        "vertrouw SUGEENSLEUTEL --knoop vol --wie lijn-gent",
        "vernieuw --knoop gent --wie jan",
        "trek-in --knoop gent --wie jan",
    ]
    assert [een for een, (status, _) in zip(fout, _zeg(tmp_path, *fout), strict=True) if status == 0] == []
    assert (map_.map / "toegang.conf").read_bytes() == eerst
