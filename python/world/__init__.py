"""A small world of drawn scenes and captions that are true of them: the data that the demo models learn."""
