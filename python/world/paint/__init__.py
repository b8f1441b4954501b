"""Painting: shapes with soft edges, shaded by a scene's light, on a Pillow picture."""
