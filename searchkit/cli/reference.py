"""The reference of the commands, from their own help: as Markdown (docs/cli.md) and as a manual page.

`make docs` writes both; a test fails where they are not what the commands say.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

STATUS = "0 found or done, 1 nothing found, 2 error, 130 interrupted."
ENVIRONMENT: tuple[tuple[str, str], ...] = (
    ("SEARCHKIT_INDEX", "The folder of the index, where --index is not given."),
    ("NO_COLOR", "Where it is set to anything, no colours are used."),
    ("PAGER", "The program that shows long answers at a terminal."),
)
FILES: tuple[tuple[str, str], ...] = (
    (
        "searchkit.toml",
        "Defaults for options, in the working folder, one above it, or ~/.config/searchkit. "
        '`index = "congress.index"` holds for all commands; a table such as `[search]` with `limit = 20` for one. '
        "Options and the environment win.",
    ),
)


def markdown(program: click.Group) -> str:
    """Return the reference as Markdown."""
    parts = ["# The command line", "", "<!-- Made by docs/reference.py from the commands' own help. -->", ""]
    parts += [f"Every command has `-h`. Exit status: {STATUS}", ""]
    for title, rows in (("Environment", ENVIRONMENT), ("Files", FILES)):
        parts += [f"## {title}", "", *(f"- `{name}`: {told}" for name, told in rows), ""]
    for name, command in program.commands.items():
        parts += [f"## searchkit {name}", "", f"`searchkit {name} {usage(command)}`", ""]
        for paragraph, fixed in prose(command.help or ""):
            parts += ["```console", *paragraph.splitlines(), "```", ""] if fixed else [paragraph, ""]
        options = [option_row(p) for p in command.params if isinstance(p, click.Option)]
        if options:
            parts += [
                "| option | |",
                "| --- | --- |",
                *(f"| `{_cell(o)}` | {_cell(told)} |" for o, told in options),
                "",
            ]
    return "\n".join(parts).rstrip("\n") + "\n"


def manual_page(program: click.Group) -> str:
    """Return the manual page, in the language of man(7)."""
    about = (program.help or "").partition("\n")[0].rstrip(".")
    lines = ['.TH SEARCHKIT 1 "" searchkit', ".SH NAME", f"searchkit \\- {_roff(about)}"]
    lines += [
        ".SH SYNOPSIS",
        "\\fBsearchkit\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...",
        ".SH COMMANDS",
    ]
    for name, command in program.commands.items():
        lines += [f'.SS "searchkit {_roff(name)} {_roff(usage(command))}"']
        for paragraph, fixed in prose(command.help or ""):
            body = [_roff(line) for line in paragraph.splitlines()]
            lines += [".PP", ".nf", *body, ".fi"] if fixed else [".PP", *body]
        for written, told in (option_row(p) for p in command.params if isinstance(p, click.Option)):
            lines += [".TP", f"\\fB{_roff(written)}\\fR", _roff(told) or "\\&"]
    for title, rows in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        lines += [f".SH {title}"]
        for name, told in rows:
            lines += [".TP", f"\\fB{_roff(name)}\\fR", _roff(told.replace("`", ""))]
    return "\n".join([*lines, ".SH EXIT STATUS", _roff(STATUS), ""])


def usage(command: click.Command) -> str:
    """Return the arguments of a command as they are written behind its name."""
    parts = ["[OPTIONS]"]
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            name = (parameter.metavar or (parameter.name or "").upper()).removesuffix("...")
            shown = f"{name}..." if parameter.nargs == -1 else name
            parts.append(shown if parameter.required else f"[{shown}]")
    return " ".join(parts)


def option_row(option: click.Option) -> tuple[str, str]:
    """Return how an option is written, and what it does."""
    written = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        written += f" / {', '.join(option.secondary_opts)}"
    elif not option.is_flag:
        choices = option.type.choices if isinstance(option.type, click.Choice) else ()
        written += f" {option.metavar or '|'.join(map(str, choices)) or option.type.name.upper()}"
    default = f"  [default: {option.default}]" if option.show_default and option.default not in (None, False) else ""
    return written, f"{option.help or ''}{default}".strip()


def prose(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs of a help text, and whether their lines must stay as they are (click's mark: backspace)."""
    for block in re.split(r"\n[ \t]*\n", inspect.cleandoc(text)):
        if block.lstrip(" ").startswith("\b"):
            yield "\n".join(block.splitlines()[1:]), True
        elif block.strip():
            yield " ".join(block.split()), False


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    coded = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in escaped)
    return f"\\&{coded}" if coded.startswith(".") else coded
