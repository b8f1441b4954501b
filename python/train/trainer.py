"""The training loop: ends in time whatever the machine manages until then."""

import math
import time
from pathlib import Path

import torch
from torch import Tensor

from train.feed import Feed
from train.losses import all_losses
from train.store import CHUNK, Store
from train.suite import Suite

PEAK, PEAK_AGAIN = 1e-3, 6e-4
"""Learning rates after warming up: of a first training, and of one that goes on from another."""

WARM_STEPS = 200
FIRST_CHUNKS = 2
"""Chunks of each part that must be there before the first step."""

CHECKPOINT_SECONDS = 120.0
LOG_SECONDS = 15.0
SECOND_HALF = ("captioner", "embedding", "encoder_b", "captioner_b")


def train(suite: Suite, store: Store, device: str, until: float, batch: int, out: Path, peak: float = PEAK) -> int:
    """
    Trains all models together until the monotonic clock shows `until`; gives the number of steps.

    The learning rate follows a cosine of the time spent. Checkpoints go to `out` as it goes.
    """
    start = time.monotonic()
    feeds = tuple(Feed(store, device, encoder_b=part) for part in ((False, True) if store.encoder_b else (False,)))
    _wait_for(feeds)
    optimizer = torch.optim.AdamW(_groups(suite), lr=peak, betas=(0.9, 0.98), fused=device != "cpu")
    saved = logged = time.monotonic()
    step = 0
    while (now := time.monotonic()) < until:
        sizes = [min(batch // part, 2 * feed.refresh()) for part, feed in zip((1, 2), feeds, strict=False)]
        rate = peak * min(1.0, (step + 1) / WARM_STEPS) * _cosine((now - start) / (until - start))
        losses = _step(suite, optimizer, rate, [feed.batch(size) for feed, size in zip(feeds, sizes, strict=True)])
        step += 1
        if now - logged > LOG_SECONDS:
            logged = now
            _log(now - start, step, 2 * feeds[0].filled * CHUNK, rate, losses)
        if now - saved > CHECKPOINT_SECONDS:
            saved = now
            save(suite, out)
    save(suite, out)
    return step


def save(suite: Suite, out: Path) -> None:
    """Writes all weights in half precision as two files of about one size."""
    halves: tuple[dict[str, Tensor], dict[str, Tensor]] = {}, {}
    for name, value in suite.state_dict().items():
        halves[name.split(".")[0] in SECOND_HALF][name] = value.detach().half().cpu()
    for number, half in enumerate(halves, 1):
        torch.save(half, out / f"checkpoint-{number}.pt")


def load(suite: Suite, folder: Path) -> None:
    """Takes over the weights that `save` wrote."""
    for number in (1, 2):
        weights = torch.load(folder / f"checkpoint-{number}.pt", map_location="cpu")
        suite.load_state_dict({name: value.float() for name, value in weights.items()}, strict=False)


def _step(suite: Suite, optimizer: torch.optim.Optimizer, rate: float, batches: list) -> dict[str, Tensor]:
    for group in optimizer.param_groups:
        group["lr"] = rate
    kind = batches[0].pixels.device.type
    with torch.autocast(kind, torch.bfloat16, enabled=kind != "cpu"):
        losses = all_losses(suite, batches[0], batches[1] if len(batches) > 1 else None)
    optimizer.zero_grad(set_to_none=True)
    torch.stack([loss.float() for loss in losses.values()]).sum().backward()
    for part in suite.children():
        # Apart, so that no model's large gradients slow another down.
        torch.nn.utils.clip_grad_norm_(part.parameters(), 1.0)
    optimizer.step()
    return losses


def _groups(suite: Suite) -> list[dict]:
    matrices = [value for value in suite.parameters() if value.ndim > 1]
    others = [value for value in suite.parameters() if value.ndim <= 1]
    return [{"params": matrices, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}]


def _cosine(progress: float) -> float:
    return 0.5 * (1.0 + math.cos(math.pi * min(1.0, progress))) + 1e-3


def _wait_for(feeds: tuple[Feed, ...]) -> None:
    while min(feed.filled for feed in feeds) < min(FIRST_CHUNKS, *(feed.slots for feed in feeds)):
        time.sleep(0.2)
        for feed in feeds:
            feed.refresh()


def _log(seconds: float, step: int, scenes: int, rate: float, losses: dict[str, Tensor]) -> None:
    values = " ".join(f"{name} {loss.item():.3f}" for name, loss in losses.items())
    print(f"{seconds:5.0f} s step {step} scenes {scenes} rate {rate:.1e} | {values}", flush=True)
