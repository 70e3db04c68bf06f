"""How often a property is tried: the same few examples on each run, so that a run takes seconds."""

from hypothesis import Phase, settings

few = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
