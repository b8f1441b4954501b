"""The exported models: onnxruntime sessions with their tokenizers and configurations."""

import json
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

Batchable = TypeVar("Batchable", list[str], list[np.ndarray], np.ndarray)

BATCH = 32


class Model:
    """One folder in the Hugging Face ONNX layout."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.folder = folder
        self.threads = threads
        """Of one call; 0 for all cores."""
        self.config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._sessions: dict[str, onnxruntime.InferenceSession] = {}

    def run(self, graph: str, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """All outputs of a graph; the inputs of one call are one batch."""
        if graph not in self._sessions:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self.threads
            path = str(self.folder / "onnx" / f"{graph}.onnx")
            self._sessions[graph] = onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])
        return self._sessions[graph].run(None, inputs)

    def tokenizer(self) -> Tokenizer:
        """The tokenizer, cutting where the model ends."""
        settings = json.loads((self.folder / "tokenizer_config.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.enable_truncation(settings["model_max_length"])
        tokenizer.enable_padding()
        return tokenizer


class Models:
    """All models of the demo world, in the shape in which they are measured. Numbers of texts and pictures agree."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self._models = {path.name: Model(path, threads) for path in folder.iterdir() if path.is_dir()}
        self._tokenizer = self["clip"].tokenizer()
        preprocessing = json.loads((folder / "clip/preprocessor_config.json").read_text(encoding="utf-8"))
        self.side: int = preprocessing["size"]["height"]
        self._mean, self._deviation = (np.float32(preprocessing[f"image_{name}"]) for name in ("mean", "std"))

    def __getitem__(self, name: str) -> Model:
        return self._models[name]

    def see(self, pictures: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Embeddings [N, D] of length 1 and hidden states [N, 1 + P, W] of uint8 pictures."""
        parts = []
        for part in _batches(pictures):
            pixels = ((np.stack(part).astype(np.float32) / 255 - self._mean) / self._deviation).transpose(0, 3, 1, 2)
            parts.append(self["clip"].run("vision_model", {"pixel_values": np.ascontiguousarray(pixels)}))
        embeds, hidden = (np.concatenate(part) for part in zip(*parts, strict=True))
        return _unit(embeds), hidden

    def read(self, texts: list[str]) -> np.ndarray:
        """Embeddings [N, D] of length 1 in the space of pictures."""
        parts = [self["clip"].run("text_model", self._tokens(part))[0] for part in _batches(texts)]
        return _unit(np.concatenate(parts))

    def match(self, texts: list[str], hidden: np.ndarray) -> np.ndarray:
        """Probability [N] that each text is true of the picture at its position."""
        scores = [
            self["itm"].run("matching_model", {**self._tokens(part), "encoder_hidden_states": seen})[0]
            for part, seen in zip(_batches(texts), _batches(hidden), strict=True)
        ]
        return _second_share(np.concatenate(scores))

    def head(self, name: str, hidden: np.ndarray) -> np.ndarray:
        """The logit [N] of a head with one output, the second class's probability [N] of one with two."""
        logits = np.concatenate(
            [self[name].run("model", {"encoder_hidden_states": part})[0] for part in _batches(hidden)]
        )
        return logits[:, 0] if logits.shape[1] == 1 else _second_share(logits)

    def embed(self, texts: list[str]) -> np.ndarray:
        """Embeddings [N, W] of length 1 of captions: the mean over their tokens."""
        parts = []
        for part in _batches(texts):
            tokens = self._tokens(part)
            types = np.zeros_like(tokens["input_ids"])
            hidden = self["text-embedding"].run("model", {**tokens, "token_type_ids": types})[0]
            counts = tokens["attention_mask"][..., None].astype(np.float32)
            parts.append((hidden * counts).sum(axis=1) / counts.sum(axis=1))
        return _unit(np.concatenate(parts))

    def _tokens(self, texts: list[str]) -> dict[str, np.ndarray]:
        encodings = self._tokenizer.encode_batch(texts)
        return {
            "input_ids": np.array([encoding.ids for encoding in encodings], np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], np.int64),
        }


def _batches(values: Batchable) -> list[Batchable]:
    return [values[i : i + BATCH] for i in range(0, len(values), BATCH)]


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _second_share(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(logits[:, 0] - logits[:, 1]))
