"""The JSON Schema (2020-12) of the output, made from the types of ``model.py``, so that the two cannot differ."""

from __future__ import annotations

import ast
import inspect
import types
from dataclasses import fields, is_dataclass
from typing import Literal, Union, get_args, get_origin, get_type_hints

from retold import model, page
from retold.model import Json

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_RECORDS = {
    "run": "Run",
    "article": "Article",
    "problem": "Problem",
    "match": "Match",
    "story": "Story",
    "alignment": "Alignment",
    "change": "Change",
    "fact": "Fact",
    "mention": None,
}
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def json_schema() -> dict[str, Json]:
    """The schema of ``--format json``."""
    made = _Maker()
    body = made.dataclass_schema(model.Report)
    return {
        "$schema": _DIALECT,
        "$id": f"https://retold.invalid/{model.SCHEMA}/report.json",
        "title": "retold report",
        **body,
        "$defs": made.definitions(),
    }


def line_schema() -> dict[str, Json]:
    """The schema of one line of ``--format jsonl``."""
    made = _Maker()
    choices: list[Json] = []
    for kind, name in _RECORDS.items():
        classes = [getattr(model, name)] if name else list(get_args(model.Mention))
        choices += [_with_record(made.dataclass_schema(one), kind) for one in classes]
    return {
        "$schema": _DIALECT,
        "$id": f"https://retold.invalid/{model.SCHEMA}/line.json",
        "title": "retold record",
        "oneOf": choices,
        "$defs": made.definitions(),
    }


def _with_record(schema: dict[str, Json], kind: str) -> dict[str, Json]:
    properties, required = schema["properties"], schema["required"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    head: dict[str, Json] = {"record": {"const": kind}}
    if kind == "run":
        head["schema"] = {"const": model.SCHEMA}
    return {**schema, "properties": {**head, **properties}, "required": [*head, *required]}


class _Maker:
    """Collects the definitions that the schema refers to."""

    def __init__(self) -> None:
        self._found: dict[str, Json] = {}
        self._said = _field_texts()

    def definitions(self) -> dict[str, Json]:
        return dict(sorted(self._found.items()))

    def dataclass_schema(self, class_: type) -> dict[str, Json]:
        hints = get_type_hints(class_)
        properties: dict[str, Json] = {}
        for item in fields(class_):
            said = self._said.get((class_.__name__, item.name))
            schema = self.of(hints[item.name])
            properties[item.name.rstrip("_")] = {**schema, "description": said} if said else schema
        return {
            "type": "object",
            "description": inspect.getdoc(class_) or "",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    def of(self, hint: object) -> dict[str, Json]:
        """The schema of a type hint."""
        origin, arguments = get_origin(hint), get_args(hint)
        if isinstance(hint, type) and hint in _PLAIN:
            return {"type": _PLAIN[hint]}
        if origin is Literal:
            return {"enum": list(arguments)} if len(arguments) > 1 else {"const": arguments[0]}
        if origin in (Union, types.UnionType):
            return self._either(arguments)
        if origin is tuple:
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        if isinstance(hint, type):
            return self._reference(hint)
        raise TypeError(f"{hint} has no JSON form")

    def _either(self, choices: tuple[object, ...]) -> dict[str, Json]:
        schemas = [self.of(choice) for choice in choices]
        plain = [schema["type"] for schema in schemas if set(schema) == {"type"}]
        return {"type": plain} if len(plain) == len(schemas) else {"anyOf": [*schemas]}

    def _reference(self, class_: type) -> dict[str, Json]:
        name = class_.__name__
        if name not in self._found:
            self._found[name] = None  # holds the place while its own parts are made
            self._found[name] = self.dataclass_schema(class_) if is_dataclass(class_) else self._named_tuple(class_)
        return {"$ref": f"#/$defs/{name}"}

    def _named_tuple(self, class_: type) -> dict[str, Json]:
        parts = [self.of(hint) for hint in get_type_hints(class_).values()]
        return {
            "type": "array",
            "description": inspect.getdoc(class_) or "",
            "prefixItems": [*parts],
            "minItems": len(parts),
            "maxItems": len(parts),
        }


def _field_texts() -> dict[tuple[str, str], str]:
    """The sentence below a field in ``page.py`` and ``model.py``, by class and field."""
    found: dict[tuple[str, str], str] = {}
    for node in (one for module in (page, model) for one in ast.parse(inspect.getsource(module)).body):
        if not isinstance(node, ast.ClassDef):
            continue
        for field, text in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
            ):
                found[node.name, field.target.id] = " ".join(str(text.value.value).split())
    return found
