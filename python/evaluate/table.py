"""What must be reached, and the table that shows whether it was."""

from evaluate.figures import Figures

LEAST: Figures = {
    "similarity AUC, another picture's caption": 0.995,
    "similarity AUC, one attribute wrong (en)": 0.95,
    "matching AUC, one attribute wrong (en)": 0.995,
    "R@1 of 500, a true caption of a picture": 0.90,
    "R@1 of 500, a picture that a caption is true of": 0.90,
    "things named right (en)": 0.95,
    "sentences wholly true (en)": 0.90,
    "aesthetics, rank correlation": 0.85,
    "hazard, precision": 0.97,
    "hazard, recall": 0.97,
    "watermark, precision": 0.97,
    "watermark, recall": 0.97,
    "text embedding, adjusted Rand index": 0.80,
}


def table(figures: Figures) -> str:
    """A line for each figure; those with a least value also say it, and whether they reach it."""
    width = max(map(len, figures))
    return "\n".join(f"{name:{width}}  {value:8.4f}{_verdict(name, value)}" for name, value in figures.items())


def _verdict(name: str, value: float) -> str:
    if name not in LEAST:
        return ""
    return f"  at least {LEAST[name]:.3f}  {'reached' if value >= LEAST[name] else 'MISSED'}"
