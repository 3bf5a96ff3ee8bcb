"""News provenance: which pages tell the same story, who retold whom, what changed on the way.

>>> import retold
>>> report = retold.trace(["examples"])
>>> len(report.stories) > 1
True
"""

# Imported at once, not at first use: the submodule of the same name would otherwise take the function's place.
from retold.model import Article, InputError, Report, RetoldError
from retold.settings import Settings
from retold.trace import clean, compare, trace

__all__ = ["Article", "InputError", "Report", "RetoldError", "Settings", "clean", "compare", "trace"]
