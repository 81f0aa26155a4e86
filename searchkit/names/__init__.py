"""The names and roles of people, apart from any text: what a name is made of, whose it can be, what a role means.

The word lists of this room lie beside its modules: one entry a line, sorted, folded; `#` begins a comment.
"""
