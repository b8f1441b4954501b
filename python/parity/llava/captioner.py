"""A captioning server for the round: it speaks as OpenAI's chat completions do, and says the same of every picture."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SENTENCES = ("A plain square fills the whole of the picture.", "It shows one colour and nothing else at all.")
REPLY = "\n".join(f"{n}. {sentence}" for n, sentence in enumerate(SENTENCES, 1))


class Captioner(BaseHTTPRequestHandler):
    """Answers every request with REPLY."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """One answer."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        message = {"role": "assistant", "content": REPLY}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        about = {"id": "1", "object": "chat.completion", "created": 0, "model": asked["model"]}
        body = json.dumps({**about, "choices": [choice], "usage": usage}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@contextmanager
def captioner() -> Iterator[str]:
    """Serves on a free port of loopback; the address to give to a profile."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Captioner) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
