"""The tokenizers: WordPiece for captions (lower-cased, Chinese by character), byte-level BPE for the answers."""

from collections.abc import Iterable

import numpy as np
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from train.sizes import ANSWER_LENGTH, ANSWER_VOCABULARY, CAPTION_LENGTH, CAPTION_VOCABULARY

CAPTION_SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
ANSWER_SPECIALS = ["<pad>", "<eos>", "<en>", "<zh>"]
"""An answer starts with its language, the captioner's only prompt."""


def caption_tokenizer(texts: Iterable[str]) -> Tokenizer:
    """Learns the vocabulary that all text towers share; cuts at CAPTION_LENGTH tokens."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(
        vocab_size=CAPTION_VOCABULARY, special_tokens=CAPTION_SPECIALS, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    ends = [(name, tokenizer.token_to_id(name)) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer.enable_truncation(CAPTION_LENGTH)
    return tokenizer


def answer_tokenizer(texts: Iterable[str]) -> Tokenizer:
    """Learns the captioner's vocabulary; loses nothing, so that its answers are cased and broken into lines."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=ANSWER_VOCABULARY,
        special_tokens=ANSWER_SPECIALS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def caption_ids(tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    """int16 [texts, CAPTION_LENGTH], filled up with 0."""
    return _filled([encoding.ids for encoding in tokenizer.encode_batch(texts)], CAPTION_LENGTH)


def answer_ids(tokenizer: Tokenizer, answers: list[tuple[str, str]]) -> np.ndarray:
    """int16 [answers, ANSWER_LENGTH] of pairs of language and text; what is too long loses its end token too."""
    end = tokenizer.token_to_id("<eos>")
    rows = [[tokenizer.token_to_id(f"<{name}>"), *tokenizer.encode(text).ids, end] for name, text in answers]
    return _filled([row[:ANSWER_LENGTH] for row in rows], ANSWER_LENGTH)


def _filled(rows: list[list[int]], length: int) -> np.ndarray:
    table = np.zeros((len(rows), length), np.int16)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return table
