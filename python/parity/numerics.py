"""NumPy and scikit-learn on numbers that both languages can make exactly: sixteenths of small whole numbers."""

import numpy as np
from sklearn.cluster import KMeans

from tables import write

SEEDS = (0, 1, 2, 3, 4)


class Generator:
    """The linear congruential generator x → 1664525 x + 1013904223 (mod 2^32); `below(n)` is ⌊x n / 2^32⌋."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return self.state * limit >> 32


def blobs(rows, columns, clusters, spread, seed):
    """
    Row i lies around centre i mod `clusters`. First all centres are drawn, each value below(256) sixteenths, then for
    each row and column the sum of four draws below(spread), less 2 (spread - 1), in sixteenths.
    """
    generator = Generator(seed)
    centres = [[generator.below(256) for _ in range(columns)] for _ in range(clusters)]
    points = [
        [
            centres[i % clusters][j] + sum(generator.below(spread) for _ in range(4)) - 2 * (spread - 1)
            for j in range(columns)
        ]
        for i in range(rows)
    ]
    return np.array(points, np.float64) / 16


SETS = [
    {"rows": 600, "columns": 4, "clusters": 6, "spread": 40, "seed": 11, "k": 6},
    {"rows": 1500, "columns": 16, "clusters": 12, "spread": 90, "seed": 12, "k": 10},
    {"rows": 900, "columns": 2, "clusters": 30, "spread": 16, "seed": 13, "k": 20},
    {"rows": 400, "columns": 64, "clusters": 5, "spread": 120, "seed": 14, "k": 8},
]


def clustering(entry):
    """scikit-learn's inertia for five seeds, and what it assigns with the centres of the first."""
    points = blobs(**{key: entry[key] for key in ("rows", "columns", "clusters", "spread", "seed")})
    models = [KMeans(entry["k"], n_init=1, random_state=seed).fit(points) for seed in SEEDS]
    first = models[0]
    distances = ((points - first.cluster_centers_[first.predict(points)]) ** 2).sum(axis=1)
    return {
        **entry,
        "inertia": [model.inertia_ for model in models],
        "centres": first.cluster_centers_,
        "labels": first.predict(points),
        "squared": distances[:200],
        "transform": first.transform(points)[:20].min(axis=1),
    }


def statistics():
    """Percentiles (linear), mean and population standard deviation of lists of scores."""
    lists = [
        [1.0], [1.0, 2.0], [3.0, 1.0, 2.0], [0.1] * 10, [0.1, 0.2, 0.3, 0.4, 0.7], [1e-12, 1e12, -1e12, 5.0],
        [1e15 + i for i in range(9)], list(blobs(257, 1, 5, 30, 21)[:, 0]), list(blobs(1000, 1, 9, 60, 22)[:, 0] / 3),
        [0.0, -0.0, 0.0], [5e-324, 1.0], [1 / 3, 2 / 3, 1 / 7, 6 / 7],
    ]  # fmt: skip
    ranks = [0, 1, 5, 10, 25, 33.3, 50, 66.6, 75, 90, 95, 99, 99.9, 100]
    for values in lists:
        yield {
            "values": values,
            "percentiles": [[q, np.percentile(values, q)] for q in ranks],
            "mean": np.mean(values),
            "sigma": np.std(values),
        }


def numerics(out):
    """Three tables: permutations, k-means, statistics."""
    permutations = []
    for seed in (0, 1, 42, 2**31 - 1, 2**32, 123456789012345):
        for count in (0, 1, 2, 3, 10, 33, 257, 1000):
            order = np.random.Generator(np.random.PCG64(seed)).permutation(count)
            permutations.append({"seed": seed, "count": count, "order": order})
    write(out, "pcg64", {"permutations": permutations})
    write(out, "kmeans", {"sets": [clustering(entry) for entry in SETS]})
    write(out, "statistics", {"lists": list(statistics())})
