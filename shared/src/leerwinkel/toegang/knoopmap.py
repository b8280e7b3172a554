"""The folder `toegang` of a node: secret keys of its users, the public ones that count, what the server reads."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.schrijven import schrijf, slot
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.toegang.configuratie import gebruikers, lijn, rekeningen, tls
from leerwinkel.toegang.rechten import BRON
from leerwinkel.transport.nkey import BadSeed, new_seed, public_key


class OnbekendeGebruiker(Zegbaar):
    """No such user at that node; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Knoopmap:
    """Of the hub or a region. `met_tls`: clients too must use TLS, not only the lines."""

    knoop: str
    map: Path
    regios: Sequence[str]
    met_tls: bool = False

    def sleutels(self) -> dict[str, list[str]]:
        """The public keys that count, by user; the newest last."""
        pad = self.map / "sleutels.json"
        return json.loads(pad.read_text(encoding="utf-8")) if pad.exists() else {}

    def mensen(self) -> list[str]:
        """Who has, or should have, a key that is made here: at the hub not the lines, whose key a region makes."""
        eigen = [wie for wie in gebruikers(self.knoop, self.regios, self.systemen()) if not wie.startswith("lijn-")]
        return [*eigen, Wie.NET, *([] if self.knoop == HUB else [Wie.LIJN])]

    def systemen(self) -> list[str]:
        """The source systems that have a key here."""
        return sorted(wie.removeprefix(BRON) for wie in self.sleutels() if wie.startswith(BRON))

    def zaad(self, wie: str) -> Path:
        """Where the secret key of a user is."""
        return self.map / f"{wie}.zaad"

    def maak(self, *wie: str) -> None:
        """Give each a key who has none that counts.

        All at once, and not each on disk before the next: who loses one in a power cut gets another here.
        """
        zonder = [each for each in wie if self._telt_niet(each)]
        nieuw = {each: new_seed() for each in zonder}
        for each, zaad in nieuw.items():
            self.map.mkdir(parents=True, exist_ok=True)
            self.zaad(each).unlink(missing_ok=True)
            self.zaad(each).touch(mode=0o600)
            self.zaad(each).write_text(f"{zaad}\n", encoding="ascii")
        if nieuw:
            self._wijzig(lambda bekend: bekend | {each: [public_key(zaad)] for each, zaad in nieuw.items()})

    def _telt_niet(self, wie: str) -> bool:
        try:
            return self.eigen_sleutel(wie) not in self.sleutels().get(wie, [])
        except BadSeed:
            return True

    def klaargezet(self, wie: str) -> str:
        """A new secret key that counts beside the one in use, which is still in the file."""
        zaad = new_seed()
        self.vertrouw(wie, public_key(zaad))
        return zaad

    def vervang(self, wie: str, zaad: str) -> None:
        """From now on the user signs with this key."""
        schrijf(self.zaad(wie), f"{zaad}\n".encode(), 0o600)

    def vertrouw(self, wie: str, publiek: str) -> bool:
        """Let a key count for a user; gives whether it did not yet."""

        def erbij(alle: dict[str, list[str]]) -> dict[str, list[str]]:
            return alle | {wie: [*(each for each in alle.get(wie, []) if each != publiek), publiek]}

        return self._wijzig(erbij)

    def trek_in(self, wie: str, behalve: str | None = None) -> bool:
        """Let no key of a user count any more, but for this one; gives whether that changes anything."""
        return self._wijzig(lambda alle: alle | {wie: [each for each in alle.get(wie, []) if each == behalve]})

    def _wijzig(self, hoe: Callable[[dict[str, list[str]]], dict[str, list[str]]]) -> bool:
        with slot(self.map / ".slot", wachten=True):
            eerder = self.sleutels()
            nu = {wie: sleutels for wie, sleutels in hoe(eerder).items() if sleutels}
            if nu == eerder:
                return False
            schrijf(self.map / "sleutels.json", json.dumps(nu, indent=1, sort_keys=True).encode())
        return True

    def eigen_sleutel(self, wie: str) -> str | None:
        """The public half of what is in the file of a user."""
        pad = self.zaad(wie)
        return public_key(pad.read_text(encoding="ascii")) if pad.exists() else None

    def schrijf_configuratie(self) -> None:
        """Write what the server reads when it starts or is told to read again."""
        mensen = gebruikers(self.knoop, self.regios, self.systemen())
        inhoud = rekeningen(self.knoop, mensen, self.sleutels()) + (tls(self.map) if self.met_tls else "")
        schrijf(self.map / "toegang.conf", inhoud.encode())
        if self.knoop == HUB:
            schrijf(self.map / "lijn.conf", tls(self.map).encode())
        elif self.zaad(Wie.LIJN).exists():
            zaad = self.zaad(Wie.LIJN).read_text(encoding="ascii").strip()
            schrijf(self.map / "lijn.conf", lijn(self.knoop, zaad, self.map / "hub-ca.pem").encode(), 0o600)
