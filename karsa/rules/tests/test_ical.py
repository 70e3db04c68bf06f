from datetime import UTC, date, datetime

from karsa.rules.ical import Deadline, icalendar

MADE = datetime(2026, 3, 4, 3, tzinfo=UTC)


def test_a_deadline_is_a_whole_day_with_a_lasting_key():
    text = icalendar("Tenggat", [Deadline("plan-2026", date(2026, 1, 31), "SKP; lalu, B\\C")], MADE)

    assert "UID:plan-2026@karsa\r\n" in text
    assert "DTSTART;VALUE=DATE:20260131\r\nDTEND;VALUE=DATE:20260201\r\n" in text
    assert "SUMMARY:SKP\\; lalu\\, B\\\\C\r\n" in text
    assert "DTSTAMP:20260304T030000Z" in text


def test_long_lines_are_folded_by_bytes():
    text = icalendar("Tenggat", [Deadline("a", date(2026, 1, 31), "é" * 100)], MADE)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "é" * 100 in text.replace("\r\n ", "")
    assert text.endswith("END:VCALENDAR\r\n")
