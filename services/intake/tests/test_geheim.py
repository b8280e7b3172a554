"""Who the cliënt is stands nowhere in clear: not in a file, an address, a log line or an event (design: privacy)."""

from pathlib import Path

import pytest

from intake.app import DIENST
from leerwinkel.runtime.taken import in_draad
from leerwinkel.testing.dienst import draaiend, formulieren

MERKEN = {
    "voornaam": "Merkvoornaam",
    "naam": "Merkfamilienaam",
    "geboortedatum": "1987-06-05",
    "rijksregisternummer": "87.06.05-001-69",
    "telefoon": "0499 98 76 54",
    "email": "merk@voorbeeld.test",
}
LATER = {"adres": "Merkstraat 12, Merkgem", "notitie": "Merknotitie over thuis."}
VRAAG = {"kanaal": "telefoon", "toeleiding": "andere", "vraagsoort": "leernood"}


def sporen(tekst: bytes) -> list[str]:
    kaal = {"87060500169", "0499987654"}
    return [merk for merk in (*MERKEN.values(), *LATER.values(), *kaal) if merk.encode() in tekst]


def sporen_op_schijf(map_: Path) -> set[str]:
    bestanden = [bestand for bestand in map_.rglob("*") if bestand.is_file()]
    assert len(bestanden) > 5, "the log, the kluis, the read model and the search are among them"
    return {spoor for bestand in bestanden for spoor in sporen(bestand.read_bytes())}


async def test_marked_persoonsgegevens_are_found_nowhere_in_clear(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    adressen: list[str] = []
    async with draaiend(DIENST, tmp_path) as proef:
        fout = await proef.stuur("/", **(VRAAG | {"kanaal": ""}), **MERKEN, doe="registreer")
        klaar = await proef.http.post("/", data=formulieren(fout.text)["/"] | VRAAG | {"doe": "registreer"})
        [event] = await proef.log()
        pad = f"/dossiers/{event.subject}/profiel"
        assert len(sporen((await proef.http.get(pad)).content)) == len(MERKEN), "the page itself shows them"
        adressen += [str(fout.url), str(klaar.headers), str((await proef.stuur(pad, **LATER)).headers)]
        assert len(await proef.log()) == 2
        await proef.stuur("/", doe="zoek", zoek="Merkfamilienaam 5/6/1987")
        await proef.stuur(f"/dossiers/{event.subject}/heropenen", **MERKEN)
        assert [spoor for gebeurd in await proef.log() for spoor in sporen(gebeurd.ruw())] == []
        assert await in_draad(sporen_op_schijf, tmp_path) == set()
    assert sporen("".join((*adressen, *capfd.readouterr())).encode()) == []
