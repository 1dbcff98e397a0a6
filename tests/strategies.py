"""Return Hypothesis strategies for every record, and the texts that their spans quote."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from dyadbook import records

# All that UTF-8 can carry: lone surrogates cannot be written to JSON, sources replace them.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
INT64 = st.integers(min_value=0, max_value=2**53)


def record(record_type: type[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for a record type with any values that its fields can take."""
    info = msgspec.inspect.type_info(record_type)
    assert isinstance(info, msgspec.inspect.StructType)
    fields = {field.name: _values(field.type) for field in info.fields}
    return st.fixed_dictionaries(fields).map(lambda values: record_type(**values))


def _values(info: msgspec.inspect.Type) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of one field."""
    match info:
        case msgspec.inspect.Metadata(type=inner):
            return _values(inner)
        case msgspec.inspect.UnionType(types=types):
            return st.one_of(*[_values(kind) for kind in types])
        case msgspec.inspect.NoneType():
            return st.none()
        case msgspec.inspect.StructType(cls=cls):
            return st.deferred(lambda: record(cls))
        case msgspec.inspect.VarTupleType(item_type=item):
            return st.lists(_values(item), max_size=2).map(tuple)
        case msgspec.inspect.TupleType(item_types=items):
            return st.tuples(*[_values(item) for item in items])
        case msgspec.inspect.BoolType():
            return st.booleans()
        case msgspec.inspect.IntType():
            return INT64
        case msgspec.inspect.FloatType(ge=0.0, le=1.0):
            return st.floats(0.0, 1.0)
        case msgspec.inspect.FloatType():
            return st.floats(allow_nan=False, allow_infinity=False)
        case msgspec.inspect.DateType():
            return st.dates()
        case msgspec.inspect.StrType():
            return TEXT
        case msgspec.inspect.LiteralType(values=values):
            return st.sampled_from(values)
    raise TypeError(f"no strategy for {info}: add it to tests/strategies.py")


@st.composite
def words_in_texts(draw: st.DrawFn) -> tuple[str, records.Words]:
    """Return a text and words of it, at any place, in any script."""
    text = draw(st.text(max_size=200))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return text, records.words_at(text, start, end)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Return a text and spans of it that may overlap, touch, nest, repeat or be empty."""
    text = draw(st.text(max_size=80))
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    pairs = draw(st.lists(bounds, max_size=8))
    return text, [(min(pair), max(pair)) for pair in pairs]
