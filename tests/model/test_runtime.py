"""The runtime keeps to itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from communique.errors import ModelError
from communique.model.runtime import open_session


def test_nothing_is_written_to_the_home_folder(tmp_path: Path) -> None:
    """Loading the model and reading leaves no file behind: the runtime's telemetry is off."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "ORT_"))}
    code = "from communique import Reader; Reader().parse('Talks opened in Oslo.')"
    subprocess.run([sys.executable, "-c", code], env={**environment, "HOME": str(tmp_path)}, check=True)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    """The error names the file and the remedy."""
    path = tmp_path / "model.onnx"
    path.write_bytes(b"no network")
    with pytest.raises(ModelError, match=r"model\.onnx: onnxruntime cannot load it .* Reinstall the package\."):
        open_session(path, 1)
