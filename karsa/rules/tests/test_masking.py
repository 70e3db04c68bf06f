"""What a log may say."""

import pytest

from karsa.rules.masking import masked

SECRETS = [
    "198705122010012003",
    "19870512 201001 2 003",
    "19870512.201001.2.003",
    "3510204501870001",
    "rina.kartikasari@contoh.go.id",
    "081234567890",
    "+62 812-3456-7890",
    "6281234567890",
    "Cookie: sessionid=abc123def; csrftoken=zzz",
    "Authorization: Bearer eyJhbGciOi.eyJzdWIi.c2ln",
    "'password': 'rahasia sekali'",
    '"token": "pendek"',
    "whsec_aB3/pendek+Zx81/sekali==",
    "karsa_api_Zx81-abc123_sekali",
    "/s/Zx81kQw0PPt7-aaLm2_09qTTyUu3/",
]
LEFT = ("1987", "3510", "rina", "8123", "3456", "abc123", "zzz", "eyJ", "sekali", "pendek", "Zx81")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", ["%s", "gagal (%s) pada baris 3", "x=%s;", "<%s>", "[%s]\n"])
def test_nothing_of_a_secret_is_left(secret, around):
    shown = masked(around % secret)
    assert not [part for part in LEFT if part in shown]


@pytest.mark.parametrize(
    "plain",
    [
        "2026-11-22T21:04:11.123+00:00",
        "request 9f86d081884c7d65",
        "Not Found: /kerja/catatan/120934/",
        "1.250.000 baris dalam 00:12:08",
        "karsa.insights.services.own_data",
        'File "/srv/karsa/insights/views/own_data.py", line 33, in download',
        "DataRequestQuerySet",
        "duration_ms=8123.5",
    ],
)
def test_what_helps_to_find_a_fault_stays(plain):
    assert masked(plain) == plain


def test_masking_again_changes_nothing():
    for secret in SECRETS:
        assert masked(masked(secret)) == masked(secret)
