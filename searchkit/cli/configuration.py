"""The file `searchkit.toml`: defaults for options, for all commands or for one.

    index = "congress.index"      # beside the file
    color = "never"

    [search]
    limit = 20
    sort = "date"

It is looked for in the working folder and those above it, then in the user's folder of settings. An option given on the
command line or in the environment wins.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from searchkit.errors import SearchkitError
from searchkit.spelling import nearest

NAME = "searchkit.toml"
DATA = "map"
"""A table of the same file that is about data beside it: see `readers.mapping`."""


def found_file() -> Path | None:
    """Return the nearest configuration file."""
    here = Path.cwd()
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    places = [*(folder / NAME for folder in (here, *here.parents)), settings / "searchkit" / NAME]
    return next((place for place in places if place.is_file()), None)


def defaults(path: Path, commands: Mapping[str, click.Command]) -> dict[str, Any]:
    """Return the defaults of a file as click takes them: by command and parameter.

    Raises:
        SearchkitError: the file cannot be read, or names a command or an option that is not there.
    """
    import tomllib  # noqa: PLC0415 – most have no such file

    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SearchkitError(f"{path} cannot be read ({error.strerror})", "check its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SearchkitError(f"{path} is no TOML: {error}", "correct that line") from error
    common = {key: value for key, value in values.items() if not isinstance(value, dict)}
    made: dict[str, Any] = {name: {} for name in commands}
    for key, value in common.items():
        takers = [(name, p) for name, command in commands.items() for k, p in _options(command) if k == key]
        if not takers:
            every = {k for command in commands.values() for k, _ in _options(command)}
            raise _unknown(path, f"option {key!r}", key, every)
        for name, parameter in takers:
            made[name][parameter] = _placed(key, value, path)
    for name, table in values.items():
        if isinstance(table, dict) and name != DATA:
            if name not in commands:
                raise _unknown(path, f"command {name!r}", name, commands)
            known = dict(_options(commands[name]))
            for key, value in table.items():
                if key not in known:
                    raise _unknown(path, f"option {key!r} of {name}", key, known)
                made[name][known[key]] = _placed(key, value, path)
    return made


def _options(command: click.Command) -> Iterator[tuple[str, str]]:
    """Yield the options of a command as they are written, and their parameters."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name:
            for written in parameter.opts:
                if written.startswith("--"):
                    yield written[2:], parameter.name


def _placed(key: str, value: Any, path: Path) -> Any:
    return str(path.parent / value) if key == "index" and isinstance(value, str) else value


def _unknown(path: Path, what: str, key: str, choices: Any) -> SearchkitError:
    near = nearest(key, choices)
    return SearchkitError(f"{path}: there is no {what}", f"did you mean {near}?" if near else "see searchkit --help")
