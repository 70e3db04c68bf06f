"""Read a PDF back as one line of plain text, so that it can be compared with its source."""

import io
import re
from functools import lru_cache

import pypdf


def words(text):
    """Case and spaces folded; a break after a hyphen or a slash is no space."""
    text = re.sub(r"(?<=[-/])\s+", "", text.replace("\xad", ""))
    return re.sub(r"\s+", " ", text).strip().casefold()


def reader(content):
    return pypdf.PdfReader(io.BytesIO(content))


@lru_cache(maxsize=32)
def text_of(content):
    """Reading costs more than typesetting, and a test asks the same pages again and again."""
    return words("\n".join(page.extract_text() for page in reader(content).pages))


def strings(value):
    """Every text a nested value of the source holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def missing(content, source):
    """The texts of `source` that the PDF does not show."""
    printed = text_of(content)
    return [text for text in strings(source) if words(text) not in printed]
