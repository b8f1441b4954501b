"""Every kind of thing that the world can draw."""

from .beasts import BEASTS
from .birds import BIRDS
from .buildings import BUILDINGS
from .cattle import CATTLE
from .charts import CHARTS
from .craft import CRAFT
from .crockery import CROCKERY
from .food import FOOD
from .kind import BRIGHT, Kind
from .outdoors import OUTDOORS
from .road import ROAD
from .signs import SIGNS
from .study import STUDY
from .toys import TOYS
from .woods import WOODS

__all__ = ["BRIGHT", "KINDS", "Kind", "kind_of"]

KINDS: tuple[Kind, ...] = (
    *ROAD, *CRAFT, *BEASTS, *CATTLE, *BIRDS, *OUTDOORS, *BUILDINGS, *FOOD, *CROCKERY, *TOYS, *STUDY, *WOODS, *SIGNS,
    *CHARTS,
)  # fmt: skip
"""All of them; their names are different."""

_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(name: str) -> Kind:
    """The kind of a name. Raises KeyError for a name that no kind has."""
    return _BY_NAME[name]
