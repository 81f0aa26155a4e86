"""What a room gives when it runs is what mypy and import-linter see of it."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages

import pytest

import searchkit
from searchkit.faces import Face

PACKAGES = [searchkit.__name__, *(m.name for m in walk_packages(searchkit.__path__, "searchkit.") if m.ispkg)]
ROOMS = [name for name in PACKAGES if isinstance(getattr(import_module(name), "__getattr__", None), Face)]


def typed(path: Path) -> dict[str, str]:
    """Return the names that a face imports for those who check types, with the module of each."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (branch,) = (n for n in tree.body if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING")
    imports = [node for node in branch.body if isinstance(node, ast.ImportFrom)]
    assert len(imports) == len(branch.body)
    return {a.asname or a.name: str(node.module) for node in imports for a in node.names}


def test_most_rooms_have_a_face() -> None:
    assert {"searchkit", "searchkit.query", "searchkit.codec", "searchkit.answers"} <= set(ROOMS)


def test_a_module_must_not_hide_a_name() -> None:
    with pytest.raises(ValueError, match="facets"):
        Face("searchkit.answers", {"facets": ["facets"]})


@pytest.mark.parametrize("name", ROOMS)
def test_a_face_gives_what_it_says(name: str) -> None:
    room = import_module(name)
    face = room.__getattr__
    assert isinstance(face, Face)
    assert face.room == name
    assert typed(Path(str(room.__file__))) == {**face.homes, **dict.fromkeys(face.modules, name)}
    for given, home in face.homes.items():
        assert getattr(room, given) is getattr(import_module(home), given)
    for given in face.modules:
        assert getattr(room, given) is import_module(f"{name}.{given}")
    assert not set(face.homes) & {module.name for module in iter_modules(room.__path__)}, "a module hides this name"
    with pytest.raises(AttributeError, match="nothing"):
        _ = room.nothing
