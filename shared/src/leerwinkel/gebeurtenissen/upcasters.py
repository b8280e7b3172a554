"""Upcasters: an event written in an older version, as the current one. A chain of small steps, one version each.

To change an event: keep its old model in `vorige`, raise `versie` of the new one, write the step from the old version
here, and a line under "Contract" in the changelog. Reading accepts the current version and every older one that has
a step.
"""

from collections.abc import Callable
from typing import Any

Stap = Callable[[dict[str, Any]], dict[str, Any]]


def _aanmelding_v0(data: dict[str, Any]) -> dict[str, Any]:
    """The pilots registered one theme; since v1 a question can have several."""
    thema = data.pop("thema", None)
    return {**data, "themas": [] if thema is None else [thema]}


STAPPEN: dict[str, Stap] = {
    "be.leerwinkel.intake.aanmelding-geregistreerd.v0": _aanmelding_v0,
}
"""From the type of an old version to the step that makes its data those of the next."""


def volgende(type_: str) -> str:
    """The type of the next version: `….v0` → `….v1`."""
    stam, _, versie = type_.rpartition(".v")
    return f"{stam}.v{int(versie) + 1}"


def upcast(gebeurtenis: dict[str, Any]) -> dict[str, Any]:
    """The event (a plain JSON object) in its newest known version. An unknown type comes back as it is."""
    while (stap := STAPPEN.get(gebeurtenis.get("type", ""))) is not None:
        gebeurtenis = {
            **gebeurtenis,
            "type": volgende(gebeurtenis["type"]),
            "data": stap(dict(gebeurtenis["data"])),
        }
    return gebeurtenis
