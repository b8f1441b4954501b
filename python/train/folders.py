"""What lies beside the graphs: configurations, tokenizers and the manifest, in the Hugging Face layout."""

import hashlib
import json
from pathlib import Path

from tokenizers import Tokenizer

from train import sizes
from train.suite import Suite

FEATURES = "demo/clip"

PREPROCESSING = {
    "image_processor_type": "CLIPImageProcessor",
    "do_convert_rgb": True,
    "do_resize": True,
    "size": {"height": sizes.SIDE, "width": sizes.SIDE},
    "resample": 3,
    "do_center_crop": False,
    "do_rescale": True,
    "rescale_factor": 1 / 255,
    "do_normalize": True,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
}


def write_folders(suite: Suite, captions: Tokenizer, answers: Tokenizer, folder: Path) -> None:
    """Writes everything but graphs, cards and manifests."""
    for name, config in configurations(suite, captions, answers).items():
        _write_json(folder / name / "config.json", config)
    for name in ("clip", "encoder-b"):
        _write_json(folder / name / "preprocessor_config.json", PREPROCESSING)
    for name in ("clip", "itm", "text-embedding"):
        _write_tokenizer(folder / name, captions, "BertTokenizer", sizes.CAPTION_LENGTH)
    _write_tokenizer(folder / "captioner", answers, "GPT2Tokenizer", sizes.ANSWER_LENGTH)


def configurations(suite: Suite, captions: Tokenizer, answers: Tokenizer) -> dict[str, dict]:
    """config.json of each model by the name of its folder."""
    words = captions.get_vocab_size()
    vision = {"image_size": sizes.SIDE, "patch_size": sizes.PATCH, **_tower(sizes.VISION_LAYERS)}
    text = {"vocab_size": words, "max_position_embeddings": sizes.CAPTION_LENGTH, **_tower(sizes.TEXT_LAYERS)}
    head = {"model_type": "vit", "features_from": FEATURES}
    return {
        "clip": {
            "model_type": "clip",
            "projection_dim": sizes.WIDTH,
            "logit_scale": float(suite.clip.log_scale.detach().clamp(max=4.6052).exp()),
            "vision_config": vision,
            "text_config": text,
        },
        "itm": {
            "model_type": "blip",
            "features_from": FEATURES,
            "text_config": {**text, **_tower(sizes.MATCHING_LAYERS)},
        },
        "aesthetics": {**head, "id2label": {"0": "quality"}},
        "nsfw": {**head, "id2label": {"0": "normal", "1": "nsfw"}},
        "watermark": {**head, "id2label": {"0": "no_watermark", "1": "watermark"}},
        "text-embedding": {"model_type": "bert", "pooling": "mean", **text, **_tower(sizes.EMBEDDING_LAYERS)},
        "captioner": {
            "model_type": "vision-encoder-decoder",
            "features_from": FEATURES,
            "vocab_size": answers.get_vocab_size(),
            "max_position_embeddings": sizes.ANSWER_LENGTH,
            **_tower(sizes.CAPTIONER_LAYERS, growth=3),
            "decoder_start_token_id": answers.token_to_id("<en>"),
            "language_token_ids": {name: answers.token_to_id(f"<{name}>") for name in ("en", "zh")},
            "eos_token_id": answers.token_to_id("<eos>"),
            "pad_token_id": answers.token_to_id("<pad>"),
        },
        "encoder-b": {"model_type": "vit", **vision, **_tower(sizes.ENCODER_B_LAYERS)},
    }


def write_manifests(folder: Path) -> None:
    """Writes sizes and hashes of all files of each model but its card, which may be brought up to date."""
    for model in sorted(path for path in folder.iterdir() if path.is_dir()):
        paths = [path for path in sorted(model.rglob("*")) if path.is_file() and path.suffix != ".md"]
        files = {path.relative_to(model).as_posix(): _entry(path) for path in paths if path.name != "manifest.json"}
        _write_json(model / "manifest.json", {"files": files})


def _entry(path: Path) -> dict[str, int | str]:
    content = path.read_bytes()
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _tower(layers: int, growth: int = 2) -> dict[str, int]:
    return {
        "hidden_size": sizes.WIDTH,
        "num_hidden_layers": layers,
        "num_attention_heads": sizes.HEADS,
        "intermediate_size": growth * sizes.WIDTH,
    }


def _write_tokenizer(folder: Path, tokenizer: Tokenizer, kind: str, longest: int) -> None:
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _write_json(folder / "tokenizer_config.json", {"tokenizer_class": kind, "model_max_length": longest})


def _write_json(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
