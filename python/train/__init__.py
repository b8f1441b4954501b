"""Trains the demo models on scenes of `world` and writes them in the Hugging Face ONNX layout."""
