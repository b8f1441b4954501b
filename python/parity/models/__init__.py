"""Tiny models of every family, what their peers make of pictures and texts, and Data-Juicer's filters run with them."""
