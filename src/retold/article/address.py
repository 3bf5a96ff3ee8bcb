"""Web addresses as far as they tell who publishes: hosts, and the names in them."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from retold.tables import Outlet, outlet_at

_SECOND = frozenset("co com net org gov edu ac or ne gob gov".split())
"""Labels that stand between the name and the country in ``harrow.co.uk``."""


def host_of(address: str | None) -> str | None:
    """The host of an address, without ``www.`` and what stands for a mobile or AMP page; None for other words."""
    try:
        host = urlsplit((address or "").strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.") if host else None


def site_label(address: str | None) -> str | None:
    """The name in a host that its owner chose: ``harrow`` for ``news.harrow.co.uk``."""
    labels = (host_of(address) or "").split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels.pop()
    return labels[-1] if labels and labels[-1] else None


def outlet_of(address: str | None) -> Outlet | None:
    """The outlet of the table that publishes at an address."""
    host = host_of(address)
    return outlet_at(host) if host else None


def absolute(address: str | None, base: str | None) -> str | None:
    """An address made whole by that of the page; None when it is not one of the web."""
    if not address:
        return None
    try:
        whole = urljoin(base or "", address.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") else None
    except ValueError:
        return None
