"""Datasets of the demo world: samples of every shape, planted defects, and the truth about each."""

from .truth import Truth, TruthEntry
from .write import write_dataset

__all__ = ["Truth", "TruthEntry", "write_dataset"]
