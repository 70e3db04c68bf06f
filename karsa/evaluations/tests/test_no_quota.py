"""No word around a distribution or a calibration says, or implies, that somebody is lowered."""

import re
from pathlib import Path

import pytest

import karsa

ROOT = Path(karsa.__file__).parent
TEXTS = (
    "rules/distribution.py",
    "rules/calibration.py",
    "rules/fairness.py",
    "evaluations/services/calibrating.py",
    "evaluations/queries/calibration.py",
    "evaluations/queries/habits.py",
    "evaluations/queries/figures.py",
    "evaluations/views/calibration.py",
    *(
        f"evaluations/templates/evaluations/{name}.html"
        for name in (
            *("sessions", "session", "session_case", "spread", "mirror", "fairness"),
            *(f"parts/{part}" for part in ("case_card", "case_notes", "changes", "unit_picture")),
        )
    ),
)
# Lower, reduce, too many or few, must fit, quota, target share, exceeds.
DEMANDS = re.compile(
    r"turunkan|diturunkan|menurunkan|penurunan|rendahkan|\bkurangi|dikurangi|mengurangi"
    r"|terlalu (banyak|tinggi|sedikit) (yang|orang|predikat|berpredikat)"
    r"|(harus|wajib|perlu|mohon|sebaiknya|agar) (dinilai|disesuaikan|memenuhi|mengikuti pola)"
    r"|melebihi|kelebihan|(?<!bukan )kuota|(?<!bukan )jatah|memenuhi sebaran|sesuaikan sebaran",
    re.IGNORECASE,
)


@pytest.mark.once
@pytest.mark.parametrize("path", TEXTS)
def test_no_message_asks_for_somebody_to_be_lowered(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    joined = re.sub(r'"\s*\n\s*"', "", text)  # strings that are written over several lines
    assert [found.group() for found in DEMANDS.finditer(joined)] == []


@pytest.mark.once
@pytest.mark.parametrize(
    "demand", ["Dua orang perlu diturunkan", "jatah Sangat Baik", "kuota 70 %"]
)
def test_the_test_knows_a_demand(demand):
    assert DEMANDS.search(demand)
