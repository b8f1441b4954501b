"""From a scene to its picture."""

from dataclasses import replace

from PIL import Image

from .chance import stream
from .kinds import kind_of
from .paint.brush import Brush, Frame, Look
from .paint.canvas import Canvas
from .paint.colour import COLOUR_RGB
from .paint.light import MOODS, Light
from .scene import Scene, SceneObject
from .settings import Stage, stage_of
from .weather import finish, fog, weather


def draw(scene: Scene, scale: float = 1.0) -> Image.Image:
    """The scene's picture, RGB, `scale` times as large in pixels as the scene says. The same scene gives the same."""
    width, height = round(scene.width * scale), round(scene.height * scale)
    canvas = Canvas(width, height, height / scene.height)
    light = stream(scene.seed, "light").choice(MOODS[scene.light])
    stage = stage_of(scene.seed, scene.setting, scene.plain)
    _paint_backdrop(canvas, scene, stage, light)
    side = -1 if scene.mirrored else 1
    seen = replace(light, source=(light.source[0] * side, light.source[1]))
    for index, thing in enumerate(scene.objects):
        _paint_object(canvas, scene, stage, seen, index, thing)
    if stage.weather is not None and not scene.plain:
        weather(canvas, stage.weather, stream(scene.seed, "weather"), seen)
    if scene.light == "fog":
        fog(canvas, seen)
    finish(canvas, stream(scene.seed, "finish"), scene.light == "night", 0.4 if scene.look in ("plain", "fog") else 1)
    return canvas.image


def _paint_backdrop(canvas: Canvas, scene: Scene, stage: Stage, light: Light) -> None:
    width, height = canvas.image.size
    frame = Frame(width, 0, -width, -height) if scene.mirrored else Frame(0, 0, width, -height)
    stage.paint(Brush(canvas, Look(light, False, stream(scene.seed, "backdrop")), frame, COLOUR_RGB["grey"]))


def _paint_object(canvas: Canvas, scene: Scene, stage: Stage, light: Light, index: int, thing: SceneObject) -> None:
    width, height = canvas.image.size
    unit = thing.scale * height
    distance = distance_of(stage, scene, thing)
    frame = Frame(thing.x * width, thing.y * height, -unit if thing.flip else unit, unit, distance)
    look = Look(light, scene.ink, stream(scene.seed, "object", index))
    kind_of(thing.kind).draw(Brush(canvas, look, frame, COLOUR_RGB[thing.colour]))


def distance_of(stage: Stage, scene: Scene, thing: SceneObject) -> float:
    """How far a thing stands: 0 near, 1 at the horizon; what rests on another, as far as that."""
    if thing.on is not None:
        return distance_of(stage, scene, scene.objects[thing.on])
    for zone in sorted(stage.zones, key=lambda zone: thing.kind not in zone.kinds):
        if zone.top - 1e-9 <= thing.y <= zone.bottom + 1e-9:
            depth = (thing.y - zone.top) / max(1e-9, zone.bottom - zone.top)
            return zone.distance[0] + (zone.distance[1] - zone.distance[0]) * depth
    return 0
