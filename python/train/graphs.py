"""The ONNX graphs: which module becomes which file, with the names that inputs and outputs have there."""

import warnings
from collections.abc import Callable
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from train.halve import halve
from train.sizes import HEADS, PATCH, SIDE, WIDTH
from train.suite import Suite
from train.towers import Captioner

OPSET = 17
HIDDEN = "last_hidden_state"
TOKENS = (1 + (SIDE // PATCH) ** 2, WIDTH)


class Graph(nn.Module):
    """A function over some modules, as something that can be exported."""

    def __init__(self, function: Callable[..., object], *parts: nn.Module) -> None:
        super().__init__()
        self.function = function
        self.parts = nn.ModuleList(parts)

    def forward(self, *inputs: Tensor) -> object:
        """Calls the function."""
        return self.function(*inputs)


def write_graph(
    path: Path, graph: nn.Module, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, dict[int, str]]
) -> None:
    """Exports a module to one ONNX file with weights in half precision; `axes` names what may vary in size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.eval(),
            tuple(inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            # Folded weights would be stored twice where two nodes share them; onnxruntime folds them when it loads.
            do_constant_folding=False,
            dynamo=False,
        )
    model = halve(onnx.load(path))
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write_graphs(suite: Suite, folder: Path) -> None:
    """All graphs of all models into their folders, as on the CPU in single precision."""
    suite = suite.float().cpu().eval()
    clip = suite.clip
    pixels = torch.zeros(2, 3, SIDE, SIDE)
    hidden = torch.zeros(2, *TOKENS)
    ids = torch.ones(2, 9, dtype=torch.long)
    counts = torch.ones(2, 9, dtype=torch.long)
    text = {"input_ids": ids, "attention_mask": counts}

    def picture(pixels: Tensor) -> tuple[Tensor, Tensor]:
        hidden = clip.vision(pixels)
        return clip.image_embeds(hidden), hidden

    vision = Graph(picture, clip)
    _put(folder / "clip/onnx/vision_model.onnx", vision, {"pixel_values": pixels}, ["image_embeds", HIDDEN])
    _put(folder / "clip/onnx/text_model.onnx", Graph(clip.text_embeds, clip), text, ["text_embeds"])
    match = {**text, "encoder_hidden_states": hidden}
    _put(folder / "itm/onnx/matching_model.onnx", suite.matching, match, ["itm_score"])
    for name, head in {"aesthetics": suite.aesthetics, "nsfw": suite.hazard, "watermark": suite.watermark}.items():
        _put(folder / name / "onnx/model.onnx", head, {"encoder_hidden_states": hidden}, ["logits"])

    write_text_embedding(suite, folder)
    encoder_b = suite.encoder_b.vision
    _put(folder / "encoder-b/onnx/model.onnx", encoder_b, {"pixel_values": pixels}, [HIDDEN])
    _write_captioner(suite.captioner, folder / "captioner/onnx", hidden)


def write_text_embedding(suite: Suite, folder: Path) -> None:
    """The graph of the text embedding into its folder."""
    suite.embedding.float().cpu().eval()
    ids = torch.ones(2, 9, dtype=torch.long)

    def embed(ids: Tensor, counts: Tensor, types: Tensor) -> Tensor:
        # There is one type of token; the input is there because models of this family have it.
        return suite.embedding(ids, counts) + types[..., None].float() * 0.0

    bert = {"input_ids": ids, "attention_mask": torch.ones_like(ids), "token_type_ids": torch.zeros_like(ids)}
    _put(folder / "text-embedding/onnx/model.onnx", Graph(embed, suite.embedding), bert, [HIDDEN])


def _put(path: Path, graph: nn.Module, inputs: dict[str, Tensor], outputs: list[str]) -> None:
    axes = {name: {0: "batch"} for name in [*inputs, *outputs]}
    for name, value in inputs.items():
        if value.dtype == torch.long:
            axes[name][1] = "tokens"
    if "token_type_ids" in inputs:
        axes[HIDDEN][1] = "tokens"
    write_graph(path, graph, inputs, outputs, axes)


def _write_captioner(captioner: Captioner, folder: Path, hidden: Tensor) -> None:
    layers = range(len(captioner.blocks))

    def names(what: str) -> list[str]:
        return [f"{what}_{part}.{layer}" for layer in layers for part in ("key", "value")]

    def flat(pairs: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, ...]:
        return tuple(tensor for pair in pairs for tensor in pair)

    def paired(tensors: tuple[Tensor, ...]) -> list[tuple[Tensor, Tensor]]:
        return list(zip(tensors[::2], tensors[1::2], strict=True))

    def look(hidden: Tensor) -> tuple[Tensor, ...]:
        return flat(captioner.look_at(hidden))

    def decode(ids: Tensor, *rest: Tensor) -> tuple[Tensor, ...]:
        half = len(rest) // 2
        logits, present = captioner(ids, paired(rest[:half]), paired(rest[half:]))
        return logits, *flat(present)

    _put(folder / "encoder_model.onnx", Graph(look, captioner), {"encoder_hidden_states": hidden}, names("cross"))
    past = torch.zeros(2, HEADS, 5, WIDTH // HEADS)
    seen = torch.zeros(2, HEADS, TOKENS[0], WIDTH // HEADS)
    inputs = {"input_ids": torch.ones(2, 3, dtype=torch.long)}
    inputs |= {name: past for name in names("past")} | {name: seen for name in names("cross")}
    axes = {name: {0: "batch"} for name in names("cross")}
    axes |= {name: {0: "batch", 2: "before"} for name in names("past")}
    axes |= {name: {0: "batch", 2: "after"} for name in names("present")}
    axes |= {"input_ids": {0: "batch", 1: "tokens"}, "logits": {0: "batch", 1: "tokens"}}
    write_graph(folder / "decoder_model.onnx", Graph(decode, captioner), inputs, ["logits", *names("present")], axes)
