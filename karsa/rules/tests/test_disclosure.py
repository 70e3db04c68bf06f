from karsa.rules.disclosure import keep_back, public_count


def test_one_to_four_are_kept_back():
    assert [public_count(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]


def test_hidden_cells_take_another_with_them():
    assert keep_back([30, 3, 9, 0]) == [False, True, True, False]
    assert keep_back([20, 1, 1]) == [True, True, True]
    assert keep_back([30, 12, 3, 2]) == [False, True, True, True]
    assert keep_back([30, 9]) == [False, False]
    assert keep_back([3]) == [True]
