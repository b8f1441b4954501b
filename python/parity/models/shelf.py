"""The models with what prepares their inputs, calibrated on the test pictures and texts, and their folders."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import BlipImageProcessor, BlipProcessor, CLIPImageProcessor, CLIPProcessor, ViTImageProcessor

from . import tiny
from .captions import captions
from .graphs import FREE, PARTS, blip_matching, blip_vision, logits
from .onnx_files import Graph, export
from .probes import MATCHED, PLAIN
from .word_pieces import bert_tokenizer, clip_tokenizer

SQUARE = {"height": tiny.SIDE, "width": tiny.SIDE}
PROCESSORS = {
    "clip": CLIPImageProcessor(size={"shortest_edge": tiny.SIDE}, crop_size=tiny.SIDE),
    "clip-square": CLIPImageProcessor(size=SQUARE, do_center_crop=False),
    "clip-inner": CLIPImageProcessor(size={"shortest_edge": 61}, crop_size=tiny.SIDE),
    "clip-padded": CLIPImageProcessor(size={"shortest_edge": 31}, crop_size={"height": 48, "width": 40}),
    "blip": BlipImageProcessor(size=SQUARE),
    "vit": ViTImageProcessor(size=SQUARE),
}
# Weights in full precision, so that both ways of storing them are in the fixture.
FULL = {"watermark"}


@dataclass(frozen=True)
class Shelved:
    """A model and what prepares its inputs, where it has them."""

    model: Any
    processor: Any = None
    tokenizer: Any = None

    def pixels(self, picture) -> torch.Tensor:
        """`pixel_values` of one picture, [1, 3, H, W]."""
        return self.processor(images=picture, return_tensors="pt")["pixel_values"]

    @property
    def limit(self) -> int:
        """How many tokens the model can read, special ones included."""
        config = self.model.config
        return getattr(config, "text_config", config).max_position_embeddings

    def tokens(self, texts: list[str], **how) -> dict:
        """Tokens of some texts, truncated at the limit, padded to the longest of them."""
        return self.tokenizer(texts, truncation=True, max_length=self.limit, padding=True, return_tensors="pt", **how)


def shelf(pictures: list) -> dict[str, Shelved]:
    """All models, with scores that spread over these pictures; weights rounded to halves but for `FULL`."""
    learnt = captions(6000)
    pieces, words = clip_tokenizer(learnt), bert_tokenizer(learnt)
    models = {
        "clip": Shelved(tiny.clip(pieces), PROCESSORS["clip"], pieces),
        "blip": Shelved(tiny.blip(words), PROCESSORS["blip"], words),
        "nsfw": Shelved(tiny.vit(["normal", "nsfw"], 13), PROCESSORS["vit"]),
        "watermark": Shelved(tiny.vit(["clean", "watermark"], 14), PROCESSORS["vit"]),
        "aesthetics-predictor-v1": Shelved(tiny.aesthetics(), PROCESSORS["clip"], pieces),
        "bert": Shelved(tiny.bert(words), None, words),
    }
    with torch.no_grad():
        calibrate(models, pictures)
        for name, shelved in models.items():
            if name not in FULL:
                tiny.halved(shelved.model)
    return models


def calibrate(models: dict[str, Shelved], pictures: list):
    """Centres both towers of CLIP, so that cosines have both signs, and spreads the heads of the others."""
    clip = models["clip"]
    vision, text = clip.model.vision_model, clip.model.text_model
    seen = torch.cat([vision(clip.pixels(p)).pooler_output for p in pictures])
    vision.post_layernorm.bias -= 0.9 * seen.mean(dim=0)
    read = text(**clip.tokens(PLAIN)).pooler_output
    text.final_layer_norm.bias -= 0.9 * read.mean(dim=0)
    for name in ("nsfw", "watermark"):
        scores = torch.cat([logits(models[name].model, models[name].pixels(p))[0] for p in pictures])
        tiny.centre(models[name].model.classifier, scores, [0.3, -0.3], 1.2)
    scorer = models["aesthetics-predictor-v1"]
    scores = torch.cat([logits(scorer.model, scorer.pixels(p))[0] for p in pictures])
    tiny.centre(scorer.model.predictor, scores, [5.5], 1.4)
    blip = models["blip"]
    tokens = blip.tokens(MATCHED, return_token_type_ids=False)
    states = [blip_vision(blip.model, blip.pixels(p))[0].expand(len(MATCHED), -1, -1) for p in pictures]
    scores = torch.cat([blip_matching(blip.model, *tokens.values(), s)[0] for s in states])
    tiny.centre(blip.model.itm_head, scores, [0.0, 0.0], 1.2)


def examples(shelved: Shelved, part, pictures: list) -> dict:
    """Inputs of one graph: a batch of three."""
    inputs = {}
    if shelved.processor is not None:
        inputs["pixel_values"] = torch.cat([shelved.pixels(p) for p in pictures[:3]])
    if "input_ids" in part.inputs:
        inputs |= shelved.tokens(PLAIN[:3], return_token_type_ids=True)
    if "encoder_hidden_states" in part.inputs:
        inputs["encoder_hidden_states"] = blip_vision(shelved.model, inputs["pixel_values"])[0].detach()
    return {name: inputs[name] for name in part.inputs}


def write_onnx(folder: Path, name: str, shelved: Shelved, pictures: list) -> dict:
    """A model's `onnx` folder; gives how far each file is from torch."""
    deviations = {}
    for part in PARTS[name]:
        inputs = examples(shelved, part, pictures)
        free = {key: FREE[key] for key in inputs}
        path = folder / "onnx" / f"{part.file}.onnx"
        graph = Graph(shelved.model, part.compute)
        deviations[path.name] = export(path, graph, inputs, list(part.outputs), free, name not in FULL)
    return deviations


def write_torch(folder: Path, shelved: Shelved):
    """A model as transformers, and with it Data-Juicer, loads it: configuration, weights, processor, tokenizer."""
    shelved.model.save_pretrained(folder)
    if shelved.processor is None:
        shelved.tokenizer.save_pretrained(folder)
    elif shelved.tokenizer is None:
        shelved.processor.save_pretrained(folder)
    else:
        joint = BlipProcessor if isinstance(shelved.processor, BlipImageProcessor) else CLIPProcessor
        joint(shelved.processor, shelved.tokenizer).save_pretrained(folder)
