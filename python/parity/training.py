"""
What PyTorch and transformers make of a tiny training of a projector: `training.py FOLDER` writes FOLDER/training.json.
It needs the environment of `models` (see README.md).
"""

import math
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import cross_entropy, normalize
from transformers import get_cosine_schedule_with_warmup

from tables import write

PICTURES, FEATURES, HIDDEN, OUTPUTS = 13, 5, 4, 3
BATCH, ACCUMULATION, STEPS = 3, 2, 8
RATE, WARMUP, TEMPERATURE = 0.05, 0.3, 0.07
FLOATS = [0.0, 1.0, -2.5, 0.1, 0.0001, 9.99e-05, 1e-05, 1.5e-07, 0.30000000000000004, 123456.75, 1e15, 1e16, 1e22]


def training(out: Path):
    """Steps of a contrastive training in float64, from rounded numbers that both languages read alike."""
    torch.manual_seed(5)
    torch.set_default_dtype(torch.float64)
    features = _rounded(torch.randn(PICTURES, FEATURES))
    targets = _rounded(torch.randn(PICTURES, OUTPUTS))
    model = nn.Sequential(nn.Linear(FEATURES, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, OUTPUTS))
    for weights in model.parameters():
        weights.data = _rounded(weights.data)
    first = _weights(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.0)
    schedule = get_cosine_schedule_with_warmup(optimiser, math.ceil(STEPS * WARMUP), STEPS)
    order = torch.cat([torch.randperm(PICTURES) for _ in range(4)])[: STEPS * BATCH * ACCUMULATION]
    steps = []
    for places in order.split(BATCH * ACCUMULATION):
        losses = torch.cat([_losses(model(features[some]), targets[some]) for some in places.split(BATCH)])
        losses.mean().backward()
        norm = torch.linalg.vector_norm(torch.cat([p.grad.flatten() for p in model.parameters()]))
        rate = schedule.get_last_lr()[0]
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        steps.append({"losses": losses.tolist(), "grad_norm": norm.item(), "learning_rate": rate})
    slopes = torch.linspace(-8, 8, 65, requires_grad=True)
    nn.GELU()(slopes).sum().backward()
    table = {
        "batch": BATCH, "accumulation": ACCUMULATION, "learning_rate": RATE, "warmup": WARMUP,
        "temperature": TEMPERATURE, "features": features.tolist(), "targets": targets.tolist(),
        "order": order.tolist(), "first": first, "steps": steps, "last": _weights(model),
        "gelu": {"x": slopes.tolist(), "y": nn.GELU()(slopes).tolist(), "slope": slopes.grad.tolist()},
        "floats": [[value, repr(value)] for value in FLOATS],
    }  # fmt: skip
    write(out, "training", table)


def _losses(outputs, targets):
    """CLIP's loss, pair by pair."""
    logits = normalize(outputs) @ normalize(targets).T / TEMPERATURE
    own = torch.arange(len(logits))
    return (cross_entropy(logits, own, reduction="none") + cross_entropy(logits.T, own, reduction="none")) / 2


def _rounded(values):
    """Multiples of 1/256: exact in float32."""
    return torch.round(values * 256) / 256


def _weights(model):
    return [weights.tolist() for weights in model.parameters()]


if __name__ == "__main__":
    training(Path(sys.argv[1]).resolve())
