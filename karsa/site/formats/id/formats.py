"""What is typed on Indonesian pages; how they write is Django's own."""

from karsa.site.formats.typed import DATE_INPUT_FORMATS, TIME_INPUT_FORMATS

__all__ = ["DATE_INPUT_FORMATS", "TIME_INPUT_FORMATS"]
