"""The sizes of all models. Together they stay below 20 MB in half precision and 12 ms a sample on one core."""

SIDE = 144
"""Pixels of the square that every vision tower sees."""

PATCH = 16
"""Pixels that one token of a vision tower stands for."""

WIDTH = 192
"""Width of all towers, and of the space of image and text embeddings."""

HEADS = 6
"""Attention heads of all towers."""

CAPTION_LENGTH = 48
"""Most tokens of a caption, the two at its ends included."""

ANSWER_LENGTH = 105
"""Most tokens of the captioner's answer, its language and its end included."""

CAPTION_VOCABULARY = 1000
ANSWER_VOCABULARY = 750

VISION_LAYERS = 6
ENCODER_B_LAYERS = 4
TEXT_LAYERS = 4
MATCHING_LAYERS = 4
CAPTIONER_LAYERS = 3
EMBEDDING_LAYERS = 2
