"""How much of the least page's rate a page or write reaches, both asked within the same seconds.

A machine that others share is a third faster or slower from one minute to the next: a ceiling
measured once a run says little of a page asked some minutes later.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

from tests.bench.asking import Answered, Ask, at_once, warm

# Where the least pages stand of each ceiling: with nothing around, and behind our middleware.
CEILINGS = {"bare": "bare", "own": "kerja"}
BESIDE = 16  # people who ask at once
_SECONDS = 2


@dataclass
class Beside:
    """What a run found: each ask's share of the ceilings around it."""

    ratios: dict[str, float] = field(default_factory=dict)
    _rates: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def ceiling(self) -> dict[str, float]:
        """Answers a second of the least pages, on average."""
        return {name: mean(rates) for name, rates in self._rates.items()}

    def ask(
        self, url: str, asks: Sequence[Ask], ceilings: Mapping[str, str], seconds: float
    ) -> list[Answered]:
        """Ask for one after the other, pages or writes, and for the least before and after each."""
        found = []
        before = self._least(asks[0], ceilings)
        for one in asks:
            [answered] = at_once(url, [one], BESIDE, seconds)
            after = self._least(one, ceilings)
            for kind in CEILINGS:
                least = mean((before[kind], after[kind]))
                self.ratios[f"{one.name} of {kind}"] = answered.rate / least
            before = after
            found.append(answered)
        return found

    def _least(self, beside: Ask, ceilings: Mapping[str, str]) -> dict[str, float]:
        what = "write" if beside.bodies else "read"
        found = {}
        for kind, place in CEILINGS.items():
            least = Ask(f"{kind} {what}", f"/{place}/{what}/", beside.sessions)
            warm(ceilings[kind], [least])
            [answered] = at_once(ceilings[kind], [least], BESIDE, _SECONDS)
            self._rates[least.name].append(answered.rate)
            found[kind] = answered.rate
        return found
