from karsa.rules.fingerprint import fingerprint


def test_it_is_what_sha256sum_prints():
    """Source: FIPS 180-4, example of "abc"."""
    assert fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
