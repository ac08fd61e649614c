"""Rasa's side of understanding: reading the phrase book, featurising a sentence, naming what it wants.

Python 3.10, Rasa's environment only. Rasa builds its graph from the type annotations of `create`, `process` and
`process_training_data`, and from the parameter name `training_data`: leave both as they are.
"""
