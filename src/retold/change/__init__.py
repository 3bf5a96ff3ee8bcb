"""Parent and child -> aligned sentences -> named changes."""

from retold.change.align import align
from retold.change.merged import without_other_parents
from retold.change.name import name_changes

__all__ = ["align", "name_changes", "without_other_parents"]
