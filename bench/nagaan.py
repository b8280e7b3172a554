"""Proving a log: adding to its tree, checkpoints and proofs of a large one, and verifying a million events."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from statistics import median

import nats
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.hublog import gevulde_hub
from bench.meting import Meting, Opzet
from leerwinkel.audit import Checkpoint, Frontier, Note, Signer, consistency, entry, inclusion, leaf_hash
from leerwinkel.audit.note import Kind
from leerwinkel.audit.tiles import TileFolder
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.waarmerk.aanbod import GETUIGE, herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.bron import kies_logs
from vol_reporting.controle.levend import Levend
from vol_reporting.controle.nagaan import Nagaan
from vol_reporting.inname.lezing import ruim_minder_op

_APPEND_US, _BEWIJS_MS, _NAGAAN_S = 10.0, 10.0, 60.0
_KEER, _BLOK = 200, 100_000


def meet(opzet: Opzet) -> list[Meting]:
    """Microseconds for a leaf, milliseconds for a checkpoint and proofs, seconds for inspecting every log and copy."""
    ruim_minder_op()
    return [
        *_boom(opzet, opzet.omvang(10_000_000, 20_000)),
        *asyncio.run(_nagaan(opzet, opzet.omvang(1_000_000, 2_000))),
    ]


def _op(naam: str, waarde: float, eenheid: str, grens: float, *, kaal: float | None = None, noot: str = "") -> Meting:
    tegenover = "one hash of two" if kaal else ""
    return Meting(
        naam=naam,
        waarde=waarde,
        eenheid=eenheid,
        basis=kaal,
        tegenover=tegenover,
        grens=grens,
        hoger_is_beter=False,
        noot=noot,
    )


def _bladen(aantal: int) -> Iterator[bytes]:
    for nummer in range(aantal):
        yield sha256(nummer.to_bytes(8, "big")).digest()


def _boom(opzet: Opzet, aantal: int) -> Iterator[Meting]:
    """A tree that grows to its full size, in memory and as tiles on the disk; then what is asked of it."""
    bladen = list(_bladen(min(_BLOK, aantal)))
    rand, tegels = Frontier(), TileFolder(opzet.map / "tegels")
    tegels.folder.mkdir(parents=True)
    in_geheugen, op_schijf, kaal = list[float](), list[float](), list[float]()
    for _ in range(max(1, aantal // len(bladen))):
        in_geheugen.append(_per_blad(lambda: [rand.append(blad) for blad in bladen], bladen))
        op_schijf.append(_per_blad(lambda: tegels.append(bladen), bladen))
        kaal.append(_per_blad(lambda: [sha256(b"\x01" + blad + blad).digest() for blad in bladen], bladen))
    opzet.zeg(f"a tree of {rand.size} leaves")
    assert tegels.flush().root() == rand.root()
    yield _op("a leaf added to the tree", median(in_geheugen), "µs", _APPEND_US, kaal=median(kaal))
    yield _op("a leaf added to the tiles on disk", median(op_schijf), "µs", _APPEND_US, kaal=median(kaal))
    yield from _vragen(opzet.map / "tegels", rand.size)


def _per_blad(werk: Callable[[], object], bladen: Sequence[bytes]) -> float:
    begin = time.perf_counter()
    werk()
    return (time.perf_counter() - begin) / len(bladen) * 1e6


def _vragen(map_: Path, omvang: int) -> Iterator[Meting]:
    """Each from a reader that has read nothing yet."""
    tekenaar = Signer(herkomst_van("gent"), Ed25519PrivateKey.generate())
    uitgave = Uitgave(map_)

    def controlepunt(_: int) -> None:
        tekst = Checkpoint(herkomst_van("gent"), omvang, uitgave.boom(omvang).root()).format()
        Note(tekst, (tekenaar.sign(tekst),)).format()

    plaatsen = [(nummer * 7919 + 13) % omvang for nummer in range(_KEER)]
    yield _duur("a signed checkpoint", controlepunt, plaatsen, omvang)
    yield _duur(
        "a proof that an event is in the log", lambda p: inclusion(uitgave.boom(omvang), p, omvang), plaatsen, omvang
    )
    yield _duur(
        "a proof that the log only grew", lambda p: consistency(uitgave.boom(omvang), p, omvang), plaatsen, omvang
    )


def _duur(naam: str, werk: Callable[[int], object], plaatsen: Sequence[int], omvang: int) -> Meting:
    duren: list[float] = []
    for plaats in plaatsen:
        begin = time.perf_counter()
        werk(plaats)
        duren.append((time.perf_counter() - begin) * 1000)
    return _op(f"{naam}, {omvang} leaves", sorted(duren)[len(duren) * 95 // 100], "ms (p95)", _BEWIJS_MS)


async def _nagaan(opzet: Opzet, aantal: int) -> list[Meting]:
    """All eight logs and the hub's copy of them, over the network of this machine, in this one process."""
    async with gevulde_hub(opzet.map / "hub", aantal) as hub:
        nc = await nats.connect(hub.knooppunt.url)
        instellingen = Instellingen(data=opzet.map / "data", nats={"vol": hub.knooppunt.url})
        bron = _Dichtbij(nc, instellingen)
        await _onderteken(bron)
        opzet.zeg(f"{aantal} events signed and witnessed")
        begin, rekentijd = time.perf_counter(), time.process_time()
        uitslagen = await Nagaan(bron, kies_logs("")).ga_na(lambda _: None)
        duur, rekentijd = time.perf_counter() - begin, time.process_time() - rekentijd
        await nc.close()
    assert sum(uitslag.kopie for uitslag in uitslagen) == aantal
    assert all(uitslag.klopt for uitslag in uitslagen), uitslagen
    noot = f"{rekentijd:.0f} s of that in this process"
    return [_op(f"{aantal} events, every log and its copy verified", duur, "s", _NAGAAN_S, noot=noot)]


class _Dichtbij(Levend):
    """The regions' logs are on the hub's own node here."""

    def _api(self, regio: str) -> str:
        del regio
        return "$JS.API"


async def _onderteken(bron: Levend) -> None:
    getuige = Signer(GETUIGE, Ed25519PrivateKey.generate(), Kind.COSIGNATURE)
    for log in kies_logs(""):
        tekenaar = Signer(herkomst_van(log), Ed25519PrivateKey.generate())
        uitgave = bron.waarmerken(log).getuigd
        uitgave.vertrouw(tekenaar.verifier)
        tegels = TileFolder(uitgave.map)
        async for deel in bron.eigen(log):
            tegels.append(leaf_hash(entry(each.onderwerp, each.inhoud)) for each in deel)
        tekst = Checkpoint(herkomst_van(log), tegels.size, tegels.flush().root()).format()
        uitgave.bewaar(Note(tekst, (tekenaar.sign(tekst), getuige.sign(tekst, 1))))
    Uitgave(bron.waarmerken("vol").getuigd.map.parent / "sleutels").vertrouw(getuige.verifier)
