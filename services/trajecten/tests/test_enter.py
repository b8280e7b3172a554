"""Enter in a form with several buttons does nothing that one did not choose: its first button is out of use."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from leerwinkel.testing.dienst import Proefdienst

from .gegeven import GEDISPATCHT, gehouden
from .test_vandaag import toen


@dataclass
class _Knoppen(HTMLParser):
    """Per form the buttons that send it: whether each is out of use."""

    formulieren: list[list[bool]] = field(default_factory=list[list[bool]])

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form":
            self.formulieren.append([])
        elif tag == "button" and dict(attrs).get("type") == "submit":
            self.formulieren[-1].append("disabled" in dict(attrs))


async def test_enter_beside_the_buttons_of_a_short_contact_registers_nothing(proef: Proefdienst) -> None:
    await proef.gebeur(*toen(2, "d1", *GEDISPATCHT, gehouden(begeleider="begeleider-1")))
    lezer = _Knoppen()
    lezer.feed((await proef.http.get("/dossiers/d1")).text)
    meer = [knoppen for knoppen in lezer.formulieren if len(knoppen) > 1]
    assert meer
    assert all(knoppen[0] and not any(knoppen[1:]) for knoppen in meer)
