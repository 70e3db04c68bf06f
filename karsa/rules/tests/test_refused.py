from karsa.rules.refused import Refused, gettext_noop


def test_a_refusal_carries_its_sentence_and_facts():
    refused = Refused("Sampai %(last)s.", last="31-01-2026")
    assert str(refused) == "Sampai 31-01-2026."
    assert (refused.sentence, refused.facts) == ("Sampai %(last)s.", {"last": "31-01-2026"})


def test_a_sentence_without_facts_stays_as_it_is():
    assert str(Refused(gettext_noop("Sudah 70 %."))) == "Sudah 70 %."
