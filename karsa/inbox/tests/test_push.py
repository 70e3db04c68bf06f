"""The sealed message is the one of RFC 8291, appendix A, byte for byte."""

from cryptography.hazmat.primitives.asymmetric import ec

from karsa.inbox import push


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(push._decoded(text)), ec.SECP256R1())


def test_the_example_of_the_standard():
    body = push.sealed(
        b"When I grow up, I want to be a watermelon",
        push._key_of(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        push._decoded("BTBZMqHH6r4Tts7J_aSIgg"),
        private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        push._decoded("DGv6ra1nlYgDCS1FRnbzlw"),
    )

    assert push._encoded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
