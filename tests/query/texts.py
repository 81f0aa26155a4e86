"""Random query texts, by the grammar: nearly all of them can be read."""

from __future__ import annotations

from hypothesis import strategies as st

VOCABULARY = ["tax", "cut", "gas", "pipeline", "minister", "bridges", "bridge", "safe", "toll", "said"]
VOCABULARY += ["war", "peace", "new", "deal"]
"""Words of the releases in tests/releases_made.py too, so that queries find something."""
NAMES = ["lee", "Ann Lee", "haddad", "mayor", "duarte"]

words = st.sampled_from(VOCABULARY)
terms = st.one_of(
    words,
    words.map("={}".format),
    words.map(lambda w: w[:3] + "*"),
    words.map(lambda w: w[0] + "?" + w[2:]),
    words.map(lambda w: w[1:] + "~2" if len(w) > 3 else w + "~"),
)
phrases = st.builds(
    lambda exact, parts, slop: f'{exact}"{" ".join(parts)}"{slop}',
    st.sampled_from(["", "", "="]),
    st.lists(words, min_size=2, max_size=3),
    st.sampled_from(["", "", "~1", "~4"]),
)
tests = st.one_of(
    st.sampled_from(NAMES).map('speaker:"{}"'.format),
    st.sampled_from(
        ["speaker:?", "type:direct", "type:indirect", "cue:said", "cue:added", "-speaker:lee", "-type:mixed"]
    ),
)
properties = st.sampled_from(
    ["date:2021", "date:2021-03..", "date:..2021-06", "date:none", "source:council", "lang:en", "path:a*", "*", "id:0"]
)
_leaves = st.one_of(terms, terms, phrases)


def _boolean(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map("-{}".format),
    )


tight = st.recursive(_leaves, _boolean, max_leaves=4)
"""What may stand inside brackets of a zone or unit."""
_units = st.builds("{}:({} {})".format, st.sampled_from(["same", "sentence", "said"]), _leaves, tight)
_spoken_units = st.builds("said:({} {})".format, _leaves, tests)
_zones = st.builds("{}({})".format, st.sampled_from(["title:", "lead:", "body:", "in:boilerplate", "in:all"]), tight)


def _scopes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        _boolean(inner),
        inner.map("article:({})".format),
        inner.map("{{{}}}".format),
        st.builds("{{{} {}}}".format, tests, inner),
        st.builds("({} {})".format, tests, inner),
    )


queries = st.one_of(
    st.recursive(st.one_of(_leaves, _leaves, tests, properties, _units, _spoken_units, _zones), _scopes, max_leaves=6),
    _units,
    _zones,
    st.builds("{} {}".format, tests, st.one_of(tight, _units, _spoken_units)),
)
"""Texts of whole queries."""
