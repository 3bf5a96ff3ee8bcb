"""Bytes as text: which encoding, and what was lost on the way."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from retold.read.sniff import wide_encoding

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
_BROWSER_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
"""Names that browsers read as the wider code page of the same bytes (WHATWG Encoding Standard)."""
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_TOO_FEW = 8
"""Bytes above ASCII under which a detector guesses; the commonest code page is the better guess."""
_ISO_2022 = re.compile(rb"\x1b\$[@B]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding, and one sentence about what is uncertain or lost (None: nothing)."""

    text: str
    encoding: str
    doubt: str | None = None


def decode(raw: bytes, charset: str | None = None) -> Decoded:
    """The text of a page: by byte order mark, as UTF-8, as declared, else by a look at the bytes.

    What the server declared (``charset``) goes before what the page declares, as in browsers; UTF-8 goes before both
    because bytes that happen to be valid UTF-8 nearly always are. Line ends become ``\\n``, as in Python's text mode;
    nothing else is changed.
    """
    found = _decode(raw, charset)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return Decoded(text, found.encoding, found.doubt)


def without_surrogates(text: str) -> str:
    """Text in which half characters, which no file can hold, are replaced one for one."""
    return _SURROGATE.sub("\ufffd", text)


def _decode(raw: bytes, charset: str | None) -> Decoded:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _with_losses(raw[len(mark) :], name)
    wide = wide_encoding(raw)
    if wide:
        return _with_losses(raw, wide)
    if _ISO_2022.search(raw[:65_536]):
        return _with_losses(raw, "iso-2022-jp")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    halves = _halves_joined(raw)
    if halves:
        return halves
    declared = _known(charset) or _declared(raw)
    if declared and declared != "utf-8":
        try:
            return Decoded(raw.decode(declared), declared)
        except UnicodeDecodeError:
            return _with_losses(raw, declared)
    return _damaged_or_other(raw)


def _halves_joined(raw: bytes) -> Decoded | None:
    """UTF-8 in which characters beyond 16 bits stand as two halves (CESU-8); None for anything else."""
    try:
        text = raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lost = len(_SURROGATE.findall(whole)) + whole.count("\ufffd") - text.count("\ufffd")
    return Decoded(whole, "utf-8", _says_lost(lost, "utf-8") if lost else None)


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:8192])
    return _known(found.group(1).decode("ascii")) if found else None


def _known(name: str | None) -> str | None:
    """Python's name of an encoding; None for one that it does not know or that cannot have been meant."""
    if not name:
        return None
    try:
        name = codecs.lookup(_BROWSER_NAMES.get(name.lower(), name.lower())).name
    except LookupError:
        return None
    try:
        b"".decode(name)
    except (LookupError, UnicodeDecodeError):  # codecs that do not make text, such as "hex"
        return None
    return None if name.startswith(("utf-16", "utf-32", "utf-7")) else name


def _damaged_or_other(raw: bytes) -> Decoded:
    """UTF-8 with some damage when most of its longer characters are whole; else the encoding that fits best."""
    damaged = raw.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    if len(_MULTIBYTE.findall(raw)) >= lost:
        return Decoded(damaged, "utf-8", _says_lost(lost, "utf-8"))
    name = _detected(raw)
    try:
        return Decoded(raw.decode(name), name, f"it is not valid UTF-8 and names no encoding; it was read as {name}")
    except (LookupError, UnicodeDecodeError):
        return Decoded(damaged, "utf-8", _says_lost(lost, "utf-8"))


def _detected(raw: bytes) -> str:
    if sum(byte > 127 for byte in raw[:65_536]) < _TOO_FEW:
        return "cp1252"
    from resiliparse.parse.encoding import detect_encoding

    name = str(detect_encoding(raw[:1_000_000]) or "cp1252")
    try:
        same = raw.decode(name) == raw.decode("cp1252")
    except (LookupError, UnicodeDecodeError):
        same = False
    return "cp1252" if same else name


def _with_losses(raw: bytes, name: str) -> Decoded:
    text = raw.decode(name, "replace")
    lost = text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    return Decoded(without_surrogates(text), name, _says_lost(lost, name) if lost > 0 else None)


def _says_lost(lost: int, name: str) -> str:
    places = "1 place is" if lost == 1 else f"{lost} places are"
    return f"{places} not valid {name.upper()}; \ufffd stands there instead"
