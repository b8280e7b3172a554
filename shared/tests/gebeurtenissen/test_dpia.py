"""The DPIA lists every field by which an event can say something of a person, with the reason for it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from leerwinkel.gebeurtenissen import Gebeurtenis
from leerwinkel.gebeurtenissen.register import DIENSTEN, REGISTER

DPIA = Path(__file__).parents[3] / "docs" / "dpia.md"
OVER_EEN_PERSOON = {"dossier", "client", "signaal", "klacht", "bevraging"}
VAST = {"specversion", "datacontenttype", "dataschema", "data"}
"""Of the envelope: the same for every event of a type."""


def _modellen(soort: Any) -> Iterator[type[BaseModel]]:
    if isinstance(soort, type) and issubclass(soort, BaseModel):
        yield soort
    for deel in get_args(soort):
        yield from _modellen(deel)


def _velden(model: type[BaseModel], voor: str = "") -> Iterator[str]:
    for naam, veld in model.model_fields.items():
        binnen = list(_modellen(veld.annotation))
        for een in binnen:
            yield from _velden(een, "" if naam == "profiel" else f"{voor}{naam}.")
        if not binnen:
            yield f"{voor}{naam}"


def _rijen() -> list[list[str]]:
    _, deel = DPIA.read_text(encoding="utf-8").split("\n## 3. ")
    regels = deel.split("\n## 4. ")[0].splitlines()
    rijen = [[cel.strip() for cel in regel.strip("|").split("|")] for regel in regels if regel.startswith("| `")]
    assert rijen
    return rijen


def test_it_names_every_field_that_an_event_can_say_of_a_person_and_no_other() -> None:
    soorten = [s for s in REGISTER.values() if s.service in DIENSTEN and s.entiteit in OVER_EEN_PERSOON]
    in_contract = {veld for soort in soorten for veld in _velden(soort.model)}
    op_omslag = set(Gebeurtenis.model_fields) - VAST
    genoemd = [veld for rij in _rijen() for veld in re.findall(r"`([\w.]+)`", rij[0])]
    assert sorted(genoemd) == sorted(in_contract | op_omslag)


def test_each_has_a_reason_and_how_much_it_points_at_somebody() -> None:
    for _, waarom, wijst in _rijen():
        assert len(waarom) >= len("gelijke toegang")
        assert wijst in {"veel", "samen", "weinig"}
