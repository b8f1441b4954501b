"""Data-Juicer's own converters to and from LLaVA's format, each run as its users run it."""

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path("tools/fmt_conversion/multimodal")
TO_DATA_JUICER = FOLDER / "source_format_to_data_juicer_format/llava_to_dj.py"
TO_LLAVA = FOLDER / "data_juicer_format_to_target_format/dj_to_llava.py"


class Converters:
    """The converters in a folder that `pip install --target` filled."""

    def __init__(self, tools: Path):
        self.tools = tools

    def to_data_juicer(self, source: Path, target: Path, **options: object) -> None:
        """Runs llava_to_dj: a LLaVA JSON file to JSON Lines. Raises CalledProcessError where it refuses."""
        self._run(TO_DATA_JUICER, llava_ds_path=source, target_ds_path=target, **options)

    def to_llava(self, source: Path, target: Path, **options: object) -> None:
        """Runs dj_to_llava: JSON Lines to a LLaVA JSON file. Raises CalledProcessError where it refuses."""
        self._run(TO_LLAVA, dj_ds_path=source, target_llava_ds_path=target, **options)

    def _run(self, script: Path, **options: object) -> None:
        arguments = [f"--{name}={value}" for name, value in options.items()]
        environment = {**os.environ, "PYTHONPATH": str(self.tools), "HF_HUB_OFFLINE": "1"}
        quietly([sys.executable, "-B", "-W", "ignore", str(self.tools / script), *arguments], environment)


def quietly(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Runs a program; what it says is shown where it fails. Raises CalledProcessError."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.stderr.write(done.stdout + done.stderr)
    done.check_returncode()
