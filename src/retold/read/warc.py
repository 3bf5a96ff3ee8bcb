"""Web archives (WARC): the pages among their records, with address and time of capture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from retold.page import Page, Problem
from retold.read.decode import decode
from retold.read.frames import Frame, frames
from retold.read.http_body import Answer, TooLarge, parse_headers, read_answer
from retold.read.names import Names
from retold.read.packed import Unpacked
from retold.read.sniff import HEAD, binary_kind, glance, is_html
from retold.read.walk import Found
from retold.settings import ReadSettings

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap

_WITH_PAGES = ("response", "resource", "conversion")
_ABOUT_OTHERS = ("warcinfo", "request", "metadata")
"""Records that belong to the archive's own business: not worth a word."""
_OTHER_KINDS = {"revisit": "captures that only refer to an earlier one"}
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_ANY_TYPES = ("", "application/octet-stream", "unk")
"""What servers declare that do not know: only markup shows that it is a page."""
_NO_PAGE = re.compile(r"(?:dns|urn|whois|metadata):|https?://[^/]+/robots\.txt$", re.I)
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?")


def read_warc(
    stream: BinaryIO, packed: Unpacked | None, found: Found, settings: ReadSettings
) -> Iterator[Page | Problem]:
    """A page for each record that holds one; records that are lost are named with their place and the reason.

    What is no page by its nature (pictures, redirects, errors of servers) is counted in one note for the file. A
    damaged record does not take the others with it. ``packed`` is what ``stream`` is unpacked by, if it is.
    """
    archive = _Archive(packed, found, settings)
    for frame in frames(stream, settings.max_bytes):
        yield from archive.damage_before(frame.start)
        yield from archive.read(frame)
    yield from archive.damage_before(None)
    yield from archive.summary()


class _Archive:
    """What is known of one archive while its records go by."""

    def __init__(self, packed: Unpacked | None, found: Found, settings: ReadSettings) -> None:
        self._packed, self._found, self._settings = packed, found, settings
        self._pages = 0
        self._others: Counter[str] = Counter()
        self._names = Names()

    def read(self, frame: Frame) -> Iterator[Page | Problem]:
        """The page of a record and what there is to say about it."""
        place = self._packed.place(frame.start) if self._packed else f"byte {frame.start:,}"
        headers = parse_headers(frame.head)
        address = _address(headers)
        where = f"the record at {place}" + (f" ({address[:200]})" if address else "")
        kind = (headers.get("WARC-Type") or "").lower()
        if kind in _WITH_PAGES or not frame.head:
            yield from self._capture(self._with_damage(frame), headers, where)
        else:
            self._others[kind if kind in _ABOUT_OTHERS else _OTHER_KINDS.get(kind, "records of other kinds")] += 1

    def _capture(self, frame: Frame, headers: HeaderMap, where: str) -> Iterator[Page | Problem]:
        try:
            answer = self._answer(frame, headers)
        except TooLarge:
            most = f"{self._settings.max_bytes:,}"
            yield self._problem("too-large", f"{where} is lost: it unfolds to more than {most} bytes")
            return
        other = _not_a_page(answer, _address(headers), frame.usable) if frame.head else None
        if other:
            self._others[other] += 1
        elif not frame.usable:
            yield self._problem("too-large" if frame.block else "lost-record", f"{where} is lost: {frame.flaw}")
        else:
            yield from self._page(answer, headers, where)

    def summary(self) -> Iterator[Problem]:
        """One note on what was no page; a fatal one when nothing was."""
        told = {name: count for name, count in sorted(self._others.items()) if name not in _ABOUT_OTHERS}
        listed = ", ".join(f"{name} ({count:,})" for name, count in (told or self._others).items())
        if not self._pages:
            yield self._problem("no-pages", f"the archive holds no page{f', only {listed}' if listed else ''}")
        elif told:
            pages = f"{self._pages:,} page{'s' if self._pages > 1 else ''}"
            yield self._problem("not-pages", f"beside {pages} it holds {listed}", fatal=False)

    def damage_before(self, start: int | None) -> Iterator[Problem]:
        """The damages that lie before a record and in none."""
        while self._packed and self._packed.damages and (start is None or self._packed.damages[0].at <= start):
            damage = self._packed.damages.pop(0)
            says = f"a record at byte {damage.packed_at:,} is lost: {damage.says}"
            yield self._problem("lost-record", says)

    def _with_damage(self, frame: Frame) -> Frame:
        """A record with the damage inside it as its flaw: what stands before the damage is still there."""
        stop = frame.stop + 1 if frame.flaw else frame.stop
        while self._packed and self._packed.damages and self._packed.damages[0].at < stop:
            frame = replace(frame, flaw=self._packed.damages.pop(0).says)
        return frame

    def _answer(self, frame: Frame, headers: HeaderMap) -> Answer:
        cut = headers.get("WARC-Truncated")
        flaw = frame.flaw or (f"the archive holds only its beginning (WARC-Truncated: {cut})" if cut else None)
        declared = (headers.get("Content-Type") or "").lower()
        if not declared.startswith("application/http"):
            return Answer(None, declared.partition(";")[0].strip(), None, frame.block, flaw)
        answer = read_answer(frame.block, self._settings.max_bytes)
        return replace(answer, flaw=flaw or answer.flaw)

    def _page(self, answer: Answer, headers: HeaderMap, where: str) -> Iterator[Page | Problem]:
        decoded = decode(answer.body, answer.charset)
        if not decoded.text.strip():
            if answer.flaw:
                yield self._problem("lost-record", f"{where} is lost: {answer.flaw}")
            else:
                self._others["empty"] += 1
            return
        for code, doubt in (("flawed-record", answer.flaw), ("encoding", decoded.doubt)):
            if doubt:
                yield self._problem(code, f"{where}: {doubt}", fatal=False)
        self._pages += 1
        address = _address(headers) or None
        captured = _TIME.fullmatch((headers.get("WARC-Date") or "").strip())
        yield Page(
            name=f"{self._found.name}#{self._names.free(address or f'record {self._pages}')}",
            path=str(self._found.path),
            kind="html" if is_html(decoded.text) else "text",
            text=decoded.text,
            url=address,
            given_id=address,
            captured=captured.group() if captured else None,
        )

    def _problem(self, code: str, says: str, fatal: bool = True) -> Problem:
        return Problem(str(self._found.path), "read", code, says, fatal)


def _address(headers: HeaderMap) -> str:
    """The address of what was captured; old archives put it in angle brackets."""
    return (headers.get("WARC-Target-URI") or "").strip("<> ")


def _not_a_page(answer: Answer, address: str, whole: bool) -> str | None:
    """What a record holds when that is no page; None for one that may be.

    Of a record that is not there as a ``whole`` the declared type is believed.
    """
    if answer.status is not None and answer.status >= 400:
        return "answers with an error"
    if answer.status is not None and not 200 <= answer.status < 300:
        return "redirects and the like"
    if _NO_PAGE.match(address):
        return "robots.txt and the like"
    is_page = answer.media_type in _PAGE_TYPES
    if is_page and (not whole or not binary_kind(answer.body[:HEAD])):
        return None
    if answer.media_type in _ANY_TYPES and is_html(glance(answer.body[:HEAD])):
        return None
    return "pictures, scripts and other data"
