"""NATS keys (nkeys) for clients: read from their file at each connection, so that a key can be renewed while one lives.

nats-py (2.16) asks for two more libraries to sign with them, keeps the public half of the first key for ever, and gives
a connection up when the server turns it away. A key that cannot be read just now is no reason to give up either.
"""

import base64
import binascii
from pathlib import Path
from typing import Any

import nats.errors
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nats.aio.client import Client

_GEMERKT = "_leerwinkel_nkeys"
_SEED, _USER = 18 << 3, 20 << 3
_TURNED_AWAY = ("authorization violation", "authentication revoked", "authentication expired")


class BadSeed(ValueError):
    """This is no seed of a user; the message does not tell what it is."""


def new_seed() -> str:
    """A fresh secret key, as NATS writes it: `SU…`."""
    prefix = bytes([_SEED | (_USER >> 5), (_USER & 31) << 3])
    return _encoded(prefix + Ed25519PrivateKey.generate().private_bytes_raw())


def public_key(seed: str) -> str:
    """The half that the server may know: `U…`. Raises BadSeed."""
    return _encoded(bytes([_USER]) + _private(seed).public_key().public_bytes_raw())


def is_public_key(text: str) -> bool:
    """Whether it is that of a user, with every letter as it was written."""
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        return False
    return raw[:1] == bytes([_USER]) and len(raw) == 35 and _encoded(raw[:-2]) == text  # noqa: PLR2004 - 1 + 32 + 2


def signed(seed: str, nonce: bytes) -> bytes:
    """What proves to the server that one has the seed. Raises BadSeed."""
    return _private(seed).sign(nonce)


def _private(seed: str) -> Ed25519PrivateKey:
    try:
        raw = base64.b32decode(seed.strip() + "=" * (-len(seed.strip()) % 8))
    except ValueError:
        raw = b""
    body = raw[:-2]
    whole = len(raw) == 36 and _encoded(body) == seed.strip()  # noqa: PLR2004 - 2 + 32 + 2
    if not whole or body[:2] != bytes([_SEED | (_USER >> 5), (_USER & 31) << 3]):
        raise BadSeed("geen sleutel")
    return Ed25519PrivateKey.from_private_bytes(body[2:])


def _encoded(body: bytes) -> str:
    return base64.b32encode(body + binascii.crc_hqx(body, 0).to_bytes(2, "little")).decode().rstrip("=")


def mend_nkeys() -> None:
    """Let every connection of this process sign with the key that is in its file then. May be called again."""
    owner: Any = Client
    if hasattr(owner, _GEMERKT):
        return
    process_err = owner._process_err  # noqa: SLF001 - there is no other place

    def mended_setup(self: Any) -> None:
        def sign(nonce: str) -> bytes:
            try:
                seed = Path(self._nkeys_seed).read_text(encoding="ascii")
                self._public_nkey = public_key(seed)
            except ValueError as no_key:  # else the attempt to come back ends, and with it every other
                raise nats.errors.Error(f"nats: no key in {self._nkeys_seed}") from no_key
            return base64.b64encode(signed(seed, nonce.encode()))

        self._signature_cb = sign

    async def mended_err(self: Any, said: str) -> None:
        if self.is_connected and any(words in said.lower() for words in _TURNED_AWAY):
            await self._process_op_err(nats.errors.AuthorizationError())
        else:
            await process_err(self, said)

    owner._setup_nkeys_seed_connect, owner._process_err = mended_setup, mended_err  # noqa: SLF001
    setattr(owner, _GEMERKT, True)
