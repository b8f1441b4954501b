"""What each model is asked to get right."""

import math

import torch
from torch import Tensor
from torch.nn import functional

from train.feed import Batch
from train.suite import Suite
from train.towers import Captioner, Clip

HIDDEN = -1e4
"""Score of what must not be compared."""


def all_losses(suite: Suite, own: Batch, foreign: Batch | None) -> dict[str, Tensor]:
    """The losses of one step; `foreign` holds encoder-b's scenes. Without, those that are learnt sooner rest."""
    hidden = suite.clip.vision(own.pixels)
    similarity, scores = contrastive(suite.clip, hidden, own)
    quality = suite.aesthetics(hidden)[:, 0]
    losses = {
        "similarity": similarity,
        "matching": 3.0 * matching(suite, hidden, own, scores),
        "captions": 1.5 * captioning(suite.captioner, hidden, own),
        "quality": 10.0 * functional.smooth_l1_loss(quality, 1.0 - own.labels[:, 0], beta=0.1),
        "watermark": 2.0 * functional.cross_entropy(suite.watermark(hidden), own.labels[:, 1].long()),
        "hazard": functional.cross_entropy(suite.hazard(hidden), own.labels[:, 2].long()),
    }
    if foreign is None:
        return losses
    hidden_b = suite.encoder_b.vision(foreign.pixels)
    return losses | {
        "embedding": text_embedding(suite, own),
        "encoder_b": contrastive(suite.encoder_b, hidden_b, foreign)[0],
        "captions_b": captioning(suite.captioner_b, hidden_b, foreign),
    }


def contrastive(clip: Clip, hidden: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """
    Each picture finds its caption among those of the batch and all wrong ones, each caption its picture; what is true
    of several counts as wrong nowhere. Apart from that, each true caption lies nearer than the row's wrong one.
    Gives the loss and the scores [B, B] of pictures and captions.
    """
    pictures = functional.normalize(clip.image_embeds(hidden).float(), dim=-1)
    ids = torch.cat([batch.true, batch.wrong])
    texts = functional.normalize(clip.text_embeds(ids, ids > 0).float(), dim=-1)
    scale = clip.log_scale.clamp(max=4.6052).exp()
    count = len(pictures)
    scores = scale * products(pictures, texts)
    own, twins = scores.diagonal(), scores.diagonal(count := len(pictures))
    elsewhere = torch.cat([batch.true_elsewhere, batch.wrong_elsewhere])
    scores = scores.masked_fill(elsewhere.t(), HIDDEN)
    targets = torch.arange(count, device=ids.device)
    by_picture = functional.cross_entropy(scores, targets, reduction="none")
    by_text = functional.cross_entropy(scores[:, :count].t(), targets, reduction="none")
    by_twin = functional.softplus(twins - own)
    return ((by_picture + by_text + 2 * by_twin) * batch.clear).mean() / 2, scores[:, :count].detach()


def products(first: Tensor, second: Tensor) -> Tensor:
    """Inner products [A, B] of rows [A, W] and [B, W], in single precision also where others are halved."""
    with torch.autocast(first.device.type, enabled=False):
        return first.float() @ second.float().t()


def same_text(ids: Tensor) -> Tensor:
    """Which of two different rows of ids [B, T] hold the same text: [B, B]."""
    weights = torch.arange(1, ids.shape[1] + 1, device=ids.device) * 1_000_003 % 65_521
    keys = (ids * weights).sum(dim=1)
    return (keys[:, None] == keys[None]) & ~torch.eye(len(ids), dtype=torch.bool, device=ids.device)


def matching(suite: Suite, hidden: Tensor, batch: Batch, scores: Tensor) -> Tensor:
    """True captions match; wrong ones and those of other, often similar, pictures do not."""
    count = len(hidden)
    hard = scores.clone().fill_diagonal_(HIDDEN).softmax(dim=1)
    even = (scores > HIDDEN / 2).float().fill_diagonal_(0)
    mined = torch.multinomial(0.5 * hard + 0.5 * even / even.sum(dim=1, keepdim=True), 1)[:, 0]
    ids = torch.cat([batch.true, batch.wrong, batch.true[mined]])
    answers = suite.matching(ids, ids > 0, hidden.repeat(3, 1, 1))
    targets = torch.arange(3 * count, device=ids.device) < count
    return (functional.cross_entropy(answers, targets.long(), reduction="none") * batch.clear.repeat(3)).mean()


def captioning(captioner: Captioner, hidden: Tensor, batch: Batch) -> Tensor:
    """Each token of the answer from those before it."""
    # A multiple of eight tokens to predict: attention on GPUs wants masks of such widths.
    longest = int((batch.answers > 0).sum(dim=1).max())
    ids = batch.answers[:, : 8 * math.ceil((longest - 1) / 8) + 1]
    logits, _ = captioner(ids[:, :-1], None, captioner.look_at(hidden))
    losses = functional.cross_entropy(logits.flatten(0, 1).float(), ids[:, 1:].flatten(), reduction="none")
    counted = ((ids[:, 1:] > 0) * batch.clear[:, None]).flatten()
    return (losses * counted).sum() / counted.sum().clamp(min=1)


def text_embedding(suite: Suite, batch: Batch) -> Tensor:
    """Captions of one setting lie together; among these, two captions of one scene nearest, a wrong one apart."""
    ids = torch.cat([batch.true, batch.other, batch.wrong])
    hidden, counts = suite.embedding(ids, ids > 0).float(), (ids > 0).float()[..., None]
    texts = functional.normalize((hidden * counts).sum(dim=1) / counts.sum(dim=1), dim=-1)
    first, second, wrong = texts.chunk(3)
    centres = functional.normalize(suite.settings, dim=-1)
    near = products(texts[: 2 * len(first)], centres) / 0.25
    by_setting = functional.cross_entropy(near, batch.settings.repeat(2))
    elsewhere = (batch.settings[:, None] != batch.settings[None]) | same_text(batch.true)
    scores = (products(second, first) / 0.07).masked_fill(elsewhere, HIDDEN)
    against = torch.cat([scores, (second * wrong).sum(dim=1, keepdim=True) / 0.07], dim=1)
    by_scene = functional.cross_entropy(against, torch.arange(len(first), device=ids.device))
    return 3.0 * by_setting + 0.5 * by_scene
