"""Words that are true of a scene, words that are not, and the judge of both."""

from .caption import length_pair, many_lines, stock_tail, things, web_caption
from .claim import Claims, Relation, Thing
from .facts import there_is
from .parse import claims, is_true
from .sentences import numbered, sentences
from .wrong import half_true, wrong_attribute

__all__ = [
    "Claims",
    "Relation",
    "Thing",
    "claims",
    "half_true",
    "is_true",
    "length_pair",
    "many_lines",
    "numbered",
    "sentences",
    "stock_tail",
    "there_is",
    "things",
    "web_caption",
    "wrong_attribute",
]
