"""Measure everything that can be measured here: ``python -m bench`` prints one table a part.

A part whose set is absent says so and is passed over. Parts can be named: ``python -m bench pairs lineage``.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import bench


def main(names: list[str]) -> int:
    """Run the named parts, or all of them."""
    known = sorted(module.name for module in iter_modules(bench.__path__) if not module.name.startswith("_"))
    unknown = set(names) - set(known)
    if unknown:
        print(f"no part {', '.join(sorted(unknown))}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        print(f"== {name}", flush=True)
        import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
