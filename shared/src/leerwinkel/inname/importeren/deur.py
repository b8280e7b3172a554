"""What the import needs of the door: to offer events, to read one entity, to know which ids are on the log."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.inname.verpakt import Verpakt


class Antwoord(Protocol):
    """The door's answer to one event: aanvaard, herhaling, conflict or geweigerd."""

    @property
    def uitkomst(self) -> str:
        """One of the four words above."""
        ...

    @property
    def reden(self) -> str | None:
        """Why not, in Dutch."""
        ...


class Deur(Protocol):
    """The door of one region."""

    async def neem_verpakt_in(self, verpakt: Sequence[Verpakt], /) -> Sequence[Antwoord]:
        """Append what is new, durably; one answer per event, in their order."""
        ...

    async def geschiedenis(self, dossier: str, /) -> Sequence[AnyGebeurtenis]:
        """All events of one entity, as on the log."""
        ...

    async def tel_bekende(self, source: str, welke: Callable[[str, str], bool], /) -> Mapping[str, int]:
        """Per event name, of how many events of that source on the log `welke` says so by (event name, id)."""
        ...

    async def bekende_ids(self, source: str, soort: str, /) -> Collection[str]:
        """The ids on the log of that source and event name."""
        ...
