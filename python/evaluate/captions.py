"""Lets the captioner write and judges each sentence by the scene."""

import re

import numpy as np

from evaluate.models import Model
from evaluate.unseen import Unseen
from world.scene import Scene
from world.words import Thing, claims, is_true

LONGEST = 95
"""Tokens of an answer at most."""

BATCH = 64

NUMBERED = re.compile(r"^\d+\. ")


def write_captions(captioner: Model, hidden: np.ndarray, language: str) -> list[str]:
    """The likeliest answer, token by token, to each picture's hidden states [N, 1 + P, W]."""
    return [
        answer
        for start in range(0, len(hidden), BATCH)
        for answer in _write(captioner, hidden[start : start + BATCH], language)
    ]


def _write(captioner: Model, hidden: np.ndarray, language: str) -> list[str]:
    config = captioner.config
    heads, layers = config["num_attention_heads"], range(config["num_hidden_layers"])
    names = [f"{part}.{layer}" for layer in layers for part in ("key", "value")]
    seen = captioner.run("encoder_model", {"encoder_hidden_states": hidden})
    cross = {f"cross_{name}": value for name, value in zip(names, seen, strict=True)}
    past = [np.zeros((len(hidden), heads, 0, config["hidden_size"] // heads), np.float32)] * len(names)
    ids = np.full((len(hidden), 1), config["language_token_ids"][language], np.int64)
    written = []
    ended = np.zeros(len(hidden), bool)
    while not ended.all() and len(written) < LONGEST:
        earlier = {f"past_{name}": value for name, value in zip(names, past, strict=True)}
        logits, *past = captioner.run("decoder_model", {"input_ids": ids, **earlier, **cross})
        ids = logits[:, -1].argmax(axis=1)[:, None]
        ended |= ids[:, 0] == config["eos_token_id"]
        written.append(np.where(ended, config["pad_token_id"], ids[:, 0]))
    tokenizer = captioner.tokenizer()
    return [tokenizer.decode(row) for row in np.stack(written, axis=1)]


def judge_captions(answers: list[str], unseen: list[Unseen], language: str) -> dict[str, float]:
    """Shares of things named right, of sentences wholly true, and of answers with 3 to 6 different sentences."""
    named, true, shaped = [], [], []
    for answer, example in zip(answers, unseen, strict=True):
        lines = answer.split("\n")
        sentences = [NUMBERED.sub("", line) for line in lines]
        shaped.append(3 <= len(set(sentences)) == len(lines) <= 6 and all(NUMBERED.match(line) for line in lines))
        for sentence in sentences:
            true.append(is_true(sentence, example.scene, language))
            found = claims(sentence, language)
            things = found.things if found else ()
            named += [_is_there(thing, example.scene) for thing in things if thing.kind != "thing"]
    return {
        f"things named right ({language})": float(np.mean(named)) if named else 0.0,
        f"sentences wholly true ({language})": float(np.mean(true)),
        f"3 to 6 different sentences ({language})": float(np.mean(shaped)),
    }


def _is_there(thing: Thing, scene: Scene) -> bool:
    return any(one.kind == thing.kind and thing.colour in (None, one.colour) for one in scene.objects)
