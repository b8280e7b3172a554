"""Our keys are those of NATS: what we make its own library reads, and what it signs we would have signed."""

from typing import Any

import nkeys
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.transport.domain import elsewhere, here
from leerwinkel.transport.nkey import BadSeed, is_public_key, new_seed, public_key, signed


@given(st.binary(max_size=64))
def test_a_key_is_read_and_signs_as_by_the_library_of_nats(nonce: bytes) -> None:
    seed = new_seed()
    theirs: Any = nkeys.from_seed(bytearray(seed.encode()))
    assert theirs.public_key.decode() == public_key(seed)
    assert theirs.sign(nonce) == signed(seed, nonce)
    assert is_public_key(public_key(seed))


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ234567=us0 é\n", max_size=70))
def test_what_is_no_seed_is_refused_and_nothing_else_happens(text: str) -> None:
    assert not is_public_key(text)
    with pytest.raises(BadSeed):
        public_key(text)


@given(st.integers(2, 57), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_seed_with_one_other_letter_is_refused(at: int, letter: str) -> None:
    seed = new_seed()
    other = seed[:at] + letter + seed[at + 1 :]
    if other != seed:
        with pytest.raises(BadSeed):
            public_key(other)


@given(st.sampled_from(["vol", "gent"]), st.sampled_from(["", "gent.", "vol."]), st.text(max_size=20))
def test_a_question_to_jetstream_has_one_name_elsewhere(domain: str, of: str, rest: str) -> None:
    subject = f"$JS.{of}API.{rest}"
    own = f"$JS.API.{rest}" if of == f"{domain}." else subject
    assert here(elsewhere(subject, domain), domain) == own
    assert elsewhere(rest, domain) == rest or rest.startswith("$JS.")
