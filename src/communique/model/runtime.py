"""Opens the network with onnxruntime, on CPU and without its telemetry."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from communique.errors import ModelError


def open_session(weights: Path, threads: int) -> Any:
    """An onnxruntime session with `threads` threads. Raises ModelError where the file cannot be loaded."""
    # From 1.32 on, importing onnxruntime queues events for its makers under the user's cache folder; only this, set before
    # the import, stops that. Reading the news is nobody else's business.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The fused kernel is slow for this network: 7.2 thousand words a second without it, 6.3 with it (one core of an AMD EPYC).
    disabled = ["SkipLayerNormFusion"]
    try:
        return onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"], disabled_optimizers=disabled
        )
    except Exception as error:  # onnxruntime raises classes of its own that it does not export
        raise ModelError(f"{weights}: onnxruntime cannot load it ({error}). Reinstall the package.") from error
