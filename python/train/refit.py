"""python -m train.refit: goes on training the text embedding on captions alone, on a processor, in some minutes.

Clusters of captions should lie apart by setting wherever k-means happens to start, and still tell scenes of one setting
from each other. Of the joint training the first was left too weak.
"""

import argparse
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from train.folders import write_manifests
from train.graphs import write_text_embedding
from train.losses import HIDDEN, products, same_text
from train.suite import Suite
from train.tokens import caption_ids
from train.trainer import load
from world.chance import stream
from world.compose import compose
from world.scene import SETTINGS, Scene
from world.words import web_caption, wrong_attribute

FIRST_SEED = (1 << 31) + 300_000_000
SCENES, STEPS, BATCH, RATE = 8_000, 100, 160, 3e-4
RADIUS = 0.09
"""Mean cosine distance of captions to their setting's centre below which they are not drawn nearer."""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="train.refit", description=__doc__)
    parser.add_argument("--resume", type=Path, required=True, help="the folder of the training to go on from")
    parser.add_argument("--models", type=Path, required=True, help="where the model's folder text-embedding lies")
    arguments = parser.parse_args()
    folder = arguments.resume
    captions, answers = (Tokenizer.from_file(str(folder / f"{name}.json")) for name in ("captions", "answers"))
    suite = Suite(captions.get_vocab_size(), answers.get_vocab_size())
    load(suite, folder)
    refit(suite, *_examples(captions))
    write_text_embedding(suite, arguments.models)
    write_manifests(arguments.models)


def refit(suite: Suite, texts: Tensor, settings: Tensor) -> None:
    """Trains the embedding and the settings' centres on `texts` [N, 4, T]: three true ones, the last one wrong."""
    torch.manual_seed(0)
    optimizer = torch.optim.AdamW([*suite.embedding.parameters(), suite.settings], lr=RATE, weight_decay=0.05)
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        rows = torch.randint(len(texts), (BATCH,))
        first, second = (texts[rows, torch.randint(3, (BATCH,))] for _ in range(2))
        losses = _losses(suite, torch.cat([first, second, texts[rows, 3]]), settings[rows])
        optimizer.zero_grad()
        sum(losses.values()).backward()
        optimizer.step()
        if step % 20 == 0:
            print(step, {name: round(loss.item(), 3) for name, loss in losses.items()}, flush=True)


def _losses(suite: Suite, ids: Tensor, settings: Tensor) -> dict[str, Tensor]:
    counts = (ids > 0).float()[..., None]
    vectors = functional.normalize((suite.embedding(ids, ids > 0) * counts).sum(dim=1) / counts.sum(dim=1), dim=-1)
    centres = functional.normalize(suite.settings, dim=-1)
    true, own = vectors[: 2 * len(settings)], settings.repeat(2)
    far = functional.relu(1 - (true * centres[own]).sum(dim=1) - RADIUS)
    # What tells scenes of one setting apart is the direction from its centre, however near to it they lie.
    details = functional.normalize(vectors - centres[settings.repeat(3)], dim=-1)
    first, second, wrong = details.chunk(3)
    scores = products(second, first) / 0.07
    elsewhere = (settings[:, None] != settings[None]) | same_text(ids[: len(settings)])
    scores = scores.masked_fill(elsewhere, HIDDEN)
    against = torch.cat([scores, (second * wrong).sum(dim=1, keepdim=True) / 0.07], dim=1)
    return {
        "setting": functional.cross_entropy(products(true, centres) / 0.1, own),
        "radius": 10.0 * far.mean(),
        "scene": 0.5 * functional.cross_entropy(against, torch.arange(len(settings))),
    }


def _examples(tokenizer: Tokenizer) -> tuple[Tensor, Tensor]:
    texts, settings = [], []
    for number in range(SCENES):
        random = stream(FIRST_SEED + number, "refit")
        scene = compose(FIRST_SEED + number, odd=random.choices([None, "fog", "plain"], [0.88, 0.06, 0.06])[0])
        texts.append(caption_ids(tokenizer, _texts(scene, random)))
        settings.append(SETTINGS.index(scene.setting))
    longest = 40
    return torch.from_numpy(np.stack(texts)).long()[:, :, :longest], torch.tensor(settings)


def _texts(scene: Scene, random: Random) -> list[str]:
    true, wrong, _ = wrong_attribute(scene, random, "en")
    return [true, web_caption(scene, random), web_caption(scene, random, "zh"), wrong]


if __name__ == "__main__":
    main()
