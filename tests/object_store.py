"""An object store on this machine, as far as S3 is asked for: objects, ranges, lists, conditional and multipart writes.

It runs as a program of its own (`python object_store.py`, which prints its port): who waits for it holds the lock of
the interpreter.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

KEY = "reader"
_DAY = "2025-01-01T00:00:00.000Z"


class ObjectStore(ThreadingHTTPServer):
    """The objects by their paths; who has another key is refused."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.numbers = itertools.count(1)
        self.lock = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    server: ObjectStore
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""

    def do_GET(self) -> None:
        path, query = self._asked()
        if "list-type" in query:
            return self._list(path, query)
        self._give(path, body=True)

    def do_HEAD(self) -> None:
        self._give(self._asked()[0], body=False)

    def do_PUT(self) -> None:
        path, query = self._asked()
        data = self._data()
        with self.server.lock:
            if "uploadId" in query:
                self.server.parts[query["uploadId"][0]][int(query["partNumber"][0])] = data
            elif self.headers.get("If-None-Match") == "*" and path in self.server.objects:
                return self._answer(412, b"<Error><Code>PreconditionFailed</Code></Error>")
            elif source := self.headers.get("x-amz-copy-source"):
                self.server.objects[path] = self.server.objects["/" + unquote(source).lstrip("/")]
            else:
                self.server.objects[path] = data
        self._answer(200, b"", ETag=_tag(data))

    def do_POST(self) -> None:
        path, query = self._asked()
        data = self._data()
        with self.server.lock:
            if "uploads" in query:
                name = str(next(self.server.numbers))
                self.server.parts[name] = {}
                body = f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId></InitiateMultipartUploadResult>"
            elif "uploadId" in query:
                parts = self.server.parts.pop(query["uploadId"][0])
                self.server.objects[path] = b"".join(parts[number] for number in sorted(parts))
                body = "<CompleteMultipartUploadResult><ETag>done</ETag></CompleteMultipartUploadResult>"
            else:
                keys = re.findall(r"<Key>(.*?)</Key>", data.decode())
                bucket = "/" + path.strip("/").partition("/")[0]
                gone = [key for key in keys if self.server.objects.pop(f"{bucket}/{key}", None) is not None]
                deleted = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in gone)
                body = f"<DeleteResult>{deleted}</DeleteResult>"
        self._answer(200, body.encode())

    def do_DELETE(self) -> None:
        path, _ = self._asked()
        with self.server.lock:
            self.server.objects.pop(path, None)
        self._answer(204, b"")

    def _asked(self) -> tuple[str, dict[str, list[str]]]:
        parts = urlsplit(self.path)
        return unquote(parts.path), parse_qs(parts.query, keep_blank_values=True)

    def parse_request(self) -> bool:
        """Refuse who has another key."""
        if not super().parse_request():
            return False
        if f"Credential={KEY}/" in self.headers.get("Authorization", ""):
            return True
        self._data()
        self._answer(403, b"<Error><Code>AccessDenied</Code></Error>", body=self.command != "HEAD")
        return False

    def _data(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _give(self, path: str, *, body: bool) -> None:
        data = self.server.objects.get(path)
        if data is None:
            return self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>", body=body)
        more = {"ETag": _tag(data), "Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT"}
        if asked := re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", "")):
            first = int(asked[1]) if asked[1] else max(0, len(data) - int(asked[2]))
            last = min(int(asked[2]), len(data) - 1) if asked[1] and asked[2] else len(data) - 1
            more["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
            return self._answer(206, data[first : last + 1], body=body, **more)
        self._answer(200, data, body=body, **more)

    def _list(self, bucket: str, query: dict[str, list[str]]) -> None:
        prefix, mark = (query.get(name, [""])[0] for name in ("prefix", "delimiter"))
        after = query.get("start-after", [""])[0]
        top = bucket.rstrip("/") + "/"
        keys = sorted(name.removeprefix(top) for name in self.server.objects if name.startswith(top + prefix))
        folders, found = set(), []
        for key in keys:
            rest = key.removeprefix(prefix)
            if mark and mark in rest:
                folders.add(prefix + rest.partition(mark)[0] + mark)
            elif key > after:
                found.append(key)
        contents = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{_DAY}</LastModified>"
            f"<ETag>{escape(_tag(data))}</ETag><Size>{len(data)}</Size></Contents>"
            for key, data in ((key, self.server.objects[top + key]) for key in found)
        )
        shared = "".join(
            f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>" for name in sorted(folders)
        )
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{contents}{shared}</ListBucketResult>"
        self._answer(200, body.encode())

    def _answer(self, status: int, data: bytes, *, body: bool = True, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if body:
            self.wfile.write(data)


def _tag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'


@contextmanager
def running_store() -> Iterator[dict[str, str]]:
    """Yield what deltalake must know to reach an object store that runs meanwhile."""
    with subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        try:
            yield {
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{program.stdout.readline().strip()}",
                "AWS_ALLOW_HTTP": "true",
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": KEY,
                "AWS_SECRET_ACCESS_KEY": "none",
            }
        finally:
            program.kill()


if __name__ == "__main__":
    server = ObjectStore()
    print(server.server_port, flush=True)
    server.serve_forever()
