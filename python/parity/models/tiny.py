"""The tiny models, with seeded weights so wide that the scores of different pictures and texts lie far apart."""

import math

import numpy as np
import torch
from aesthetics_predictor import AestheticsPredictorV1
from torch import nn
from transformers import (
    BertConfig,
    BertModel,
    BlipConfig,
    BlipForImageTextRetrieval,
    CLIPConfig,
    CLIPModel,
    CLIPVisionConfig,
    ViTConfig,
    ViTForImageClassification,
)

SIDE = 48
BODY = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}
VISION = {**BODY, "image_size": SIDE, "patch_size": 8}
SPARE = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
# Not the published 100: who takes logits / 100 for the cosine is found out.
LOGIT_SCALE = 87.5


def clip(tokenizer) -> CLIPModel:
    """Both towers; its similarity is `LOGIT_SCALE` × cosine."""
    special = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id}
    text = {**BODY, **special, "vocab_size": len(tokenizer), "max_position_embeddings": tokenizer.model_max_length}
    text |= {"pad_token_id": tokenizer.pad_token_id, "projection_dim": 24}
    vision = {**VISION, "projection_dim": 24}
    config = CLIPConfig(text, vision, projection_dim=24, logit_scale_init_value=math.log(LOGIT_SCALE))
    model = seeded(CLIPModel(config), 11)
    model.logit_scale.data.fill_(math.log(LOGIT_SCALE))
    config.logit_scale = float(model.logit_scale.detach().exp())
    return model


def blip(tokenizer) -> BlipForImageTextRetrieval:
    """Its text encoder reads fewer tokens than the tokenizer allows: the filter goes by the encoder."""
    text = {**BODY, **SPARE, "vocab_size": len(tokenizer), "max_position_embeddings": 64, "encoder_hidden_size": 32}
    text |= {"bos_token_id": tokenizer.cls_token_id, "eos_token_id": tokenizer.sep_token_id}
    text |= {"pad_token_id": tokenizer.pad_token_id, "sep_token_id": tokenizer.sep_token_id}
    config = BlipConfig(text, VISION, projection_dim=24, image_text_hidden_size=24)
    return seeded(BlipForImageTextRetrieval(config), 12)


def vit(labels: list[str], seed: int) -> ViTForImageClassification:
    """A classifier of two labels."""
    names = dict(enumerate(labels))
    config = ViTConfig(**VISION, **SPARE, id2label=names, label2id={v: k for k, v in names.items()})
    return seeded(ViTForImageClassification(config), seed)


def aesthetics() -> AestheticsPredictorV1:
    """CLIP's vision tower with a linear head on the normalised embedding."""
    return seeded(AestheticsPredictorV1(CLIPVisionConfig(**VISION, projection_dim=24)), 15)


def bert(tokenizer) -> BertModel:
    """An encoder of texts, without pooler."""
    config = BertConfig(**BODY, **SPARE, vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id)
    return seeded(BertModel(config, add_pooling_layer=False), 16)


def seeded(model: nn.Module, seed: int) -> nn.Module:
    """Fills all weights: matrices keep the variance of what they multiply (patches gain), norms are near 1."""
    random = np.random.default_rng(seed)
    norms = {id(p) for m in model.modules() if isinstance(m, nn.LayerNorm) for p in [m.weight]}
    for name, weight in sorted(model.named_parameters()):
        values = random.standard_normal(weight.shape)
        if id(weight) in norms:
            values = 1 + 0.2 * values
        elif "embedding" in name and not makes_patches(name):
            values = 0.5 * values
        elif weight.ndim < 2:
            values = 0.1 * values
        else:
            gain = 3 if makes_patches(name) else 1
            values = gain * values / math.sqrt(math.prod(weight.shape[1:]))
        weight.data = torch.tensor(values, dtype=torch.float32)
    return model.eval()


def makes_patches(name: str) -> bool:
    """Whether a weight, for all its name, is the convolution that makes patches."""
    return "patch" in name


def centre(head: nn.Linear, scores: torch.Tensor, middle, spread: float):
    """Moves and stretches a linear head, whose `scores` [n, C] these are, to this mean a column and this deviation."""
    stretch = spread / scores.std(dim=0).max()
    head.bias.data = torch.as_tensor(middle, dtype=torch.float32) - stretch * (scores.mean(dim=0) - head.bias.data)
    head.weight.data *= stretch


def halved(model: nn.Module) -> nn.Module:
    """Rounds all weights to half precision, as which they are stored; CLIP's scale is in no graph and stays."""
    for weight in model.parameters():
        if weight.ndim > 0:
            weight.data = weight.data.half().float()
    return model
