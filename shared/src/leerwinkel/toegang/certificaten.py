"""Certificates for the links that leave a machine: an authority of the node's own, and what it says of the node."""

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from leerwinkel.runtime.schrijven import schrijf
from leerwinkel.runtime.zegbaar import Zegbaar

_CA_DAGEN, _DAGEN = 3650, 397
BIJTIJDS = timedelta(days=30)
"""So long before it runs out there is another, or somebody is told."""
HIER = ("127.0.0.1", "localhost")


class UitgeverElders(Zegbaar):
    """The key that makes certificates is kept elsewhere; the message is for the user (Dutch)."""


def zorg_voor_certificaat(
    map_: Path, knoop: str, namen: Sequence[str] = (), *, nieuw: bool = False, nu: datetime | None = None
) -> bool:
    """Make what is missing, or would run out within a month; gives whether there is another certificate than before.

    Without `namen` it is for those of the one before. Where the authority's key is kept elsewhere, what counts still
    is left as it is; raises UitgeverElders where there must be another.
    """
    if not (map_ / "ca.pem").exists():
        _maak_uitgever(map_, knoop)
    eerder, sleutel = geldig_tot(map_), map_ / "ca.sleutel"
    if not nieuw and eerder and (eerder > (nu or datetime.now(UTC)) + BIJTIJDS or not sleutel.exists()):
        return False
    if not sleutel.exists():
        raise UitgeverElders(f"Zet de sleutel van de uitgever terug in {sleutel}; bewaar hem daarna weer elders.")
    _geef_uit(map_, knoop, namen or namen_van(map_) or HIER)
    return True


def geldig_tot(map_: Path, bestand: str = "knoop.pem") -> datetime | None:
    """Until when the node's certificate, or that other one in its folder, counts; None without one.

    Raises ValueError for what is none.
    """
    pad = map_ / bestand
    return x509.load_pem_x509_certificate(pad.read_bytes()).not_valid_after_utc if pad.exists() else None


def namen_van(map_: Path) -> list[str]:
    """The names and addresses that the node's certificate is for; none without one."""
    pad = map_ / "knoop.pem"
    if not pad.exists():
        return []
    bij = x509.load_pem_x509_certificate(pad.read_bytes()).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    return [str(each.value) for each in bij.value]


def _maak_uitgever(map_: Path, knoop: str) -> None:
    sleutel, naam = ec.generate_private_key(ec.SECP256R1()), _naam(f"Leerwinkel {knoop}")
    zelf = x509.BasicConstraints(ca=True, path_length=0)
    bouw = _begin(naam, naam, sleutel.public_key(), _CA_DAGEN).add_extension(zelf, critical=True)
    mag = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    bouw = bouw.add_extension(mag, critical=True)
    bouw = bouw.add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), critical=False)
    schrijf(map_ / "ca.sleutel", _geheim(sleutel), 0o600)
    schrijf(map_ / "ca.pem", _pem(bouw.sign(sleutel, hashes.SHA256())))


def _geef_uit(map_: Path, knoop: str, namen: Sequence[str]) -> None:
    uitgever = x509.load_pem_x509_certificate((map_ / "ca.pem").read_bytes())
    van = serialization.load_pem_private_key((map_ / "ca.sleutel").read_bytes(), None)
    if not isinstance(van, ec.EllipticCurvePrivateKey):
        raise TypeError(map_)
    sleutel = ec.generate_private_key(ec.SECP256R1())
    bouw = (
        _begin(_naam(knoop), uitgever.subject, sleutel.public_key(), _DAGEN)
        .add_extension(x509.SubjectAlternativeName([_plek(naam) for naam in namen]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(van.public_key()), critical=False)
    )
    schrijf(map_ / "knoop.sleutel", _geheim(sleutel), 0o600)
    schrijf(map_ / "knoop.pem", _pem(bouw.sign(van, hashes.SHA256())))


def _begin(van: x509.Name, door: x509.Name, sleutel: ec.EllipticCurvePublicKey, dagen: int) -> x509.CertificateBuilder:
    nu = datetime.now(UTC)
    bouw = x509.CertificateBuilder().subject_name(van).issuer_name(door).public_key(sleutel)
    bouw = bouw.serial_number(x509.random_serial_number()).not_valid_before(nu - timedelta(hours=1))
    return bouw.not_valid_after(nu + timedelta(days=dagen))


def _naam(tekst: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, tekst)])


def _plek(naam: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(naam))
    except ValueError:
        return x509.DNSName(naam)


def _pem(certificaat: x509.Certificate) -> bytes:
    return certificaat.public_bytes(serialization.Encoding.PEM)


def _geheim(sleutel: ec.EllipticCurvePrivateKey) -> bytes:
    soort = serialization.PrivateFormat.PKCS8
    return sleutel.private_bytes(serialization.Encoding.PEM, soort, serialization.NoEncryption())
