"""How deep the markup of a page is nested, counted on the raw source before any parser touches it."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?:(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)|(?P<comment>!--))")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSED_BY_THE_NEXT = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup rp rt colgroup".split())
"""Elements that browsers close by themselves; left open a thousand times in a row they do not nest."""
_RAW = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}


def nesting(source: str, most: int) -> int:
    """The greatest depth of open elements; counting stops as soon as it is above ``most``."""
    open_now: dict[str, int] = {}
    depth = deepest = 0
    place = 0
    while found := _TAG.search(source, place):
        place = found.end()
        if found["comment"]:
            close = source.find("-->", place)
            if close < 0:
                break
            place = close + 3
            continue
        name = found["name"].lower()
        if name in _VOID or name in _CLOSED_BY_THE_NEXT:
            continue
        if found["end"]:
            if open_now.get(name, 0):
                open_now[name] -= 1
                depth -= 1
            continue
        if name in _RAW:
            close_tag = _RAW[name].search(source, place)
            if not close_tag:
                break
            place = close_tag.start()
        open_now[name] = open_now.get(name, 0) + 1
        depth += 1
        deepest = max(deepest, depth)
        if deepest > most:
            break
    return deepest
