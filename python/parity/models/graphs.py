"""The graphs that each family is cut into: torch functions of a model, and the names of their inputs and outputs."""

from dataclasses import dataclass
from typing import Any

import torch


@dataclass(frozen=True)
class Part:
    """One ONNX file of a model folder; `compute(model, *inputs)` gives a tuple of the outputs."""

    file: str
    compute: Any
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def clip_vision(model, pixel_values):
    """Projected embedding, and the states of all patches."""
    seen = model.vision_model(pixel_values)
    return model.visual_projection(seen.pooler_output), seen.last_hidden_state


def clip_text(model, input_ids, attention_mask):
    """Projected embedding."""
    read = model.text_model(input_ids=input_ids, attention_mask=attention_mask)
    return (model.text_projection(read.pooler_output),)


def blip_vision(model, pixel_values):
    """The states of all patches."""
    return (model.vision_model(pixel_values=pixel_values).last_hidden_state,)


def blip_matching(model, input_ids, attention_mask, encoder_hidden_states):
    """The two logits of the matching head."""
    read = model.text_encoder(
        input_ids=input_ids,
        attention_mask=attention_mask,
        encoder_hidden_states=encoder_hidden_states,
        encoder_attention_mask=torch.ones(encoder_hidden_states.shape[:-1], dtype=torch.long),
    )
    return (model.itm_head(read.last_hidden_state[:, 0, :]),)


def logits(model, pixel_values):
    """The logits of a classifier or scorer."""
    return (model(pixel_values=pixel_values).logits,)


def bert_states(model, input_ids, attention_mask, token_type_ids):
    """The states of all tokens."""
    read = model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
    return (read.last_hidden_state,)


PIXELS = ("pixel_values",)
TOKENS = ("input_ids", "attention_mask")
WHOLE = (Part("model", logits, PIXELS, ("logits",)),)
PARTS = {
    "clip": (
        Part("vision_model", clip_vision, PIXELS, ("image_embeds", "last_hidden_state")),
        Part("text_model", clip_text, TOKENS, ("text_embeds",)),
    ),
    "blip": (
        Part("vision_model", blip_vision, PIXELS, ("last_hidden_state",)),
        Part("matching_model", blip_matching, (*TOKENS, "encoder_hidden_states"), ("itm_score",)),
    ),
    "nsfw": WHOLE,
    "watermark": WHOLE,
    "aesthetics-predictor-v1": WHOLE,
    "bert": (Part("model", bert_states, (*TOKENS, "token_type_ids"), ("last_hidden_state",)),),
}
FREE = {
    "pixel_values": {0: "batch"},
    "input_ids": {0: "batch", 1: "tokens"},
    "attention_mask": {0: "batch", 1: "tokens"},
    "token_type_ids": {0: "batch", 1: "tokens"},
    "encoder_hidden_states": {0: "batch"},
}
