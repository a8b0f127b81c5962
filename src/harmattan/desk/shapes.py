"""Shapes of the JSON that programs build on, as JSON Schema. Keys may be added, never renamed or dropped."""

from typing import Any, Final

Json = dict[str, Any]


def _object(required: dict[str, Json], **optional: Json) -> Json:
    return {"type": "object", "required": list(required), "properties": required | optional}


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(kind: str) -> Json:
    return {"type": [kind, "null"]}


TEXT: Final[Json] = {"type": "string"}
WHOLE: Final[Json] = {"type": "integer"}
NUMBER: Final[Json] = {"type": "number"}
TRUTH: Final[Json] = {"type": "boolean"}
COUNTS: Final[Json] = {"type": "object", "additionalProperties": {"type": "integer"}}
_MAYBE: Final = _or_null("string")
_OPEN: Final[Json] = {"type": "object"}
NEXT: Final[Json] = {"type": ["string", "null"], "description": "Cursor of the page after; give it back as after."}

_SPAN: Final = _object({"start": WHOLE, "end": WHOLE})
_PARTY: Final = _object(
    {"start": _or_null("integer"), "end": _or_null("integer"), "text": _MAYBE, "name": TEXT, "country": TEXT},
    sector=TEXT,
)
_EVENT: Final = _object(
    {
        "doc": TEXT,
        "id": TEXT,
        "type": TEXT,
        "mode": _list(TEXT),
        "context": _list(TEXT),
        "factuality": {"enum": ["actual", "planned", "hypothetical", "denied", "historical"]},
        "actor": _list(_ref("Party")),
        "recipient": _list(_ref("Party")),
        "trigger": _object({"start": WHOLE, "end": WHOLE, "text": TEXT}),
        "place": {"type": ["object", "null"]},
        "time": {"type": ["object", "null"]},
        "due": {"type": ["object", "null"], "description": "For when something is promised, demanded or put off."},
        "said_by": {"type": ["object", "null"]},
        "quad": {"type": "integer", "description": "1 verbal cooperation .. 4 material conflict; 0 for none"},
        "score": {"type": "number", "minimum": -10, "maximum": 10},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "Of type and trigger."},
        "row_confidence": {
            "type": ["number", "null"],
            "minimum": 0,
            "maximum": 1,
            "description": "Of type, actors and recipients together.",
        },
        "evidence": _list(_ref("Span")),
        "act": {"type": "string", "description": "The act that this report tells of."},
        "reports": WHOLE,
        "sources": WHOLE,
        "verdict": _MAYBE,
        "corrected": {
            **_OPEN,
            "description": "The fields that people correct, with their values; the rest is as coded.",
        },
    }
)
_JUDGEMENT: Final = _object(
    {"id": TEXT, "at": TEXT, "by": TEXT, "verb": TEXT, "subject": TEXT, "values": _OPEN, "reason": TEXT}
)
_PROBLEM: Final = _object({"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT})
_CHANGE: Final = _object({"at": TEXT, "kind": TEXT, "id": TEXT, "what": TEXT})
_MOMENT: Final = _object({"at": TEXT, "kind": TEXT, "id": TEXT, "what": TEXT, "by": TEXT, "fields": _list(TEXT)})
_CANDIDATE: Final = _object(
    {"event": TEXT, "doubt": NUMBER, "weight": NUMBER, "rank": NUMBER, "why": _list(TEXT), "words": TEXT}
)

COMPONENTS: Final[dict[str, Json]] = {
    "Problem": _PROBLEM,
    "Span": _SPAN,
    "Party": _PARTY,
    "Event": _EVENT,
    "Judgement": _JUDGEMENT,
    "Change": _CHANGE,
    "Moment": _MOMENT,
    "Candidate": _CANDIDATE,
}
SHAPES: Final[dict[str, Json]] = {
    "/events": _object(
        {"query": TEXT, "by": TEXT, "as_of": TEXT, "events": _list(_ref("Event")), "next": NEXT, "facets": _OPEN}
    ),
    "/events/{id}": {
        "allOf": [
            _ref("Event"),
            _object({"reports_of_act": _list(TEXT), "disagreements": _OPEN, "judgements": _list(_ref("Judgement"))}),
        ]
    },
    "/events/{id}/history": _object(
        {"event": TEXT, "held": TRUTH, "history": _list(_ref("Moment")), "versions": _list(_ref("Event"))}
    ),
    "/changes": _object({"since": _MAYBE, "until": _MAYBE, "changes": _list(_ref("Change")), "next": NEXT}),
    "/review": _object({"of": TEXT, "total": WHOLE, "queue": _list(_ref("Candidate")), "judged": COUNTS}),
    "/sources": _object(
        {"counted": TRUTH, "sources": _list(_OPEN), "published": COUNTS, "refused": WHOLE, "refusals": _list(_OPEN)}
    ),
    "/data": _object({"query": TEXT, "by": TEXT, "downloads": _list(_OPEN), "release": TEXT, "counts": COUNTS}),
    "/release": _object({"query": TEXT, "by": TEXT, "newest_record": _MAYBE, "href": TEXT}),
    "/sql": _object({"query": TEXT, "columns": _list(TEXT), "rows": _list({"type": "array"})}),
    "/codebook": _object({"version": TEXT, "types": _OPEN, "contexts": _OPEN, "sectors": _OPEN, "quads": _OPEN}),
    "/about": _object({"model": TEXT, "day": TEXT, "command": TEXT, "heads": _list(_OPEN), "types": _list(_OPEN)}),
}
