"""What every page stands in: its templates, the name and navigation of the app, the filters for Dutch text."""

from collections.abc import Collection
from dataclasses import dataclass
from types import CodeType
from typing import Any, cast

from jinja2 import BytecodeCache, ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.bccache import Bucket

from leerwinkel.runtime.web import opmaak
from leerwinkel.runtime.web.statisch import statisch


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One entry of the navigation. `voor`: the roles that see it; without it everybody does."""

    naam: str
    pad: str
    voor: frozenset[str] | None = None

    def ziet(self, rollen: Collection[str]) -> bool:
        """Whether somebody with these roles sees it; without any: nobody is signed in."""
        return self.voor is None or not self.voor.isdisjoint(rollen)


@dataclass(frozen=True, slots=True)
class Schil:
    """What the header and the footer say. `herkomst` is a sentence on where the data come from."""

    naam: str
    navigatie: tuple[Onderdeel, ...]
    versie: str
    herkomst: str

    def onderdelen(self, rollen: Collection[str]) -> list[Onderdeel]:
        """The navigation for these roles; without any: nobody is signed in."""
        return [onderdeel for onderdeel in self.navigatie if onderdeel.ziet(rollen)]


class _Vertaald(BytecodeCache):
    """What this process compiled: the second application with a template, or with the shell, has it at once."""

    def __init__(self) -> None:
        self._van: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._van.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._van[bucket.key, bucket.checksum] = bucket.code


_VERTAALD = _Vertaald()


def sjabloonomgeving(pakket: str, sjabloonmap: str, *, schil: Schil) -> Environment:
    """The templates in a folder of a package, with the shell's own under `shell/`.

    Everything is escaped, and a name that is not there is an error. A page extends `shell/basis.html` and says with
    `huidig` which path of the navigation it is.
    """
    eigen = PackageLoader(pakket, sjabloonmap)
    gedeeld = PrefixLoader({"shell": PackageLoader("leerwinkel.runtime.web", "sjablonen")})
    omgeving = Environment(
        loader=ChoiceLoader([gedeeld, eigen]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_VERTAALD,
    )
    cast("dict[str, Any]", omgeving.globals).update(schil=schil, statisch=statisch)
    omgeving.filters.update(opmaak.FILTERS)
    return omgeving
