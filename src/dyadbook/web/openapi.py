"""Return the description of the pages as OpenAPI: each with its page, its JSON twin and its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from dyadbook.records import Record
from dyadbook.web.http import FastAPI, get_openapi
from dyadbook.web.shown import Fault, Refusal
from dyadbook.web.twins import Reply

_REF = "#/components/schemas/{name}"
_DESCRIBED: dict[str, type[Record]] = {}
_SAYS = (
    "Each page has a twin in JSON under the same address: with `.json` at its end, or asked for with "
    "`Accept: application/json`; `series`, `changes`, `wording` and `among` have no "
    "page. Tables come as CSV: `.csv` at the end, `?table=` to choose. Lists go on with "
    "`?cursor=`, the `next` of the reply before. Every failure is `{error: {code, message, status}}`."
)


def twin(record: type[Record], *, table: bool = False, page: bool = True) -> dict[str, Any]:
    """Return what a route says of its replies: `@router.get(..., **twin(DyadPage))`; not every answer has a `page`."""
    _DESCRIBED[record.__name__] = record
    reply = {
        "allOf": [
            {"$ref": _REF.format(name="Reply")},
            {"type": "object", "properties": {"data": {"$ref": _REF.format(name=record.__name__)}}},
        ]
    }
    content: dict[str, Any] = {"application/json": {"schema": reply}, **_csv(table)}
    if page:
        content = {"text/html": {}, **content}
    refusal = {"application/json": {"schema": {"$ref": _REF.format(name="Refusal")}}, "text/html": {}}
    failures = {status: {"description": text, "content": refusal} for status, text in _FAILURES.items()}
    return {
        "response_model": None,
        "responses": {200: {"description": "the page" if page else "the answer", "content": content}, **failures},
    }


_FAILURES = {
    400: "a value that cannot be asked for",
    404: "nothing by this name",
    414: "too long an address",
    422: "a value of another form",
}


def _csv(table: bool) -> dict[str, Any]:
    return {"text/csv": {}} if table else {}


def described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Return what describes the application, once."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=_SAYS, routes=app.routes)
            schemas = made.setdefault("components", {}).setdefault("schemas", {})
            _, ours = msgspec.json.schema_components((*_DESCRIBED.values(), Reply, Refusal, Fault), ref_template=_REF)
            schemas.update(ours)
            schemas["Reply"]["properties"]["data"] = {}
            app.openapi_schema = made
        return app.openapi_schema

    return describe
