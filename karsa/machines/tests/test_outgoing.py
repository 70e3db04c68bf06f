"""No request of ours reaches our own network, whatever an address says or turns into."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from karsa.kit import outgoing

PUBLIC = "93.184.216.34"


def names(monkeypatch, *numbers):
    """Let every name stand for these numbers."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in numbers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)


@pytest.mark.parametrize(
    "address",
    [
        "http://contoh.go.id/",
        "ftp://contoh.go.id/",
        "file:///etc/passwd",
        "https://",
        "https://nama:sandi@contoh.go.id/",
        "https://contoh.go.id:99999/",
        "https://[::1/",
        "https://contoh.go.id/\r\nHost: lain",
        "https://contoh.go.id/a b",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "",
    ],
)
def test_only_plain_https_addresses_are_asked(address):
    with pytest.raises(outgoing.Unsafe):
        outgoing.check(address)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:1::1",
    ],
)
def test_no_address_of_a_network_of_ours_is_asked(number, monkeypatch):
    names(monkeypatch, number)
    with pytest.raises(outgoing.Unsafe):
        outgoing.ask("POST", "https://contoh.go.id/")


def test_one_bad_address_among_good_ones_is_enough(monkeypatch):
    names(monkeypatch, PUBLIC, "127.0.0.1")
    with pytest.raises(outgoing.Unsafe):
        outgoing.resolve(outgoing.check("https://contoh.go.id/"))


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch):
    names(monkeypatch, PUBLIC)
    asked = []

    def connect(address, timeout):
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        outgoing.ask("POST", "https://contoh.go.id:8443/")
    assert asked == [(PUBLIC, 8443)]


@pytest.mark.parametrize("number", ["10.1.2.3", "192.168.1.1", "fd00::1", PUBLIC])
def test_a_host_inside_is_asked_where_it_was_named(number, monkeypatch, settings):
    settings.OUTGOING_INSIDE = ["sso.pemda.lan"]
    names(monkeypatch, number)
    assert outgoing.resolve(outgoing.check("https://SSO.pemda.lan/")) == number


@pytest.mark.parametrize("number", ["127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_a_named_host_is_never_this_machine(number, monkeypatch, settings):
    settings.OUTGOING_INSIDE = ["sso.pemda.lan"]
    names(monkeypatch, number)
    with pytest.raises(outgoing.Unsafe):
        outgoing.resolve(outgoing.check("https://sso.pemda.lan/"))


@pytest.mark.parametrize("number", ["2130706433", "0x7f.1", "127.1", "localhost"])
def test_other_ways_to_write_our_own_address_are_no_way_in(number):
    with pytest.raises((outgoing.Unsafe, socket.gaierror)):
        outgoing.ask("POST", f"https://{number}/")


class Server(BaseHTTPRequestHandler):
    """Answers by its path, on loopback, for this test alone."""

    let_go = threading.Event()

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response({"/pindah": 302}.get(self.path, 200))
        if self.path == "/pindah":
            self.send_header("Location", "/besar")
        self.end_headers()
        self.wfile.write(b"x" * (outgoing.LARGEST + 1) if self.path == "/besar" else b"ya")
        if self.path == "/lambat":
            self.let_go.wait()

    def log_message(self, *args):
        pass


@pytest.fixture
def server(settings):
    settings.OUTGOING_LOOPBACK = True
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as made:
        Server.let_go.clear()
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}"
        Server.let_go.set()
        made.shutdown()
        thread.join()


def test_an_answer_comes_back_and_redirects_are_not_followed(server):
    assert outgoing.ask("POST", f"{server}/", b"{}").content == b"ya"
    assert outgoing.ask("POST", f"{server}/pindah").status == 302


def test_in_plain_this_machine_alone_is_asked(monkeypatch, settings):
    settings.OUTGOING_LOOPBACK, settings.OUTGOING_INSIDE = True, ["sso.contoh.go.id"]
    names(monkeypatch, "127.0.0.1")
    assert outgoing.resolve(outgoing.check("http://contoh.go.id/")) == "127.0.0.1"
    for number in (PUBLIC, "10.1.2.3"):
        names(monkeypatch, number)
        with pytest.raises(outgoing.Unsafe):
            outgoing.resolve(outgoing.check("http://sso.contoh.go.id/"))


def test_too_much_and_too_slow_are_cut_off(server):
    with pytest.raises(OSError, match="too large"):
        outgoing.ask("POST", f"{server}/besar")
    with pytest.raises((TimeoutError, ConnectionError)):
        outgoing.ask("POST", f"{server}/lambat", seconds=0.2)
