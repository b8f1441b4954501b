"""What transformers makes of the test pictures and texts: pictures as the models see them, tokens, outputs."""

import base64

import numpy as np
import torch

from tables import sha256

from .graphs import bert_states, blip_matching, blip_vision, clip_text, clip_vision, logits
from .probes import EMBEDDED, MATCHED, TEXTS
from .shelf import PROCESSORS, Shelved

# Pictures whose bytes are in the table, for who must look for a difference.
SHOWN = ("landscape.jpg", "tiny.png", "long.jpg")
# How far a score may be from the peer's, and how much wider the scores must lie for that to mean something.
COSINE, LOGIT, WIDER = 1e-5, 1e-4, 50


def short(values):
    """Single-precision numbers with the nine digits that tell them apart, as nested lists."""
    if isinstance(values, (torch.Tensor, np.ndarray)):
        values = values.tolist()
    return [short(v) for v in values] if isinstance(values, list) else float(f"{values:.9g}")


def pixels_table(pictures: dict) -> dict:
    """All pictures, by name, as each processor prepares them."""
    each = [(name, kind) for name in pictures for kind in PROCESSORS]
    rows = [{"picture": name, "processor": kind, **prepared(kind, pictures[name])} for name, kind in each]
    raw = [
        {"picture": name, "processor": kind, "base64": base64.b64encode(levels(kind, pictures[name])).decode()}
        for name in SHOWN
        for kind in ("clip", "clip-padded", "blip", "vit")
    ]
    looks = [{"file": n, "width": p.width, "height": p.height, "rgb": sha256(p.tobytes())} for n, p in pictures.items()]
    configs = {kind: processor.to_dict() for kind, processor in PROCESSORS.items()}
    return {"processors": configs, "pictures": looks, "pixels": rows, "raw": raw}


def levels(kind: str, picture) -> np.ndarray:
    """The 8-bit picture after resize and crop, [H, W, 3]."""
    batch = PROCESSORS[kind](images=picture, do_rescale=False, do_normalize=False, return_tensors="np")
    return np.ascontiguousarray(batch["pixel_values"][0].transpose(1, 2, 0))


def prepared(kind: str, picture) -> dict:
    """Hashes of the 8-bit picture [H, W, 3] and of the values [3, H, W] as little-endian floats, or the error."""
    try:
        eight = levels(kind, picture)
        values = PROCESSORS[kind](images=picture, return_tensors="np")["pixel_values"][0]
    except ValueError as error:
        return {"error": type(error).__name__}
    height, width, _ = eight.shape
    known = {"height": height, "width": width, "levels": sha256(eight.tobytes()), "first": eight.tobytes()[:12].hex()}
    return {**known, "values": sha256(values.astype("<f4").tobytes()), "corner": short(values[:, 0, 0])}


def tokens_table(models: dict[str, Shelved]) -> dict:
    """The ids of all texts, truncated; BLIP's, whose tokenizer is BERT's, only where its limit makes a difference."""
    rows = []
    for text in TEXTS:
        ids = {name: models[name].tokens([text])["input_ids"][0].tolist() for name in ("clip", "bert", "blip")}
        rows.append({"text": text, **{k: v for k, v in ids.items() if k != "blip" or v != ids["bert"]}})
    batch = {}
    for name in ("clip", "bert"):
        padded = models[name].tokens(MATCHED)
        batch[name] = {key: value.tolist() for key, value in padded.items()}
    limits = {name: models[name].limit for name in ("clip", "bert", "blip")}
    return {"limits": limits, "rows": rows, "batch": {"texts": MATCHED, **batch}}


def unit(values: torch.Tensor) -> torch.Tensor:
    """Rows of length 1."""
    return values / values.norm(dim=-1, keepdim=True)


def clip_outputs(shelved: Shelved, pictures: dict) -> dict:
    """Embeddings as projected, and logits_per_text [texts, pictures]."""
    images = torch.cat([clip_vision(shelved.model, shelved.pixels(p))[0] for p in pictures.values()])
    texts = torch.cat([clip_text(shelved.model, *shelved.tokens([t]).values())[0] for t in EMBEDDED])
    batch = torch.cat([shelved.pixels(p) for p in pictures.values()])
    whole = shelved.model(**shelved.tokens(EMBEDDED), pixel_values=batch)
    cosines = unit(texts) @ unit(images).T
    scale = shelved.model.config.logit_scale
    if not torch.allclose(scale * cosines, whole.logits_per_text, atol=1e-4):
        raise ValueError("the towers do not make the model")
    return {
        "logit_scale": scale,
        "image_embeds": short(images),
        "texts": EMBEDDED,
        "text_embeds": short(texts),
        "logits_per_text": short(whole.logits_per_text),
        "spread": spread(cosines.T, COSINE),
    }


def blip_outputs(shelved: Shelved, pictures: dict) -> dict:
    """The matching head's logits [texts, pictures, 2], and what the vision encoder says of each picture first."""
    states = [blip_vision(shelved.model, shelved.pixels(p))[0] for p in pictures.values()]
    texts = [shelved.tokens([t], return_token_type_ids=False).values() for t in MATCHED]
    scores = torch.stack([torch.cat([blip_matching(shelved.model, *t, s)[0] for s in states]) for t in texts])
    return {
        "texts": MATCHED,
        "itm_score": short(scores),
        "first_state": short(torch.cat([s[:, 0] for s in states])),
        "spread": spread(scores.transpose(0, 1), LOGIT),
    }


def logit_outputs(shelved: Shelved, pictures: dict) -> dict:
    """The logits of each picture."""
    scores = torch.cat([logits(shelved.model, shelved.pixels(p))[0] for p in pictures.values()])
    return {"logits": short(scores), "spread": spread(scores, LOGIT)}


def bert_outputs(shelved: Shelved) -> dict:
    """Poolings: over the tokens, over all positions when padded to the limit, of the first token; and as unit rows."""
    rows = []
    for text in EMBEDDED:
        alone = shelved.tokens([text])
        padded = shelved.tokenizer(text, truncation=True, padding="max_length", return_tensors="pt")
        order = ("input_ids", "attention_mask", "token_type_ids")
        states = bert_states(shelved.model, *[alone[key] for key in order])[0][0]
        full = bert_states(shelved.model, *[padded[key] for key in order])[0][0]
        poolings = {"mean": states.mean(dim=0), "mean-padded": full.mean(dim=0), "cls": states[0]}
        rows.append({kind: {"plain": short(v), "normalized": short(unit(v))} for kind, v in poolings.items()})
    means = torch.tensor([row["mean"]["normalized"] for row in rows])
    return {"texts": EMBEDDED, "poolings": rows, "spread": spread(means @ means.T, COSINE)}


def spread(scores: torch.Tensor, tolerance: float) -> dict:
    """The least standard deviation over the first dimension, against the tolerance; raises where it says too little."""
    deviation = float(scores.std(dim=0).min())
    if deviation < WIDER * tolerance:
        raise ValueError(f"scores spread over {deviation} only")
    return {"standard_deviation": short(deviation), "tolerance": tolerance}


@torch.no_grad()
def outputs_table(models: dict[str, Shelved], pictures: dict) -> dict:
    """What every model says; lists by picture are in the order of `pictures`."""
    table = {"pictures": list(pictures), "clip": clip_outputs(models["clip"], pictures)}
    table["blip"] = blip_outputs(models["blip"], pictures)
    for name in ("nsfw", "watermark", "aesthetics-predictor-v1"):
        table[name] = logit_outputs(models[name], pictures)
    return {**table, "bert": bert_outputs(models["bert"])}
