"""A stand-in for BSrE's e-sign client: a real server that checks what it is sent."""

import json
from base64 import b64encode
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

NIK, PASSPHRASE = "3317080602970004", "#1234 Rahasia!"
LOGIN = "Basic " + b64encode(b"instansi:sandi").decode()


class EsignClient:
    """Answers as told by `answer`: "signs", a (status, body) pair, or "silent"."""

    def __init__(self, seal):
        self.seal, self.answer, self.seen = seal, "signs", []
        self.release = Event()
        house = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                house.handle(self)

            def log_message(self, *args):
                """Nothing on the console."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.release.set()
        self.server.shutdown()
        self.server.server_close()

    def handle(self, request):
        body = request.rfile.read(int(request.headers["Content-Length"]))
        kind = request.headers["Content-Type"]
        message = BytesParser(policy=HTTP).parsebytes(
            f"Content-Type: {kind}\r\n\r\n".encode() + body
        )
        parts = {
            part.get_param("name", header="content-disposition"): part
            for part in message.iter_parts()
        }
        self.seen.append((request.path, request.headers["Authorization"], parts))
        if self.answer == "silent":
            self.release.wait(5)
            return
        self.reply(request, *self.decide(request, parts))

    def decide(self, request, parts):
        if self.answer != "signs":
            return self.answer
        if request.path != "/api/sign/pdf" or request.headers["Authorization"] != LOGIN:
            return 401, {"error": "Unauthorized"}
        words = {name: part.get_payload(decode=True) for name, part in parts.items()}
        if words["nik"] != NIK.encode():
            return 400, {"error": "NIK tidak terdaftar", "status_code": 2011}
        if words["passphrase"] != PASSPHRASE.encode():
            return 400, {"error": "Passphrase anda salah", "status_code": 2031}
        if (
            words["tampilan"] != b"invisible"
            or parts["file"].get_content_type() != "application/pdf"
        ):
            return 400, {"error": "permintaan tidak lengkap"}
        return 200, self.seal(words["file"])

    def reply(self, request, status, body):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        request.send_response(status)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)
