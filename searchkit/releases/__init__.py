"""Raw documents to releases: one shown text, its title, date, source, language and zones."""

from searchkit.releases.parsing import parse

__all__ = ["parse"]
