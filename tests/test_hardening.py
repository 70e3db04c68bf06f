"""What a browser is told, and what a stranger's page or request cannot do. docs/asvs.md"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.middleware.csrf import CsrfViewMiddleware
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from karsa.kit.spreadsheets import csv_lines
from tests.access import ROWS

ROOT = Path(__file__).parents[1]
# Public forms set no cookie on reading, so they carry a signed word of their own (portal/door.py),
# and nothing is done for somebody who is signed in.
PUBLIC_FORMS = re.compile(r"portal:|language$")


def _patterns(resolver: URLResolver, space: str = ""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "api-1.0.0":
                yield from _patterns(entry, f"{space}{entry.namespace or ''}:".lstrip(":"))
        elif entry.name:
            yield space + entry.name, entry


def _exempt(entry: URLPattern) -> bool:
    return getattr(entry.callback, "csrf_exempt", False)


def test_only_public_forms_and_the_api_take_a_post_without_a_token():
    open_ones = {name for name, entry in _patterns(get_resolver()) if _exempt(entry)}
    api = {name for name in open_ones if name.startswith("api")}
    assert {one for one in open_ones - api if not PUBLIC_FORMS.search(one)} == set()


class _Refusing(CsrfViewMiddleware):
    def _reject(self, request, reason):
        return reason


def test_every_other_post_without_a_token_is_refused(rf):
    middleware = _Refusing(lambda request: None)
    let_in = []
    for name, entry in _patterns(get_resolver()):
        request = rf.post("/")
        request._dont_enforce_csrf_checks = False
        answer = middleware.process_view(request, entry.callback, (), {})
        if answer is None and not _exempt(entry):
            let_in.append(name)
    assert let_in == []


@pytest.mark.django_db
def test_a_signed_in_browser_is_refused_too(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.rina.user)
    posts = {row["page"] for row in ROWS if row["method"] == "POST" and not row["args"]}
    staff = sorted(page for page in posts if not PUBLIC_FORMS.search(page) and ":" in page)[:3]
    assert {page: client.post(reverse(page)).status_code for page in staff} == dict.fromkeys(
        staff, 403
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("agency")
@pytest.mark.parametrize(
    "path", ["/", "/masuk/", "/healthz", "/tidak-ada/", "/api/v1/openapi.json"]
)
def test_every_answer_tells_the_browser_what_not_to_do(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    for words in ("default-src 'self'", "object-src 'none'", "base-uri 'none'"):
        assert words in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_cookies_over_https_belong_to_this_host_alone(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", _COOKIES],
        cwd=ROOT,
        env={"KARSA_HTTPS": "1", "KARSA_DATA": str(tmp_path), "KARSA_SECRET_KEY": "x" * 50},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == [
        *("__Host-sesi", "True", "True", "Lax"),
        *("__Host-csrf", "True", "True", "Lax", "31536000", "True"),
    ]


_COOKIES = """
from karsa.site import settings as s
from django.conf import global_settings as g
print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
      s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY,
      g.CSRF_COOKIE_SAMESITE, s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS)
"""


@pytest.mark.django_db
@pytest.mark.usefixtures("agency")
def test_a_foreign_host_is_not_answered(client):
    assert client.get("/", headers={"host": "jahat.test"}).status_code == 400


@pytest.mark.django_db
def test_a_method_is_what_it_is(people, sign_in):
    client = sign_in(people.rina)
    overridden = client.get("/kerja/kabar/", headers={"x-http-method-override": "POST"})
    assert overridden.status_code == client.get("/kerja/kabar/").status_code
    assert client.generic("TRACE", "/kerja/kabar/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted",
    ["https://jahat.test/", "//jahat.test", "/\\jahat.test", "javascript:alert(1)", "\x00//a"],
)
def test_signing_in_leads_to_our_own_pages_only(people, client, wanted):
    page = client.get("/masuk/", {"next": wanted}).content.decode()
    assert 'href="javascript:' not in page
    chosen = client.post("/bahasa/", {"bahasa": "en", "next": wanted})
    assert chosen.url == "/"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0"])
@pytest.mark.parametrize("for_excel", [True, False])
def test_no_cell_of_a_table_is_run_be_it_a_heading(start, for_excel):
    lines = csv_lines([f"{start}1+1"], [[f"{start}cmd|calc"]], for_excel=for_excel)
    written = [line.lstrip("\ufeff").lstrip('"') for line in lines]
    assert [line[0] for line in written if line] == ["'", "'"]


def test_tables_are_written_in_one_place():
    ours = [path for path in (ROOT / "karsa").rglob("*.py") if "tests" not in path.parts]
    writers = {
        str(path.relative_to(ROOT))
        for path in ours
        if re.search(r"csv\.(writer|DictWriter)|xlsxwriter\.Workbook", path.read_text("utf-8"))
    }
    # What a machine sent is laid down for the importer to read; nobody takes that file away.
    read_by_ourselves = {"karsa/org/services/imports.py"}
    assert writers - read_by_ourselves == {"karsa/kit/spreadsheets/writing.py"}


@pytest.mark.django_db
def test_a_file_goes_out_by_its_row_alone(people, sign_in):
    client = sign_in(people.rina)
    for path in ("../../secret.key", "..%2f..%2fsecret.key", "%2e%2e/secret.key"):
        for root in ("/static/", "/kerja/berkas/", "/merek/"):
            assert client.get(root + path).status_code in (404, 400)


def test_nothing_is_run_that_somebody_wrote():
    """No template is built, no markup trusted, nothing unpickled or given to a shell."""
    ours = [path for path in (ROOT / "karsa").rglob("*.py") if "tests" not in path.parts]
    risky = re.compile(
        r"(?<![\w.])(eval|exec)\(|mark_safe\(|(?<!\w)Template\(|pickle|yaml\.load|shell=True|RawSQL\("
    )
    assert {str(p.relative_to(ROOT)) for p in ours if risky.search(p.read_text("utf-8"))} == {
        "karsa/kit/wording.py",  # joins two parts that are escaped already
        "karsa/kit/templatetags/drawn.py",  # what a template has drawn, and so escaped
    }
