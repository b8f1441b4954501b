"""Weights in half precision, cast when a graph is loaded: half the size, arithmetic as before."""

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

SMALLEST = 64
"""Elements below which a weight stays as it is: scalars and shapes cost nothing."""


def halve(model: ModelProto) -> ModelProto:
    """
    Stores each large float weight as float16 followed by a Cast to float; equal weights are stored once.
    Values beyond ±65,504 raise ValueError.
    """
    graph = model.graph
    kept: list[TensorProto] = []
    casts: list[NodeProto] = []
    names: dict[bytes, str] = {}
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if weight.data_type != TensorProto.FLOAT or values.size < SMALLEST:
            kept.append(weight)
            continue
        if np.abs(values).max() > np.finfo(np.float16).max:
            raise ValueError(f"{weight.name} does not fit into half precision")
        content = str(values.shape).encode() + values.tobytes()
        if content not in names:
            names[content] = f"{weight.name}_half"
            kept.append(numpy_helper.from_array(values.astype(np.float16), names[content]))
        casts.append(helper.make_node("Cast", [names[content]], [weight.name], to=TensorProto.FLOAT))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    return model
