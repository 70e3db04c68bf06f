"""Published data with published results: where they lie, and what says loudly that they do not."""

from pathlib import Path

import pytest

TRUTH = Path(__file__).parents[4] / "shared" / "truth"

compared_with_truth = [
    pytest.mark.truth,
    pytest.mark.skipif(
        not TRUTH.exists(), reason=f"NO TRUTH DATA: {TRUTH} is missing, nothing was compared"
    ),
]
