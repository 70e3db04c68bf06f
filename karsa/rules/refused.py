"""A rule's "not now": it carries the sentence a person reads, in Indonesian."""


def gettext_noop(text: str) -> str:
    """Mark `text` for translation without importing Django; kit translates it when shown."""
    return text


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """An act that is understood and allowed, but not possible now (HTTP 409).

    `sentence` is an Indonesian message id that may hold %(name)s places; `facts` fill them.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence % facts if facts else sentence)
        self.sentence = sentence
        self.facts = facts


class Overtaken(Refused):
    """Refused because the world moved on: another plan is in force, or the period has closed.

    What was written is sound; its author chooses another place for it.
    """
