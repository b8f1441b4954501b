"""Measures the demo models on unseen scenes, with nothing but their exported graphs."""
