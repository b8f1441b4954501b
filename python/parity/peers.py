"""The peers, loaded quietly: Data-Juicer's operator classes without logs, network or models."""

import os
import sys
import types

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1")

# On the way to its hashes imagededup imports its neural methods, and with them torch (6 GB); the hashes use none of it.
for module, name in (("imagededup.methods.cnn", "CNN"), ("imagededup.utils.models", "CustomModel")):
    sys.modules[module] = types.ModuleType(module)
    setattr(sys.modules[module], name, None)

from loguru import logger  # noqa: E402

logger.remove()

from data_juicer.utils.lazy_loader import LazyLoader  # noqa: E402


def refuse(cls, package, *_):
    """Data-Juicer would install, at any version, what it lacks; the tables want what requirements.txt names."""
    raise ImportError(f"requirements.txt lacks {package}")


LazyLoader._install_package = classmethod(refuse)

from data_juicer.ops import OPERATORS  # noqa: E402
from data_juicer.utils.constant import Fields  # noqa: E402

STATS = Fields.stats
SUFFIX = Fields.suffix


def operator(name, parameters):
    """A real Data-Juicer operator with these parameters."""
    return OPERATORS.modules[name](**parameters)
