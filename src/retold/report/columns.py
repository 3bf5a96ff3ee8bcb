"""Records of a report as tables: columns with the types of ``model.py``, the same in every part of a pile."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from retold import model
from retold.model import Json, record
from retold.page import Problem

if TYPE_CHECKING:
    import pyarrow as pa

TableKind = Literal["article", "problem", "match", "story", "alignment", "change", "mention", "fact", "ruling"]
_CLASSES: dict[TableKind, tuple[type, ...]] = {
    "article": (model.Article,),
    "problem": (Problem,),
    "match": (model.Match,),
    "story": (model.Story,),
    "alignment": (model.Alignment,),
    "change": (model.Change,),
    "mention": get_args(model.Mention),
    "fact": (model.Fact,),
    "ruling": (model.Ruling,),
}


def record_table(kind: TableKind, values: Iterable[object]) -> pa.Table:
    """Records of one kind as a table: a row each, in their order.

    Spans are lists of two numbers, as in the JSON form. What may have several shapes there is text here, as JSON.
    """
    import pyarrow as pa

    schema = _schema(kind)
    rows = []
    for value in values:
        row = record(value)
        assert isinstance(row, dict)
        rows.append({name: _cell(row.get(name), schema.field(name).type) for name in schema.names})
    return pa.Table.from_pylist(rows, schema)


def _cell(value: Json, kind: pa.DataType) -> Any:
    import pyarrow.types as pt

    if value is None or not pt.is_string(kind) or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _schema(kind: TableKind) -> pa.Schema:
    import pyarrow as pa

    columns: dict[str, pa.DataType] = {}
    for class_ in _CLASSES[kind]:
        hints = get_type_hints(class_)
        for item in fields(class_):
            name, found = item.name.rstrip("_"), _type(hints[item.name])
            columns[name] = found if columns.get(name, found) == found else pa.string()
    return pa.schema(list(columns.items()))


def _type(hint: Any) -> pa.DataType:
    import pyarrow as pa

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    origin, arguments = get_origin(hint), [one for one in get_args(hint) if one is not type(None)]
    if hint in plain:
        return plain[hint]
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        return _type(arguments[0]) if len(arguments) == 1 else pa.string()
    if origin is tuple:
        return pa.list_(_type(arguments[0]))
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return pa.struct([(item.name.rstrip("_"), _type(hints[item.name])) for item in fields(hint)])
    if isinstance(hint, type) and issubclass(hint, tuple):
        return pa.list_(_type(next(iter(get_type_hints(hint).values()))))
    return pa.string()
