"""What programs may ask of the desk, rendered from its OpenAPI document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harmattan.desk.formats import Table


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask. parameters: name, where it stands, type, whether it has to be there, what it is."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str, str, bool, str], ...]
    answers: tuple[tuple[str, str, str], ...]
    example: str

    @property
    def id(self) -> str:
        """Where a link can lead to."""
        return f"{self.method}-{self.path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}".strip("-")


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """The reference. document: OpenAPI 3.1."""

    document: Mapping[str, Any]
    operations: tuple[Operation, ...]
    template: str = "api.html"
    title: str = "API"

    def json(self) -> Mapping[str, Any]:
        """Return the document."""
        return self.document

    def table(self) -> Table:
        """Return a row for each thing to ask."""
        rows = ((one.method, one.path, one.summary, ", ".join(p[0] for p in one.parameters)) for one in self.operations)
        return Table(("method", "path", "summary", "parameters"), tuple(rows))


def reference_page(document: Mapping[str, Any]) -> ReferencePage:
    """Return the reference of a document."""
    return ReferencePage(document, tuple(sorted(_operations(document), key=lambda one: (one.path, one.method))))


def _operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method, told in item.items():
            parameters = tuple(_parameter(one) for one in (*told.get("parameters", ()), *_form(document, told)))
            answers = tuple(
                (code, answer.get("description", ""), ", ".join(answer.get("content", {})))
                for code, answer in sorted(told["responses"].items())
            )
            summary = told.get("description") or told.get("summary", "")
            yield Operation(method.upper(), path, summary, parameters, answers, _example(method, path, told))


def _form(document: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the fields of a form as parameters."""
    for media in told.get("requestBody", {}).get("content", {}).values():
        name = media.get("schema", {}).get("$ref", "").rpartition("/")[2]
        shape = document["components"]["schemas"].get(name, {})
        for field, schema in shape.get("properties", {}).items():
            yield {"name": field, "in": "form", "schema": schema, "required": field in shape.get("required", ())}


def _parameter(one: Mapping[str, Any]) -> tuple[str, str, str, bool, str]:
    return one["name"], one["in"], _kind(one.get("schema", {})), one.get("required", False), one.get("description", "")


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    kinds = [_kind(one) for one in schema.get("oneOf", schema.get("anyOf", ()))]
    kind = schema.get("type", "")
    named = " | ".join(kind) if isinstance(kind, list) else str(kind)
    least, most = schema.get("minimum"), schema.get("maximum")
    bounds = f" {least:g} to {most:g}" if least is not None and most is not None else ""
    return " | ".join(dict.fromkeys(kinds)) or named + bounds


def _example(method: str, path: str, told: Mapping[str, Any]) -> str:
    if method != "get":
        return ""
    names = [one["name"] for one in told.get("parameters", ()) if one["in"] == "query"]
    shown = path.replace("{id}", "ID").replace("{format}", "csv") + ("" if "{format}" in path else ".json")
    asked = {"/sql": "?q=select+1"}.get(path, "?q=actor:USA" if "q" in names else "")
    return f"curl 'http://127.0.0.1:8321{shown}{asked}'"
