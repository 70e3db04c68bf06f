"""Several files in one field of a form."""

from typing import Any

from django import forms


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as a list."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]
