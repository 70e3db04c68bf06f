"""Days and hours as they are typed: the same in both languages."""

from datetime import date, time

import pytest
from django import forms
from django.utils.translation import override

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


@LANGUAGES
@pytest.mark.parametrize("typed", ["2026-04-03", "03-04-2026", "03/04/2026"])
def test_a_day_comes_before_its_month(language, typed):
    with override(language):
        assert forms.DateField().clean(typed) == date(2026, 4, 3)


@LANGUAGES
def test_a_month_before_its_day_is_refused_not_guessed(language):
    with override(language), pytest.raises(forms.ValidationError):
        forms.DateField().clean("04/13/2026")


@LANGUAGES
@pytest.mark.parametrize("typed", ["08:30", "08.30"])
def test_an_hour_is_typed_with_a_colon_or_a_point(language, typed):
    with override(language):
        assert forms.TimeField().clean(typed) == time(8, 30)
