"""How bash, zsh and fish ask for completions, and how they are answered.

A shell hands over the line up to the cursor and gets a line for each completion: kind, value and what it means, with
tabs between. What click brings for this cuts names at commas, takes a colon for the end of a word, and loses the words
before the last one in quotation marks.
"""

from __future__ import annotations

import os
import re
from typing import Any, ClassVar, NamedTuple

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

KEEP = "keep"
"""A kind of line: the completions begin otherwise than what is typed, which stays until only one is left."""

_BASH = """\
%(complete_func)s() {
    local kind value told
    COMPREPLY=()
    while IFS=$'\\t' read -r kind value told; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            keep) COMPREPLY+=(' ') ;;
            plain)
                COMPREPLY+=("$value")
                [[ $value == *: ]] && compopt -o nospace ;;
        esac
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_CURRENT="$2" %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null || complete -F %(complete_func)s %(prog_name)s
"""
_ZSH = """\
#compdef %(prog_name)s
%(complete_func)s() {
    local kind value told keep typed=${(Q)PREFIX}
    local -a bare ended open
    while IFS=$'\\t' read -r kind value told; do
        case $kind in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            keep) keep=1 ;;
            plain)
                if [[ -z $told ]]; then
                    bare+=("$value")
                else
                    value=${value//:/\\\\:}
                    [[ $value == *: ]] && open+=("$value:$told") || ended+=("$value:$told")
                fi ;;
        esac
    done < <(COMP_WORDS="${(j: :)words[1,CURRENT-1]} ${(qq)typed}" %(complete_var)s=zsh_complete $words[1] 2>/dev/null)
    (( $#bare )) && compadd -U -V names -a bare
    (( $#ended )) && _describe -V completions ended -U
    (( $#open )) && _describe -V fields open -U -S ''
    [[ -n $keep ]] && compstate[insert]= compstate[list]='list force'
    return 0
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef %(complete_func)s %(prog_name)s
fi
"""
_FISH = """\
function %(complete_func)s
    for line in (COMP_WORDS=(commandline -cp | string collect) %(complete_var)s=fish_complete %(prog_name)s 2>/dev/null)
        set -l parts (string split -m 2 \\t -- $line)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf '%%s\\t%%s\\n' $parts[2] $parts[3]
        end
    end
end
complete --no-files --keep-order --command %(prog_name)s --arguments '(%(complete_func)s)'
"""


class Typed(NamedTuple):
    """A line as a shell reads it: the whole words, the one that is being typed, and the mark it is quoted with."""

    words: list[str]
    last: str
    quote: str


def read_line(line: str) -> Typed:
    """Return the words of a line that may end anywhere, also within quotation marks."""
    words: list[str] = []
    last, quote, begun, escaped = "", "", False, False
    for character in line:
        if escaped:
            last, escaped = last + character, False
        elif character == "\\" and quote != "'":
            begun = escaped = True
        elif quote:
            quote, last = ("", last) if character == quote else (quote, last + character)
        elif character in "'\"":
            quote, begun = character, True
        elif character.isspace():
            if begun:
                words.append(last)
            last, begun = "", False
        else:
            last, begun = last + character, True
    return Typed(words, last, quote)


class _Answering(ShellComplete):
    """Completion by lines of kind, value and meaning."""

    keeps: ClassVar[bool] = True
    """Whether the shell puts what all completions have in common in the place of what is typed, whatever that is."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.typed = read_line(os.environ.get("COMP_WORDS", ""))
        option, equals, value = self.typed.last.partition("=")
        self.option = f"{option}=" if equals and option.startswith("--") and "--" not in self.typed.words else ""
        """The option that stands in one word with the value that is typed: "--speaker="."""
        self.value = value if self.option else self.typed.last

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is typed, and that one."""
        words = self.typed.words[1:]
        return [*words, self.option[:-1]] if self.option else words, self.value

    def written(self, value: str) -> str:
        """Return what the shell puts in the place of the word that is typed."""
        return self.option + value

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return the line of one completion."""
        told = " ".join((item.help or "").split())
        return f"{item.type}\t{self.written(item.value)}\t{told}"

    def complete(self) -> str:
        """Return the lines of all completions."""
        args, incomplete = self.get_completion_args()
        found = self.get_completions(args, incomplete)
        lines = [self.format_completion(item) for item in found]
        values = [item.value.lower() for item in found if item.type == "plain"]
        if self.keeps and len(values) > 1 and not all(value.startswith(incomplete.lower()) for value in values):
            lines.append(f"{KEEP}\t\t")
        return "\n".join(lines)


class Bash(_Answering):
    """Bash, from 4.4 on."""

    name = "bash"
    source_template = _BASH

    def written(self, value: str) -> str:
        """Return what comes in the place of the word that bash sees, which may begin behind a colon."""
        seen = os.environ.get("COMP_CURRENT", self.typed.last)
        before = 0 if self.typed.quote else max(0, len(self.typed.last) - len(seen))
        return (self.option + value)[before:]


class Zsh(_Answering):
    """Zsh."""

    name = "zsh"
    source_template = _ZSH


class Fish(_Answering):
    """Fish, from 3.1 on."""

    name = "fish"
    source_template = _FISH
    keeps = False

    def written(self, value: str) -> str:
        """Return the word. Fish takes one that holds what is typed, but not with other capitals within it."""
        made = super().written(value)
        typed = re.split(r"[\s:=]", self.typed.last)[-1]
        head = len(self.typed.last) - len(typed)
        begins = made[head:].lower().startswith(typed.lower())
        return made if begins else made[:head] + made[head:].lower()


SHELLS: dict[str, type[ShellComplete]] = {made.name: made for made in (Bash, Zsh, Fish)}


def register() -> None:
    """Let these shells be answered so, in place of what click brings for them."""
    for shell in SHELLS.values():
        add_completion_class(shell)
