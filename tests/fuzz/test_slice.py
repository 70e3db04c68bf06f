"""A few hundred inputs a target, always the same ones: sound ones, changed a little and a lot."""

import random
from collections.abc import Iterator

import pytest

from tests.fuzz.targets import TARGETS, meet

_WORDS = (
    b"\0",
    b"=",
    b"9" * 20,
    b"-",
    b"\xff\xfe",
    b'"',
    b"1e999",
    b"\xe2\x88\x92",
    b"\n",
    b"%",
    b"(",
)


def _changed(seeds: tuple[bytes, ...], count: int) -> Iterator[bytes]:
    chance = random.Random(0)
    for number in range(count):
        data = bytearray(seeds[number % len(seeds)])
        for _time in range(chance.randrange(5)):
            at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
            word = chance.choice(_WORDS)
            match chance.randrange(4):
                case 0:
                    del data[at:to]
                case 1:
                    data[at:at] = word
                case 2:
                    data[at : at + len(word)] = word
                case _:
                    data[at:at] = data[at : min(to, at + 64)]
        yield bytes(data)


@pytest.mark.once
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_but_an_answer_or_a_refusal_comes_out(name):
    target = TARGETS[name]
    for data in _changed(target.seeds, 6 * target.share):
        meet(target, data)
