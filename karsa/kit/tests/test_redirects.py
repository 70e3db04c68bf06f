import pytest

from karsa.kit.redirects import back


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/kerja/catatan/?keadaan=sent", "/kerja/catatan/?keadaan=sent"),
        ("", "/healthz"),
        ("https://jahat.example/", "/healthz"),
        ("//jahat.example/", "/healthz"),
        ("javascript:alert(1)", "/healthz"),
    ],
)
def test_one_is_sent_back_to_our_own_pages_only(rf, wanted, reached):
    assert back(rf.post("/", {"next": wanted}), "alive").url == reached
