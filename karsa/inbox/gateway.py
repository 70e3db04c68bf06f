"""The official WhatsApp Business gateway (Cloud API of Meta): off unless an address is configured.

One template, approved there, with one parameter: how many notices wait. Never a name, a NIP, a
grade or what was written; the gateway's owner learns a number of a telephone and a count.
"""

import json
from http import HTTPStatus

from django.conf import settings

from karsa.kit.posting import post

# Refused for the moment only: too many at once, or something of theirs is down.
_LATER = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)


def is_on() -> bool:
    """Whether this installation has a gateway."""
    return bool(settings.GATEWAY_URL)


def send(phone: str, count: int) -> bool:
    """Tell `phone` (digits, country first) that `count` notices wait; False if refused for good.

    Raises OSError where it may be tried again.
    """
    template = {
        "name": settings.GATEWAY_TEMPLATE,
        "language": {"code": "id"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": str(count)}]}],
    }
    message = {
        "messaging_product": "whatsapp",
        "to": phone,
        "type": "template",
        "template": template,
    }
    head = {
        "Authorization": f"Bearer {settings.GATEWAY_TOKEN}",
        "Content-Type": "application/json",
    }
    answer = post(settings.GATEWAY_URL, json.dumps(message).encode(), head)
    if answer.status in _LATER or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise OSError(answer.status, "the gateway is busy")
    return answer.is_taken
