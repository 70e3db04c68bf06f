"""A setting that is changed in one web process holds in all others with their next request."""

import pytest

from tests.browser.server import karsa
from tests.many.machines import Browser, laid, pages
from tests.with_postgres import server

pytestmark = [pytest.mark.fault, pytest.mark.once]
_PLACE = "/kerja/data-terbuka/situs/"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_process_answers_by_the_new_setting_at_once(tmp_path, database):
    with server() as addresses:
        used = addresses if database == "postgresql" else {}
        karsa(tmp_path, "migrate", "-v0", **used)
        hana = Browser(laid(tmp_path, used)["hana"])
        with pages(tmp_path, 2, **used) as (here, there):
            for _again in range(8):  # both processes of both remember that there is none
                assert {Browser().get(one.url, "/ringkasan/")[0] for one in (here, there)} == {404}
            for number in range(10):
                site = f"https://situs-{number}.contoh.go.id"
                assert hana.post(here.url, _PLACE, origins=site)[0] == 302
                said = [hana.get(there.url, _PLACE)[1] for _again in range(4)]
                assert all(site in one for one in said)
                assert {Browser().get(there.url, "/ringkasan/")[0] for _n in range(4)} == {200}
