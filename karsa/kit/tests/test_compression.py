import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from karsa.kit.compression import CompressionMiddleware

PAGE = b"<li>Kunjungan rumah</li>" * 200


def answered(response, accepts="gzip, deflate"):
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return CompressionMiddleware(lambda _request: response)(request)


def test_a_page_comes_small_and_whole():
    found = answered(HttpResponse(PAGE, headers={"ETag": '"a"'}))

    assert gzip.decompress(found.content) == PAGE
    assert len(found.content) < len(PAGE) / 10
    assert found["Content-Length"] == str(len(found.content))
    assert (found["Content-Encoding"], found["Vary"], found["ETag"]) == (
        "gzip",
        "Accept-Encoding",
        'W/"a"',
    )


def test_its_length_tells_nothing_of_what_is_inside():
    assert len({len(answered(HttpResponse(PAGE)).content) for _ in range(20)}) > 1


def test_who_cannot_read_it_gets_it_as_it_is():
    found = answered(HttpResponse(PAGE), accepts="br")
    assert found.content == PAGE
    assert found["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "response",
    [HttpResponse(b"ya"), HttpResponse(PAGE, headers={"Content-Encoding": "br"})],
    ids=["short", "compressed"],
)
def test_what_would_gain_nothing_is_left_alone(response):
    before = response.content
    assert answered(response).content == before


def test_what_does_not_shrink_is_left_alone():
    picture = gzip.compress(bytes(range(256)) * 2 + b"".join(map(str.encode, "karsa" * 50)))
    found = answered(HttpResponse(picture))
    assert found.content == picture
    assert not found.has_header("Content-Encoding")


def test_a_stream_is_compressed_piece_by_piece():
    found = answered(StreamingHttpResponse(iter([PAGE, PAGE])))
    assert gzip.decompress(b"".join(found.streaming_content)) == PAGE * 2
