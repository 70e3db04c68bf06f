"""The proxy of deploy/ with its TLS: `python -m tests.bench.tls`. Needs nginx and openssl.

On loopback, a Karsa with KARSA_HTTPS=1 and before it nginx.conf as it stands, with a certificate
that it signed itself: says what came of each promise. 1 if one is not kept.
"""

import http.client
import socket
import ssl
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.bench.portal import PLACES, deployed, nginx, wait
from tests.browser.server import Server, karsa
from tests.with_postgres import free_port

_NAME = "kinerja.contohkab.go.id"  # as in deploy/nginx.conf


class _Secure(http.client.HTTPSConnection):
    """To loopback, but speaking to the name that the certificate is for."""

    def __init__(self, port: int, trust: ssl.SSLContext) -> None:
        super().__init__("127.0.0.1", port, timeout=30)
        self.trust = trust

    def connect(self) -> None:
        raw = socket.create_connection((self.host, self.port), timeout=30)
        self.sock = self.trust.wrap_socket(raw, server_hostname=_NAME)


class _Behind(Server):
    """A Karsa that answers HTTPS alone: whoever asks it directly is sent away."""

    def _wait(self) -> None:
        wait(self.port, 60)


def main() -> int:
    """Try and print; 1 if something is not as it should be."""
    with tempfile.TemporaryDirectory(prefix="karsa-tls-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        karsa(folder, "migrate", "-v0")
        karsa(folder, "create-agency", "contoh", "Kabupaten Contoh")
        behind = _Behind(folder, KARSA_HTTPS="1", KARSA_ALLOWED_HOSTS=_NAME)
        behind.start()
        try:
            found = _before(folder, behind.url)
        finally:
            behind.stop()
    sys.stdout.writelines(f"{'ok ' if kept else 'NOT'} {what}\n" for what, kept in found.items())
    return 0 if all(found.values()) else 1


def _before(folder: Path, url: str) -> dict[str, bool]:
    plain, secure, key = free_port(), free_port(), folder / "key.pem"
    certificate = folder / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    names = ["-subj", f"/CN={_NAME}", "-addext", f"subjectAltName=DNS:{_NAME}"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *names, *files], check=True, capture_output=True)
    config = deployed(folder, url)
    for old, new in (
        ("listen 443", f"listen 127.0.0.1:{secure}"),
        ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("/etc/letsencrypt/live/karsa/fullchain.pem", str(certificate)),
        ("/etc/letsencrypt/live/karsa/privkey.pem", str(key)),
        ("include karsa-places.conf", f"include {PLACES}"),
    ):
        config = config.replace(old, new)
    with nginx(folder, config, plain):
        return _tried(plain, secure, ssl.create_default_context(cafile=str(certificate)))


def _tried(plain: int, secure: int, trust: ssl.SSLContext) -> dict[str, bool]:
    redirect = _ask(http.client.HTTPConnection("127.0.0.1", plain), "/masuk/?a=1")
    page = _ask(_Secure(secure, trust), "/masuk/")
    cookies = page.headers.get_all("Set-Cookie") or []
    trust.set_alpn_protocols(["h2"])
    with closing(_Secure(secure, trust)) as again:
        again.connect()
        protocol = again.sock.selected_alpn_protocol()
    target = f"https://{_NAME}/masuk/?a=1"
    return {
        "HTTP leads to HTTPS": (redirect.status, redirect.headers["Location"]) == (301, target),
        "the sign-in page comes over TLS": page.status == http.client.OK,
        "HSTS for a year": "max-age=31536000" in page.headers["Strict-Transport-Security"],
        "cookies only over HTTPS": all("Secure" in one for one in cookies) and bool(cookies),
        "HTTP/2 is offered": protocol == "h2",
    }


def _ask(line: http.client.HTTPConnection, path: str) -> http.client.HTTPResponse:
    line.request("GET", path, headers={"Host": _NAME})
    answer = line.getresponse()
    answer.read()
    return answer


if __name__ == "__main__":
    sys.exit(main())
