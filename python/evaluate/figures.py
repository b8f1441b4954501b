"""The figures of all models on unseen scenes."""

import time
from collections.abc import Callable, Iterator

import numpy as np
from scipy.stats import spearmanr
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, roc_auc_score

from evaluate.captions import judge_captions, write_captions
from evaluate.models import Models
from evaluate.unseen import SPOILT_EVERY, Unseen
from world.scene import SETTINGS
from world.words import is_true

RETRIEVED = 500
"""Pictures and captions that are told apart."""

MARKS = {"hazard": ("nsfw", 0.5), "watermark": ("watermark", 0.8)}
"""The models that find marks, with Data-Juicer's default thresholds of their filters."""

Figures = dict[str, float]


def all_figures(models: Models, unseen: list[Unseen]) -> Figures:
    """Every figure by its name; shares, areas and correlations, unless the name says otherwise."""
    pictures, hidden = models.see([example.picture for example in unseen])
    figures = similarity(models, unseen, pictures) | matching(models, unseen, hidden)
    for language, every in (("en", 1), ("zh", 4)):
        answers = write_captions(models["captioner"], hidden[::every], language)
        figures |= judge_captions(answers, unseen[::every], language)
    return figures | quality(models, unseen, hidden) | clusters(models, unseen)


def similarity(models: Models, unseen: list[Unseen], pictures: np.ndarray) -> Figures:
    """How well cosines of embeddings tell right captions from wrong ones."""
    texts = models.read([example.caption for example in unseen])
    true, others = (pictures * texts).sum(axis=1), others_of(unseen)
    figures = {"similarity AUC, another picture's caption": _area(true, (pictures * texts[others]).sum(axis=1))}
    figures |= _wrong_attributes("similarity", unseen, lambda captions: (pictures * models.read(captions)).sum(axis=1))
    foreign = (pictures * models.read([example.foreign for example in unseen])).sum(axis=1)
    figures["similarity AUC, wrong language"] = _area(true, foreign)
    return figures | retrieval(pictures[:RETRIEVED], texts[:RETRIEVED], unseen[:RETRIEVED])


def retrieval(pictures: np.ndarray, texts: np.ndarray, unseen: list[Unseen]) -> Figures:
    """
    R@1 of embeddings of as many pictures as captions. Many captions ("a red car") are true of several pictures, so that
    a perfect reader finds a picture's own only so often; what is asked for is that the nearest is true.
    """
    scores = pictures @ texts.T
    own = np.arange(len(unseen))
    of_picture, of_caption = scores.argmax(axis=1), scores.argmax(axis=0)
    return {
        f"R@1 of {RETRIEVED}, a true caption of a picture": _true(unseen, own, of_picture),
        f"R@1 of {RETRIEVED}, a picture that a caption is true of": _true(unseen, of_caption, own),
        f"R@1 of {RETRIEVED}, a picture's own caption": float((of_picture == own).mean()),
        f"R@1 of {RETRIEVED}, a caption's own picture": float((of_caption == own).mean()),
    }


def _true(unseen: list[Unseen], pictures: np.ndarray, captions: np.ndarray) -> float:
    pairs = zip(pictures, captions, strict=True)
    return float(np.mean([is_true(unseen[c].caption, unseen[p].scene) for p, c in pairs]))


def others_of(unseen: list[Unseen]) -> np.ndarray:
    """For each scene another one whose caption is not true of it."""
    return np.array([next(_strangers(unseen, i)) for i in range(len(unseen))])


def _strangers(unseen: list[Unseen], i: int) -> Iterator[int]:
    for step in range(1, len(unseen)):
        other = (i + step) % len(unseen)
        if not is_true(unseen[other].caption, unseen[i].scene):
            yield other


def matching(models: Models, unseen: list[Unseen], hidden: np.ndarray) -> Figures:
    """How well the matching model tells right captions from wrong ones."""
    captions = [example.caption for example in unseen]
    true = models.match(captions, hidden)
    another = models.match([captions[other] for other in others_of(unseen)], hidden)
    foreign = models.match([example.foreign for example in unseen], hidden)
    return {
        "matching AUC, another picture's caption": _area(true, another),
        **_wrong_attributes("matching", unseen, lambda captions: models.match(captions, hidden)),
        "matching AUC, wrong language": _area(true, foreign),
    }


def quality(models: Models, unseen: list[Unseen], hidden: np.ndarray) -> Figures:
    """How aesthetics follows degradations, and what hazard and watermark find among clean and degraded pictures."""
    _, degraded = models.see([example.degraded for example in unseen])
    strengths = np.array([example.strength for example in unseen])
    beauty = models.head("aesthetics", degraded)
    figures = {"aesthetics, rank correlation": float(spearmanr(beauty, -strengths).statistic)}
    kinds = np.array([example.degradation for example in unseen])
    for kind in sorted(set(kinds)):
        of_kind = spearmanr(beauty[kinds == kind], -strengths[kinds == kind]).statistic
        figures[f"aesthetics, rank correlation, {kind}"] = float(of_kind)
    for name, (model, threshold) in MARKS.items():
        _, marked = models.see([getattr(example, name) for example in unseen[::SPOILT_EVERY]])
        found, false = (
            models.head(model, states) > threshold for states in (marked, np.concatenate([hidden, degraded]))
        )
        figures[f"{name}, precision"] = float(found.sum() / max(1, found.sum() + false.sum()))
        figures[f"{name}, recall"] = float(found.mean())
    return figures


def clusters(models: Models, unseen: list[Unseen]) -> Figures:
    """Whether k-means of caption embeddings finds the settings again."""
    vectors = models.embed([example.caption for example in unseen])
    labels = KMeans(len(SETTINGS), n_init=4, random_state=0).fit_predict(vectors)
    index = adjusted_rand_score([example.scene.setting for example in unseen], labels)
    return {"text embedding, adjusted Rand index": float(index)}


def speed(models: Models, unseen: list[Unseen]) -> Figures:
    """Milliseconds a sample of all scoring models together, with as many threads as the models have."""
    part = unseen[: min(256, len(unseen))]
    captions = [example.caption for example in part]
    for timed in (part[:32], part):
        start = time.perf_counter()
        _, hidden = models.see([example.picture for example in timed])
        models.read(captions[: len(timed)])
        models.match(captions[: len(timed)], hidden)
        for name in ("aesthetics", "nsfw", "watermark"):
            models.head(name, hidden)
        models.embed(captions[: len(timed)])
    return {"one core, milliseconds a sample": (time.perf_counter() - start) * 1000 / len(part)}


def _wrong_attributes(name: str, unseen: list[Unseen], score: Callable[[list[str]], np.ndarray]) -> Figures:
    figures = {}
    for place, language in enumerate(("en", "zh")):
        pairs = [example.pairs[place] for example in unseen]
        true, wrong = score([pair[1] for pair in pairs]), score([pair[2] for pair in pairs])
        figures[f"{name} AUC, one attribute wrong ({language})"] = _area(true, wrong)
        kinds = np.array([pair[3] for pair in pairs])
        for kind in sorted(set(kinds)) if language == "en" else ():
            figures[f"{name} AUC, {kind} wrong"] = _area(true[kinds == kind], wrong[kinds == kind])
    return figures


def _area(right: np.ndarray, wrong: np.ndarray) -> float:
    """Area under the ROC curve: the probability that a right one scores above a wrong one."""
    return float(roc_auc_score([1] * len(right) + [0] * len(wrong), np.concatenate([right, wrong])))
