"""What a harvester of Satu Data asks, in CKAN's own words."""

import pytest

from karsa.insights.queries.open_data.sets import DATASETS
from karsa.insights.services import release_data
from karsa.org.tests import make


@pytest.fixture
def ask(client, people):
    def get(name, status=200, **asked):
        answer = client.get(f"/api/3/action/{name}", asked)
        assert answer.status_code == status
        said = answer.json()
        assert said["success"] == (status == 200)
        return said["result"] if status == 200 else said["error"]["__type"]

    return get


def test_without_a_release_there_is_nothing(ask):
    assert ask("package_list") == []
    assert ask("package_search")["count"] == 0


def test_every_set_is_listed_shown_and_found(ask, client, people):
    release_data(actor=make.actor(people.hana))
    names = ask("package_list")
    assert names == [one.code for one in DATASETS]

    for name in names:
        shown = ask("package_show", id=name)
        assert (shown["name"], shown["license_id"]) == (name, "cc-by-4.0")
        assert {one["format"] for one in shown["resources"]} == {"CSV", "JSON", "PARQUET"}
        assert all(len(one["hash"]) == 64 for one in shown["resources"])
        assert b"".join(client.get(shown["resources"][0]["url"]).streaming_content)
    assert ask("package_search", q=names[0])["results"][0]["name"]
    assert len(ask("package_search", rows="2", start="1")["results"]) == 2
    assert ask("package_search", q="tidakadasamasekali")["count"] == 0


def test_what_is_not_there_is_said_in_ckan_s_way(ask):
    assert ask("package_show", 404, id="lain") == "Not Found Error"
    assert ask("package_search", 409, rows="-1") == "Validation Error"
    assert ask("package_search", 409, start="²") == "Validation Error"
    assert ask("datastore_search", 400) == "Bad Request"
