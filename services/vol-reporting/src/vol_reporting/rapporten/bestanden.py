"""A report as files to take along: XLSX, CSV with its description, Parquet; each table whole, numbers not rounded."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from leerwinkel.runtime.web.rekenmap import Blad, Rekenmap, als_rekenmap
from vol_reporting.datapakket import PAKKET, Bron, als_csv, als_json, beschrijving
from vol_reporting.rapporten.model import Deel, Kolomsoort, Rapport, Tabel
from vol_reporting.rapporten.toelichting import GEBRUIK

_MAKER: Final = "Vlaams Ondersteuningspunt Leerloopbaanbegeleiding"
_EEUWIG: Final = (1980, 1, 1, 0, 0, 0)
_TYPEN: Final[Mapping[Kolomsoort, tuple[str, pa.DataType]]] = {
    "tekst": ("string", pa.string()),
    "aantal": ("integer", pa.int64()),
    "waarde": ("number", pa.float64()),
    "onder": ("number", pa.float64()),
    "boven": ("number", pa.float64()),
}


def xlsx(rapport: Rapport) -> bytes:
    """A cover, notes, and a sheet for each table."""
    toelichting = [(h.titel, zin) for h in rapport.hoofdstukken for zin in h.uitleg]
    toelichting += [(deel.tabel.titel, deel.uitleg) for deel in _delen(rapport) if deel.uitleg]
    bladen = [Blad(t.naam, t.titel, tuple(kolom.titel for kolom in t.kolommen), t.rijen) for t in rapport.tabellen]
    return als_rekenmap(
        Rekenmap(
            titel=f"{rapport.titel}, {rapport.ondertitel}",
            maker=_MAKER,
            gemaakt=datetime.fromisoformat(rapport.stand_van),
            voorblad=[*rapport.kenmerken, ("Gebruik", GEBRUIK[rapport.bestemming])],
            toelichting=toelichting,
            bladen=bladen,
        )
    )


def csv(rapport: Rapport) -> bytes:
    """A ZIP with a CSV per table and their description, a Data Package."""
    bronnen = [_bron(deel) for deel in _delen(rapport)]
    pakket = {
        "profile": "tabular-data-package",
        "name": rapport.nummer,
        "title": f"{rapport.titel}, {rapport.ondertitel}",
        "description": GEBRUIK[rapport.bestemming],
        "version": f"{rapport.opzet}.0.0",
        "created": rapport.stand_van,
        "resources": [beschrijving(bron) for bron in bronnen],
    }
    return _zip({PAKKET: als_json(pakket), **{bron.bestand: bron.inhoud for bron in bronnen}})


def parquet(rapport: Rapport) -> bytes:
    """A ZIP with a Parquet file per table."""
    return _zip({f"{tabel.naam}.parquet": _als_parquet(tabel) for tabel in rapport.tabellen})


def _delen(rapport: Rapport) -> list[Deel]:
    return [deel for hoofdstuk in rapport.hoofdstukken for deel in hoofdstuk.delen]


def _bron(deel: Deel) -> Bron:
    tabel = deel.tabel
    velden: dict[str, dict[str, Any]] = {
        kolom.naam: {"type": _TYPEN[kolom.soort][0], "title": kolom.titel} for kolom in tabel.kolommen
    }
    inhoud = als_csv(velden, tabel.rijen)
    return Bron(tabel.naam, tabel.titel, deel.uitleg or tabel.titel, velden, inhoud, tabel.sleutel)


def _als_parquet(tabel: Tabel) -> bytes:
    kolommen = {
        kolom.naam: pa.array([rij[plaats] for rij in tabel.rijen], _TYPEN[kolom.soort][1])
        for plaats, kolom in enumerate(tabel.kolommen)
    }
    uit = io.BytesIO()
    pq.write_table(pa.table(kolommen), uit, compression="zstd")
    return uit.getvalue()


def _zip(bestanden: Mapping[str, bytes]) -> bytes:
    """Always the same bytes for the same files."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as map_:
        for naam, inhoud in bestanden.items():
            map_.writestr(zipfile.ZipInfo(naam, _EEUWIG), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()
