"""Yield the articles at an address; the only importer of httpx.

Level 3. An address is a stranger's: the whole download has one time limit and one size limit, each redirect is followed
by hand, and each hop must be http(s) and lead to a public address. The connection goes to the very address that was
checked, so a name that changes its address in between gains nothing. Proxies of the environment are not used.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

import httpx

from dyadbook.errors import SourceError
from dyadbook.records import Article, Problem
from dyadbook.sources.article import Found, problem
from dyadbook.sources.files import read_bytes
from dyadbook.sources.options import SourceOptions

__all__ = ["Page", "fetch", "fetch_any", "read_url"]

_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Page:
    """What came from an address: its bytes, the charset that the server named, and the address after redirects.

    `headers` are by their names in small letters.
    """

    content: bytes
    charset: str | None
    url: str
    status: int = 200
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def read_url(url: str, options: SourceOptions) -> Iterator[Article | Problem]:
    """Yield the articles at an address, and the problems met."""
    try:
        page = fetch(url, options)
    except SourceError as error:
        yield problem(error)
        return
    known = Found(url=page.url, retrieved=date.today())
    yield from read_bytes(page.content, url, options, charset=page.charset, known=known)


def fetch(url: str, options: SourceOptions) -> Page:
    """Return what is at an address. Raises: SourceError that says what went wrong."""
    page = fetch_any(url, options)
    if page.status >= 400:
        status = f"{page.status} {page.reason}".strip()
        raise SourceError(
            "url_status", f"the server answered {status}: check the address, or save the page in a browser and read the"
            " file", url,
        )  # fmt: skip
    return page


def fetch_any(url: str, options: SourceOptions, headers: Mapping[str, str] | None = None) -> Page:
    """Return what the server of an address answers, whatever its status; `headers` are sent along.

    Raises: SourceError where there is no answer, or none that may be taken.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_limited(url, options, headers or {}))
    # Called from within a running loop (a notebook): the download runs in a thread of its own.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, _limited(url, options, headers or {})).result()


async def _limited(url: str, options: SourceOptions, headers: Mapping[str, str]) -> Page:
    try:
        async with asyncio.timeout(options.timeout_s):
            return await _follow(url, options, headers)
    except TimeoutError as error:
        raise SourceError(
            "url_timeout", f"the download was not done after {options.timeout_s:g} seconds: try again, or save the page"
            " in a browser and read the file", url,
        ) from error  # fmt: skip
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:  # ValueError: no name of a host
        raise SourceError("url_failed", f"the download failed ({_line(error)}): check the address", url) from error


async def _follow(url: str, options: SourceOptions, headers: Mapping[str, str]) -> Page:
    address = url
    async with httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=options.timeout_s) as client:
        for _ in range(options.max_redirects + 1):
            target = httpx.URL(address)
            request = await _request(client, target, url, options, headers)
            response = await client.send(request, stream=True)
            try:
                if response.has_redirect_location:
                    address = str(target.join(response.headers["location"]))
                    continue
                return Page(
                    await _body(response, url, options), response.charset_encoding, address, response.status_code,
                    response.reason_phrase, {name.lower(): value for name, value in response.headers.items()},
                )  # fmt: skip
            finally:
                await response.aclose()
    raise SourceError(
        "url_redirects",
        f"it redirects more than {options.max_redirects} times: open it in a browser and save the page",
        url,
    )


async def _request(
    client: httpx.AsyncClient, target: httpx.URL, url: str, options: SourceOptions, more: Mapping[str, str]
) -> httpx.Request:
    """Return a request to the checked address of the target's host, under the host's name."""
    if target.scheme not in ("http", "https") or not target.host:
        raise SourceError(
            "url_refused", f"it leads to {str(target)[:200]!r}, and only http and https are followed: give the"
            " page's own address", url,
        )  # fmt: skip
    pinned = await _address(target, url, options)
    headers = {
        "Host": target.netloc.decode("ascii"),
        "User-Agent": options.user_agent,
        "Accept": _ACCEPT,
        "Accept-Language": "en",
        **more,
    }
    return client.build_request(
        "GET",
        target.copy_with(host=pinned),
        headers=headers,
        extensions={"sni_hostname": target.raw_host.decode("ascii")},
    )


async def _address(target: httpx.URL, url: str, options: SourceOptions) -> str:
    """Return an address of the host; all of its addresses must be public."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(
            target.raw_host.decode("ascii").strip("[]"), target.port or 0, type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as error:
        raise SourceError("url_failed", f"the host {target.host!r} was not found: check the address", url) from error
    addresses = [str(item[4][0]) for item in found]
    if not options.allow_private and (inner := next((one for one in addresses if not is_public(one)), None)):
        raise SourceError(
            "url_refused", f"it leads to {target.host} ({inner}), an address of this machine or a private network, and"
            " these are not read unless the setting http.allow_private is true: give a public address, or set it", url,
        )  # fmt: skip
    return addresses[0]


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public network, also where it carries an IPv4 address within."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _NAT64:
            within = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
    return ip.is_global and not ip.is_multicast


async def _body(response: httpx.Response, url: str, options: SourceOptions) -> bytes:
    parts = bytearray()
    async for chunk in response.aiter_bytes(65_536):
        parts += chunk
        if len(parts) > options.max_bytes:
            raise SourceError(
                "too_large", f"the download is larger than the {options.max_bytes:,} bytes that are read of one page:"
                " reading stopped; raise max_bytes, or save the article alone", url,
            )  # fmt: skip
    return bytes(parts)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
