"""How the wording check reaches a person: its sentences, a field that asks it, what it reads."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from karsa.rules.wording import Context, Known, Remark, checks


def said(remark: Remark) -> str:
    """Return the remark's sentence, translated, with its facts filled in."""
    text = gettext(remark.sentence)
    return text % dict(remark.facts) if remark.facts else text


def easier(polarity: str, baseline: Decimal | None, target: Decimal | None) -> str:
    """Return in words that a target asks for less than what is reached; empty if it does not."""
    context = Context(polarity=polarity, baseline=baseline, target=target)
    return " ".join(map(said, checks.easier(context)))


class Reviewed(forms.Textarea):
    """A text field whose wording is reviewed at `url` while typing, or at a button's press."""

    def __init__(self, url: str | Promise, rows: int = 3) -> None:
        super().__init__({"rows": rows})
        self.url = url

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The field with its button and the place of the answer below it."""
        place = f"{(attrs or {}).get('id', name)}-telaah"
        asks = {
            "data-asks": True,  # it sends nothing off: what is typed stays a draft
            "hx-post": str(self.url),
            "hx-vals": json.dumps({"semula": value or ""}),
            "hx-trigger": f"{'load, ' if value else ''}input changed delay:700ms",
            "hx-target": f"#{place}",
            "hx-select": "unset",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        field = super().render(name, value, {**(attrs or {}), **asks}, renderer)
        below = render_to_string("parts/reviewed.html", {"url": self.url, "place": place})
        return mark_safe(field + below)  # noqa: S308 - both parts are escaped already


class WordingForm(forms.Form):
    """The unit, direction and numbers beside a statement that is still being written."""

    measure = forms.CharField(required=False)
    polarity = forms.CharField(required=False)
    baseline = forms.DecimalField(required=False, localize=True)
    target_value = forms.DecimalField(required=False, localize=True)

    def context(self, is_indicator: bool, statements: Iterable[str]) -> Context:
        """What is known so far; what is not typed yet, or no number yet, is not asked for."""
        self.full_clean()
        said = self.cleaned_data
        return Context(
            is_indicator=is_indicator,
            measure=said.get("measure") or None,
            polarity=said.get("polarity") or None,
            baseline=said.get("baseline"),
            target=said.get("target_value"),
            known=Known(statements),
        )
