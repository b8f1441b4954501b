"""Writes a model's graphs as ONNX files and checks that they compute what torch computes."""

import logging
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

# Single precision, sums in another order: what is measured is up to 2.3e-6.
TOLERANCE = 3e-6

for name in ("onnx_ir", "onnxscript"):
    logging.getLogger(name).setLevel(logging.WARNING)


class Graph(nn.Module):
    """A part of a model as a module of its own: `compute` takes the inputs by position, gives a tuple of outputs."""

    def __init__(self, model: nn.Module, compute):
        super().__init__()
        self.model, self.compute = model, compute

    def forward(self, *inputs):
        return self.compute(self.model, *inputs)


def export(path: Path, graph: Graph, inputs: dict, outputs: list[str], free: dict, half: bool) -> float:
    """
    Writes one graph. `inputs`: name → example; `free`: input → names of its dimensions that vary, by place; `half`
    stores the weights in half precision. Gives the largest deviation from torch, relative to an output's largest value.
    """
    shapes = tuple({place: torch.export.Dim(name) for place, name in free[key].items()} for key in inputs)
    program = torch.onnx.export(
        graph,
        tuple(inputs.values()),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_shapes={"inputs": shapes},
        opset_version=18,
        dynamo=True,
        verbose=False,
    )
    model = bare(program.model_proto)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(halved_weights(model) if half else model, str(path))
    onnx.checker.check_model(str(path))
    return deviation(path, graph, inputs)


def bare(model: onnx.ModelProto) -> onnx.ModelProto:
    """Without what the exporter tells of its source: file names, stack traces."""
    for item in (model, model.graph, *model.graph.node, *model.graph.initializer, *model.graph.value_info):
        item.doc_string = ""
        del item.metadata_props[:]
    del model.graph.value_info[:]
    for item in (*model.graph.input, *model.graph.output):
        del item.metadata_props[:]
    model.producer_name, model.producer_version = "", ""
    return model


def halved_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Stores each larger weight as halves followed by a cast; all of them must be halves already, constants may not."""
    casts, kept = [], []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < 16 or not np.array_equal(values, values.astype(np.float16)):
            kept.append(weight)
            continue
        kept.append(numpy_helper.from_array(values.astype(np.float16), f"{weight.name}.half"))
        casts.append(helper.make_node("Cast", [f"{weight.name}.half"], [weight.name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(nodes)
    return model


def run(path: Path, inputs: dict) -> list[np.ndarray]:
    """What onnxruntime computes."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session.run(None, {name: value.numpy() for name, value in inputs.items()})


def deviation(path: Path, graph: Graph, inputs: dict) -> float:
    """The largest over the whole batch and its first row alone; raises where it is above `TOLERANCE`."""
    worst = 0.0
    for batch in (inputs, {name: value[:1] for name, value in inputs.items()}):
        with torch.no_grad():
            expected = graph(*batch.values())
        for value, mine in zip(expected, run(path, batch), strict=True):
            worst = max(worst, float(np.abs(mine - value.numpy()).max() / np.abs(value.numpy()).max()))
    if worst > TOLERANCE:
        raise ValueError(f"{path.name} differs from torch by {worst}")
    return worst
