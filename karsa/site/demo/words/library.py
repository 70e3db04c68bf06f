"""Reads the text libraries beside this file; each once."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FALLING = ("paling lama", "paling tinggi", "paling banyak", "paling lambat")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of success: aspect or perspective, words, target as printed and as a number."""

    aspect: str
    text: str
    target: str
    value: Decimal | None
    unit: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Action:
    """A step of the action plan and how its days are told; `{n}` is the quantity."""

    text: str
    unit: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A work result with its measures and actions; the first action moves the first measure."""

    text: str
    measures: tuple[Measure, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """An indicator of an office: its card, where it started and where it should be by December.

    `shape` says how a normal year runs, `course` how this year goes.
    """

    name: str
    node: str
    unit: str
    polarity: str
    base: Decimal
    target: Decimal
    low: Decimal | None
    high: Decimal | None
    over_time: str
    shape: str
    course: str
    definition: str
    formula: str
    source: str


@cache
def library(name: str) -> dict[str, Any]:
    """Return a whole file."""
    with (_HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def works(name: str, pool: str) -> tuple[Work, ...]:
    """Return the works of a pool ("head", "middle", "staff", a profession); empty if none."""
    return tuple(_work(row) for row in library(name).get(pool, ()))


@cache
def metrics(name: str) -> tuple[Metric, ...]:
    """Return the indicators of a field."""
    return tuple(_metric(row) for row in library(name).get("indicators", ()))


@cache
def voices() -> dict[str, Any]:
    """Return what people say."""
    return library("voices")


@cache
def places() -> dict[str, list[str]]:
    """Return names of places."""
    return library("places")


@cache
def tree() -> dict[str, Any]:
    """Return the strategic plan and the upper part of its tree."""
    return library("tree")


@cache
def action(name: str) -> Action:
    """Return one of the actions every head has ("review", "dialogue")."""
    return _action(voices()["head_actions"][name])


def _work(row: dict[str, Any]) -> Work:
    return Work(
        text=row["text"],
        measures=tuple(measure(line) for line in row["measures"]),
        actions=tuple(_action(line) for line in row.get("actions", ())),
    )


def measure(line: str) -> Measure:
    """Read "quantity|Ibu hamil terlayani|420 orang"; a falling target begins "paling …"."""
    aspect, text, target = line.split("|")
    found = _NUMBER.search(target)
    unit = target[found.end() :].strip() if found else ""
    return Measure(
        aspect=aspect,
        text=text,
        target=target,
        value=Decimal(found[0]) if found and unit and "tanggal" not in target else None,
        unit=unit,
        polarity="minimize" if target.startswith(_FALLING) else "maximize",
    )


def _action(line: list[str]) -> Action:
    text, unit = line[0].split("|")
    return Action(text=text, unit=unit, sentences=tuple(line[1:]))


def _metric(row: dict[str, Any]) -> Metric:
    unit, polarity, base, target, over_time, shape, course = row["line"].split("|")
    low, _, high = target.partition("..")
    return Metric(
        name=row["name"],
        node=row["node"],
        unit=unit,
        polarity=polarity,
        base=Decimal(base),
        target=Decimal(low),
        low=Decimal(low) if high else None,
        high=Decimal(high) if high else None,
        over_time=over_time,
        shape=shape,
        course=course,
        definition=row["definition"],
        formula=row["formula"],
        source=row["source"],
    )
