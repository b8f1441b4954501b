"""All models of the demo world, side by side."""

import torch
from torch import nn

from train.sizes import EMBEDDING_LAYERS, ENCODER_B_LAYERS, TEXT_LAYERS, VISION_LAYERS
from train.towers import Captioner, Clip, Head, Matching, TextTower
from world.scene import SETTINGS


class Suite(nn.Module):
    """What is trained together. `encoder_b` shares neither weights nor scenes with the others."""

    def __init__(self, caption_vocabulary: int, answer_vocabulary: int, seed: int = 0) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.clip = Clip(caption_vocabulary, VISION_LAYERS, TEXT_LAYERS)
        self.matching = Matching(caption_vocabulary)
        self.captioner = Captioner(answer_vocabulary)
        self.aesthetics = Head(1)
        # From 0 to 1, where most pictures are near the top.
        nn.init.constant_(self.aesthetics.out[-1].bias, 0.8)
        self.hazard = Head(2)
        self.watermark = Head(2)
        self.embedding = TextTower(caption_vocabulary, EMBEDDING_LAYERS)
        self.settings = nn.Parameter(torch.randn(len(SETTINGS), self.embedding.words.embedding_dim))
        torch.manual_seed(seed + 1)
        self.encoder_b = Clip(caption_vocabulary, ENCODER_B_LAYERS, 2)
        """With a text tower of its own that only its training needs."""
        self.captioner_b = Captioner(answer_vocabulary)
        """Teaches encoder-b's patches where things are; thrown away."""
