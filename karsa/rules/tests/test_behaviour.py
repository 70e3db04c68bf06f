from karsa.rules.behaviour import VALUE_KEYS, VALUES


# Source: PermenPANRB 6/2022 Pasal 10 (3): seven values, three guides each.
def test_seven_values_of_three_guides():
    assert [value.name for value in VALUES] == [
        "Berorientasi pelayanan",
        "Akuntabel",
        "Kompeten",
        "Harmonis",
        "Loyal",
        "Adaptif",
        "Kolaboratif",
    ]
    assert len({guide for value in VALUES for guide in value.guides}) == 21
    assert len(set(VALUE_KEYS)) == 7


# Source: form A.1.1, whose words differ from the article's in four places.
def test_the_form_differs_only_where_it_does():
    differing = [
        (value.key, number)
        for value in VALUES
        for number in range(3)
        if value.guides[number] != value.form_guides[number]
    ]
    assert differing == [("accountable", 0), ("accountable", 1), ("loyal", 0), ("loyal", 1)]
