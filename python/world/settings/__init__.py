"""The places that scenes are set in."""

from ..chance import stream
from .desk import desk
from .farm import cornfield, pasture
from .forest import clearing, wood
from .night import dunes, mountains
from .park import park
from .sea import beach, harbour, open_sea
from .setting import Stage, StageMaker, Zone
from .signs import meeting, plain_sign, roadside
from .street import avenue, crossroads, town
from .table import round_table, table
from .toys import corner, toys

__all__ = ["Stage", "Zone", "stage_of"]

_MAKERS: dict[str, tuple[StageMaker, ...]] = {
    "street": (town, town, avenue, crossroads),
    "table": (table, table, round_table),
    "sea": (beach, beach, open_sea, harbour),
    "farm": (pasture, pasture, cornfield),
    "park": (park,),
    "toys": (toys, toys, corner),
    "night": (mountains, mountains, dunes),
    "desk": (desk,),
    "forest": (wood, wood, clearing),
    "signs": (roadside, meeting),
}


def stage_of(seed: int, setting: str, plain: bool = False) -> Stage:
    """The stage that a seed's scene plays on, the same each time; `plain` asks for one sign before a bare wall."""
    random = stream(seed, "stage")
    return plain_sign(random) if plain else random.choice(_MAKERS[setting])(random)
