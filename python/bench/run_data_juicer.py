"""Runs a config by Data-Juicer on a dataset folder and prints the seconds and the samples kept as one JSON line.

run_data_juicer.py CONFIG FOLDER PROCESSES
"""

import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "parity"))
import peers  # noqa: E402, F401  (loads Data-Juicer without torch and network)

from data_juicer.config import init_configs  # noqa: E402
from data_juicer.core import DefaultExecutor  # noqa: E402


def main():
    config, folder, processes = sys.argv[1:]
    export = os.path.join(folder, "peer", "out.jsonl")
    arguments = ["--config", config, "--dataset_path", os.path.join(folder, "data.jsonl")]
    arguments += ["--export_path", export, "--np", processes, "--op_fusion", "false", "--use_cache", "false"]
    stdout, sys.stdout = sys.stdout, sys.stderr
    executor = DefaultExecutor(init_configs(arguments))
    began = time.perf_counter()
    executor.run()
    seconds = time.perf_counter() - began
    with open(export, encoding="utf-8") as lines:
        kept = sum(1 for _ in lines)
    print(json.dumps({"seconds": seconds, "kept": kept}), file=stdout)


if __name__ == "__main__":
    main()
