"""Fits the confidences of a model folder on dev documents and writes them into its card."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.calibration import answers
from corpus.markup import Document


def calibrate(folder: Path, documents: Sequence[Document]) -> None:
    """Fit slope and shift of the log-odds by Newton's method; the card gets them as "calibration"."""
    card_path = folder / "card.json"
    card = json.loads(card_path.read_text(encoding="utf-8"))
    card["calibration"] = [1.0, 0.0]
    card_path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    found = answers(documents, folder)
    card["calibration"] = [round(value, 4) for value in fitted(found)]
    card_path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def fitted(found: Sequence[tuple[float, bool]], steps: int = 30) -> tuple[float, float]:
    """Return slope and shift that make the scores most likely; (1, 0) where there is too little to fit."""
    if len(found) < 50:
        return 1.0, 0.0
    scores = np.clip(np.array([score for score, _ in found]), 1e-6, 1 - 1e-6)
    inputs = np.stack([np.log(scores / (1 - scores)), np.ones(len(scores))], axis=1)
    right = np.array([float(answer) for _, answer in found])
    weights = np.array([1.0, 0.0])
    for _ in range(steps):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        curve = inputs.T @ (inputs * (guess * (1 - guess))[:, None]) + 1e-3 * np.eye(2)
        step = np.linalg.solve(curve, inputs.T @ (guess - right))
        # Where the curve is flat a whole step would leap out of sight.
        weights = weights - step / max(1.0, float(np.abs(step).max()))
    return float(weights[0]), float(weights[1])
