"""Kinds of answers: releases, statements, counts, timelines, comparisons; saved searches; forms for other programs.

Each is made from a `Source`, one commit of an index; `searchkit.index.answering` gives one call to each.
"""
