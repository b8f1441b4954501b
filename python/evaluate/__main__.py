"""python -m evaluate: makes unseen scenes, runs the models on them, prints the figures."""

import argparse
import json
from pathlib import Path

from evaluate.figures import all_figures, speed
from evaluate.models import Models
from evaluate.table import table
from evaluate.unseen import unseen_scenes


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="evaluate", description=__doc__)
    parser.add_argument("--models", type=Path, required=True, help="folder that holds clip, itm and so on")
    parser.add_argument("--seed", type=int, default=1, help="of the unseen scenes")
    parser.add_argument("--scenes", type=int, default=2000)
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    unseen = unseen_scenes(arguments.seed, arguments.scenes, Models(arguments.models).side)
    figures = all_figures(Models(arguments.models), unseen) | speed(Models(arguments.models, threads=1), unseen)
    print(json.dumps(figures, indent=2) if arguments.json else table(figures))


if __name__ == "__main__":
    main()
