import runpy
from pathlib import Path

import pytest

from karsa.rules import handbook

PAGE = Path(__file__).parents[3] / "docs" / "formulas.md"


def test_the_page_says_what_the_docstrings_say():
    assert PAGE.read_text(encoding="utf-8") == handbook.text(), (
        "run: python -m karsa.rules.handbook > docs/formulas.md"
    )


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
def test_the_command_writes_the_page(capsys):
    runpy.run_module("karsa.rules.handbook", run_name="__main__")
    assert capsys.readouterr().out == handbook.text()
