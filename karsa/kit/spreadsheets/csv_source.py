"""CSV as offices save it: any delimiter, with or without a byte-order mark, old or new letters."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_DELIMITERS = (",", ";", "\t")
_BLOCK = 1 << 20
# A cell this long is an unclosed quotation mark, not something a person wrote.
_LONGEST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A CSV file read with one delimiter; only the current line is in memory."""

    path: Path
    encoding: str
    delimiter: str

    def rows(self) -> Iterator[list[str]]:
        """Yield the cells of each record, blank records too, so that lines can be counted."""
        csv.field_size_limit(_LONGEST_CELL)
        # UTF-8 was read to its end; of the others a byte may mean nothing.
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as stream:
            try:
                yield from csv.reader(stream, delimiter=self.delimiter)
            except csv.Error:
                raise Refused(
                    _("Berkas CSV ini rusak: ada tanda kutip yang tidak ditutup.")
                ) from None


def csv_sources(path: Path) -> Sequence[CsvSource]:
    """The file once per delimiter: whoever knows the wanted headers can tell which is right."""
    encoding = _encoding(path)
    return [CsvSource(path, encoding, delimiter) for delimiter in _DELIMITERS]


def _encoding(path: Path) -> str:
    """UTF-8 if every byte agrees, UTF-16 by its mark, otherwise what Windows used to write."""
    with path.open("rb") as stream:
        head = stream.read(2)
        if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
