"""Full-text search over press releases that answers who said what, when."""

from searchkit.__about__ import __version__

__all__ = ["__version__"]
