"""How is a logistic regression fitted where examples count differently? By Newton's method, with NumPy alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_STEPS = 50


def fitted(columns: Matrix, truth: NDArray[np.generic], shares: Matrix, ridge: Matrix) -> Matrix:
    """The weights of the columns; ``shares`` are what each example counts, ``ridge`` what holds each weight near 0.

    >>> columns = np.array([[1.0, 0.0], [1.0, 1.0]] * 50)
    >>> weights = fitted(columns, np.array([0.0, 1.0] * 50), np.full(100, 0.01), np.full(2, 0.001))
    >>> bool(weights[0] < 0 < weights[1])
    True
    """
    weights = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (shares * (guess - truth)) + ridge * weights
        curve = (columns * (shares * guess * (1 - guess))[:, None]).T @ columns + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights
