"""`python -m world.dataset OUT --seed N --samples M` writes a set of samples of the demo world into OUT."""

import argparse
from collections import Counter

from .write import write_dataset


def main() -> None:
    """Writes a set and tells how many samples of each kind it has."""
    parser = argparse.ArgumentParser(prog="python -m world.dataset", description="Writes a set of the demo world.")
    parser.add_argument("out", help="the folder to write into; made if need be")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives another set")
    parser.add_argument("--samples", type=int, default=500)
    arguments = parser.parse_args()
    truth = write_dataset(arguments.out, arguments.seed, arguments.samples)
    kinds = Counter(entry["kind"] for entry in truth.values())
    print(f"{len(truth)} samples in {arguments.out}")
    for kind, count in kinds.most_common():
        print(f"{count:6} {kind}")


if __name__ == "__main__":
    main()
