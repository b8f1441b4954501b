"""Training examples in memory that worker processes fill while the trainer reads."""

import mmap
import os
import traceback
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import numpy as np
from tokenizers import Tokenizer

from train.examples import ANSWERS, LABELS, TEXTS, Example
from train.sizes import ANSWER_LENGTH, CAPTION_LENGTH, SIDE
from train.truth import HAS, NEEDS

CHUNK = 64
"""Pairs of scenes that are finished together."""

OWN_SEED = 1 << 31
"""Seeds of training scenes start here and stay below 2³³; those of evaluation are above 2⁴⁰."""

ENCODER_B_SEED = 1 << 32

ENCODER_B_EVERY = 4
"""Every fourth chunk belongs to encoder-b alone."""


def shared_array(shape: tuple[int, ...], kind: type) -> np.ndarray:
    """Zeros in memory that forked processes share."""
    count = int(np.prod(shape))
    memory = mmap.mmap(-1, count * np.dtype(kind).itemsize)
    return np.frombuffer(memory, kind, count).reshape(shape)


class Store:
    """Arrays over all pairs, and which chunks of them are finished."""

    def __init__(self, scenes: int, first: int = 0, encoder_b: bool = True) -> None:
        self.first, self.encoder_b = first, encoder_b
        self.chunks = max(ENCODER_B_EVERY, round(scenes / (2 * CHUNK)))
        pairs = self.chunks * CHUNK
        self.arrays = {
            "pictures": shared_array((pairs, 2, SIDE, SIDE, 3), np.uint8),
            "spoilt": shared_array((pairs, SIDE, SIDE, 3), np.uint8),
            "source": shared_array((pairs,), np.int64),
            "labels": shared_array((pairs, LABELS), np.float32),
            "settings": shared_array((pairs, 2), np.int64),
            "texts": shared_array((pairs, 2, TEXTS, CAPTION_LENGTH), np.int16),
            "needs": shared_array((pairs, 2, TEXTS, NEEDS), np.int16),
            "has": shared_array((pairs, 2, HAS), np.int16),
            "crossed": shared_array((pairs, 2, TEXTS), np.uint8),
            "answers": shared_array((pairs, 2, ANSWERS, ANSWER_LENGTH), np.int16),
        }
        self.finished = shared_array((self.chunks,), np.uint8)

    def start(self, workers: int, captions: Tokenizer, answers: Tokenizer) -> list[BaseProcess]:
        """Starts the processes that fill the store; they end by themselves."""
        context = get_context("fork")
        processes = [
            context.Process(target=self._fill, args=(range(i, self.chunks, workers), captions, answers), daemon=True)
            for i in range(workers)
        ]
        for process in processes:
            process.start()
        return processes

    def is_for_encoder_b(self, chunk: int) -> bool:
        """Whether a chunk holds encoder-b's own scenes."""
        return self.encoder_b and chunk % ENCODER_B_EVERY == ENCODER_B_EVERY - 1

    def _fill(self, chunks: range, captions: Tokenizer, answers: Tokenizer) -> None:
        os.nice(5)
        for chunk in chunks:
            start = self.first + (ENCODER_B_SEED if self.is_for_encoder_b(chunk) else OWN_SEED)
            for pair in range(chunk * CHUNK, (chunk + 1) * CHUNK):
                self._put(pair, start + pair, captions, answers)
            self.finished[chunk] = 1

    def _put(self, pair: int, seed: int, captions: Tokenizer, answers: Tokenizer) -> None:
        try:
            example = Example(seed, captions, answers)
        except Exception:
            # A seed that cannot be drawn costs itself and is seen in the log.
            traceback.print_exc()
            return self._put(pair, seed + (1 << 20), captions, answers)
        for name, array in self.arrays.items():
            array[pair] = getattr(example, name)
