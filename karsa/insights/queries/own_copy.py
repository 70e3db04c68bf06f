"""The copy of one's own data, written while it is read: for machines, and a page to read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.template.loader import render_to_string

from karsa.insights.queries.own_words import WORDS
from karsa.kit.archives import Content, Spool
from karsa.kit.spreadsheets import csv_lines

# Rows that stand in memory at once.
SLICE = 500


@dataclass(frozen=True, slots=True)
class OwnTable:
    """One table: its name as a file, its columns, its rows, which may be readable once only."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]

    @property
    def headings(self) -> list[str]:
        """The columns in words."""
        return [str(WORDS.get(name, name)) for name in self.header]


class OwnCopy:
    """Tables as they are added: a CSV of each, all of them as one page, and as one JSON."""

    def __init__(self) -> None:
        self._sheets, self._page, self._whole = Spool(), Spool(), Spool()
        self._starts: dict[str, int] = {}
        self._draw("head")

    def add(self, table: OwnTable) -> None:
        """Write a table; its rows are read once, slice by slice."""
        self._whole.write(",\n" if self._starts else "{")
        self._starts[table.name] = self._sheets.size
        self._whole.write(f"{json.dumps(table.name)}: [")
        for line in csv_lines(table.header, self._told(table), for_excel=False):
            self._sheets.write(line)
        self._whole.write("]")

    def members(self) -> list[tuple[str, Content]]:
        """Return the names and contents of the files, once every table is added."""
        self._draw("foot")
        self._whole.write("}")
        ends = [*list(self._starts.values())[1:], self._sheets.size]
        return [
            *(
                (f"{name}.csv", self._sheets.read(start, end))
                for (name, start), end in zip(self._starts.items(), ends, strict=True)
            ),
            ("baca.html", self._page.read()),
            ("semua.json", self._whole.read()),
        ]

    def _told(self, table: OwnTable) -> Iterator[Sequence[Any]]:
        """Yield a table's rows while they are written on the page and into the JSON."""
        rows, is_first = iter(table.rows), True
        self._draw("name", table)
        while part := list(islice(rows, SLICE)):
            self._draw("rows", table, part=part, is_first=is_first)
            told = [dict(zip(table.header, row, strict=True)) for row in part]
            texts = [json.dumps(one, default=str, ensure_ascii=False) for one in told]
            self._whole.write(("\n" if is_first else ",\n") + ",\n".join(texts))
            is_first = False
            yield from part
        self._draw("end", is_empty=is_first)

    def _draw(self, part_name: str, table: OwnTable | None = None, **shown: Any) -> None:
        template = f"insights/own_data.html#{part_name}"
        self._page.write(render_to_string(template, {"table": table, **shown}))
