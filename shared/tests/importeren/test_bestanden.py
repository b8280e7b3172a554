"""Files as people make them: separators, encodings, spreadsheets, names, and files that would do harm."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from leerwinkel.inname.importeren import GeenExport, tabel, xlsxtabel
from leerwinkel.testing.invoer import Proefinvoer

KOP = "dossier,regio,tijdstip,drempelsoort"
RIJ = "D1,gent,2020-05-01T10:00,taal"


@pytest.fixture
def invoer(tmp_path: Path) -> Proefinvoer:
    return Proefinvoer(tmp_path / "export")


def _werkmap(pad: Path, bladen: Mapping[str, Sequence[Sequence[object]]]) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    werkmap = openpyxl.Workbook()
    werkmap.remove(werkmap.worksheets[0])
    for naam, rijen in bladen.items():
        blad = werkmap.create_sheet(naam)
        for rij in rijen:
            blad.append(rij)
    werkmap.save(pad)


@pytest.mark.parametrize("scheiding", [",", ";", "\t"])
async def test_the_separator_follows_from_the_header(invoer: Proefinvoer, scheiding: str):
    invoer.schrijf("drempels.csv", KOP.replace(",", scheiding), RIJ.replace(",", scheiding))
    await invoer.importeer()
    assert len(invoer.gebeurtenissen()) == 1


async def test_a_spreadsheet_with_a_sheet_per_file_gives_the_same_events(invoer: Proefinvoer, tmp_path: Path):
    moment = datetime(2020, 5, 1, 10, 20)  # noqa: DTZ001 - a spreadsheet has local times
    sessie = ["405", "gent", moment, "intake", "fysiek", 45, 7]
    kop = ["dossier", "regio", "tijdstip", "soort", "vorm", "duur_minuten", "begeleider"]
    keuze = [405, "gent", moment, "cvo", 4, True]
    keuzekop = ["dossier", "regio", "tijdstip", "aanbieder_soort", "niveau", "evc"]
    _werkmap(
        invoer.map / "export.xlsx", {"sessies": [kop, sessie], "keuze-gemaakt": [keuzekop, keuze], "Uitleg": [["x"]]}
    )
    verslag = await invoer.importeer()
    assert verslag.fouten == []
    assert verslag.opmerkingen == ["export.xlsx [Uitleg] is niet ingelezen: geen gebeurtenis heet zo"]
    csv = Proefinvoer(tmp_path / "csv")
    csv.schrijf("sessies.csv", ",".join(kop), "405,gent,2020-05-01T10:20:00,intake,fysiek,45,7")
    csv.schrijf("keuze-gemaakt.csv", ",".join(keuzekop), "405,gent,2020-05-01T10:20:00,cvo,4,ja")
    await csv.importeer()
    assert {g.digest() for g in invoer.gebeurtenissen()} == {g.digest() for g in csv.gebeurtenissen()}


async def test_one_file_may_be_imported_and_a_lone_sheet_takes_the_name_of_its_file(invoer: Proefinvoer):
    _werkmap(invoer.map / "drempels.xlsx", {"Blad1": [[], KOP.split(","), RIJ.split(","), [], RIJ.split(",")]})
    verslag = await invoer.importeer(invoer.map / "drempels.xlsx")
    assert (verslag.gelezen, len(invoer.gebeurtenissen())) == (2, 2)


async def test_a_code_that_a_spreadsheet_took_for_a_number_is_understood(invoer: Proefinvoer):
    kop = ["dossier", "regio", "tijdstip", "aanbieder_soort", "niveau", "studiegebied"]
    _werkmap(invoer.map / "keuzes.xlsx", {"keuzes": [kop, [1, "gent", "2020-05-01T10:00", "cvo", 4.0, 9]]})
    await invoer.importeer()
    (keuze,) = invoer.gebeurtenissen()
    assert (getattr(keuze.data, "niveau", None), getattr(keuze.data, "studiegebied", None)) == (4, "09")


async def test_row_numbers_are_those_of_a_spreadsheet(invoer: Proefinvoer):
    fout = RIJ.replace("taal", "regen")
    invoer.schrijf("drempels.csv", KOP, '"D\n2",gent,2020-05-01T10:00,taal', "", fout, ",,,", fout)
    _werkmap(invoer.map / "b.xlsx", {"drempels": [[], KOP.split(","), [], fout.split(",")]})
    verslag = await invoer.importeer()
    assert [(f.bestand, f.rij) for f in verslag.fouten] == [
        ("b.xlsx [drempels]", 4),
        ("drempels.csv", 4),
        ("drempels.csv", 6),
    ]
    assert verslag.aanvaard == 1


@pytest.mark.parametrize("codering", ["cp1252", "utf-16"])
async def test_a_file_that_is_no_utf8_is_refused_whole_with_a_way_out(invoer: Proefinvoer, codering: str):
    invoer.map.mkdir()
    kop = "partner,regio,tijdstip,naam,partnersoort,gemeente"
    rijen = ["P0,gent,2020-05-01T10:00,Ligo,cbe,44021", "P1,gent,2020-05-01T10:00,École,cvo,44021"]
    (invoer.map / "partner-geregistreerd.csv").write_text("\n".join([kop, *rijen]), encoding=codering)
    verslag = await invoer.importeer()
    assert invoer.gebeurtenissen() == []
    assert "CSV UTF-8" in str(verslag.per_bestand[0].onbruikbaar)
    assert not verslag.volledig


async def test_utf8_with_or_without_mark_is_read(invoer: Proefinvoer):
    invoer.map.mkdir()
    tekst = "partner,regio,tijdstip,naam,partnersoort,gemeente\nP1,gent,2020-05-01T10:00,École,cvo,44021\n"
    for codering in ("utf-8", "utf-8-sig"):
        (invoer.map / "partner-geregistreerd.csv").write_text(tekst, encoding=codering)
        await invoer.importeer()
    assert [getattr(g.data, "naam", None) for g in invoer.gebeurtenissen()] == ["École"]


async def test_unknown_files_are_named_with_a_suggestion_and_the_rest_is_silent(invoer: Proefinvoer):
    invoer.schrijf("drempels.csv", KOP, RIJ)
    invoer.schrijf("sesies.csv", "a,b")
    for naam in ("README.md", "verwacht.csv", "fouten-2020.csv", "nota.txt", ".verborgen.csv"):
        invoer.schrijf(naam, "a,b")
    verslag = await invoer.importeer()
    assert verslag.opmerkingen == ["sesies.csv is niet ingelezen: geen gebeurtenis heet zo; bedoel je ‘sessies’?"]


async def test_a_folder_without_export_is_said_to_be_one(invoer: Proefinvoer):
    with pytest.raises(GeenExport, match="bestaat niet"):
        await invoer.importeer()
    invoer.schrijf("sesies.csv", "a,b")
    with pytest.raises(GeenExport, match="sessies"):
        await invoer.importeer()


async def test_an_unknown_column_is_noted_and_the_rows_go_in(invoer: Proefinvoer):
    invoer.schrijf("drempels.csv", f"{KOP},ernts,,naam", f"{RIJ},3,x,Jan")
    verslag = await invoer.importeer()
    assert len(invoer.gebeurtenissen()) == 1
    assert any("‘ernts’" in o and "‘ernst’" in o for o in verslag.opmerkingen)
    assert any("zonder naam" in o for o in verslag.opmerkingen)


@pytest.mark.parametrize(
    ("kop", "reden"),
    [
        ("dossier,regio,tijdstip", "mist de kolom ‘drempelsoort’"),
        ("dossier,regio,tijdstip,drempelsort", "mist de kolom ‘drempelsoort’; is ‘drempelsort’ zo bedoeld?"),
        ("dossier,drempelsoort", "mist de kolommen ‘regio’, ‘tijdstip’"),
        ("regio,tijdstip,drempelsoort", "mist de kolom ‘dossier’"),
        (f"{KOP},Regio", "heeft de kolom ‘Regio’ meer dan eens"),
        ("", "is leeg"),
    ],
)
async def test_a_header_that_cannot_do_is_one_clear_message(invoer: Proefinvoer, kop: str, reden: str):
    invoer.schrijf("drempels.csv", kop, *([RIJ] if kop else []))
    verslag = await invoer.importeer()
    assert [b.onbruikbaar for b in verslag.per_bestand] == [reden]
    assert (verslag.gelezen, verslag.fouten) == (0, [])


@pytest.mark.parametrize(
    ("regel", "reden"),
    [
        ('"D1,gent,2020-05-01T10:00,taal', "aanhalingstekens"),
        (f"{'x' * 10_001},gent,2020-05-01T10:00,taal", "10000 tekens"),
        (f"{'x' * 200_000},gent,2020-05-01T10:00,taal", ""),
        ("," * 600, "500 kolommen"),
        ("," * 1_000_000, "500 kolommen"),
    ],
)
async def test_a_file_that_cannot_be_trusted_is_refused_before_its_first_row(
    invoer: Proefinvoer, regel: str, reden: str
):
    invoer.schrijf("drempels.csv", KOP, RIJ, regel)
    verslag = await invoer.importeer()
    assert reden in str(verslag.per_bestand[0].onbruikbaar)
    assert invoer.gebeurtenissen() == []


async def test_too_many_rows_are_refused(invoer: Proefinvoer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tabel, "MAX_RIJEN", 2)
    invoer.schrijf("drempels.csv", KOP, RIJ, RIJ, RIJ)
    verslag = await invoer.importeer()
    assert "meer dan 2 rijen" in str(verslag.per_bestand[0].onbruikbaar)


async def test_a_spreadsheet_that_unpacks_too_large_is_not_opened_whatever_it_claims(
    invoer: Proefinvoer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(xlsxtabel, "MAX_UITGEPAKT", 100_000)
    _werkmap(invoer.map / "a.xlsx", {"drempels": [KOP.split(",")]})
    with zipfile.ZipFile(invoer.map / "a.xlsx", "a", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("xl/bom.xml", b"0" * 200_000)
    ruw = (invoer.map / "a.xlsx").read_bytes()
    (invoer.map / "a.xlsx").write_bytes(ruw.replace((200_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    verslag = await invoer.importeer()
    assert "te groot" in str(verslag.per_bestand[0].onbruikbaar)


async def test_a_spreadsheet_that_is_broken_inside_is_refused(invoer: Proefinvoer):
    _werkmap(invoer.map / "a.xlsx", {"drempels": [KOP.split(",")]})
    ruw = (invoer.map / "a.xlsx").read_bytes()
    begin = ruw.index(b"xl/styles.xml") + 20
    (invoer.map / "a.xlsx").write_bytes(
        ruw[:begin] + bytes(byte ^ 0xFF for byte in ruw[begin : begin + 20]) + ruw[begin + 20 :]
    )
    verslag = await invoer.importeer()
    assert "geen leesbaar XLSX" in str(verslag.per_bestand[0].onbruikbaar)


@pytest.mark.parametrize("inhoud", [b"", b"PK\x03\x04rommel", b"dossier,regio\n"])
async def test_what_is_no_spreadsheet_is_refused(invoer: Proefinvoer, inhoud: bytes):
    invoer.map.mkdir()
    (invoer.map / "sessies.xlsx").write_bytes(inhoud)
    invoer.schrijf("drempels.csv", KOP, RIJ)
    verslag = await invoer.importeer()
    assert "geen leesbaar XLSX" in str(verslag.per_bestand[1].onbruikbaar or verslag.per_bestand[0].onbruikbaar)
    assert len(invoer.gebeurtenissen()) == 1
