"""Text to tokens: the one analyzer of indexing, querying and highlighting."""

from searchkit.analysis.folding import fold
from searchkit.analysis.scanning import places, scan
from searchkit.analysis.stemming import has_stemmer, stem, stem_all
from searchkit.analysis.tokens import FINGERPRINT, Tokens, tokenize

__all__ = ["FINGERPRINT", "Tokens", "fold", "has_stemmer", "places", "scan", "stem", "stem_all", "tokenize"]
