"""German and French: only for captions in a language that the models are not taught."""

from .nouns import NOUNS
from .parts import Language, Link, Mention, Part, Predicate, template

GERMAN_NUMBERS = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht")
FRENCH_NUMBERS = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit")
GERMAN_COLOURS = {
    "red": "rot",
    "orange": "orangefarben",
    "yellow": "gelb",
    "green": "grün",
    "blue": "blau",
    "purple": "violett",
    "pink": "rosafarben",
    "brown": "braun",
    "white": "weiß",
    "grey": "grau",
}
FRENCH_COLOURS = {
    "red": ("rouge", "rouge"),
    "orange": ("orange", "orange"),
    "yellow": ("jaune", "jaune"),
    "green": ("vert", "verte"),
    "blue": ("bleu", "bleue"),
    "purple": ("violet", "violette"),
    "pink": ("rose", "rose"),
    "brown": ("brun", "brune"),
    "white": ("blanc", "blanche"),
    "grey": ("gris", "grise"),
}
"""Masculine and feminine."""
GERMAN_SIZES = {"small": "klein", "large": "groß"}
FRENCH_SIZES = {"small": ("petit", "petite"), "large": ("grand", "grande")}


def _german(mention: Mention) -> str:
    thing = mention.thing
    noun = NOUNS["de"][thing.kind][0]
    end = "e" if thing.count > 1 else {"m": "er", "f": "e", "n": "es"}[noun.mark]
    article = GERMAN_NUMBERS[thing.count] + ("e" if thing.count == 1 and noun.mark == "f" else "")
    adjectives = [GERMAN_SIZES[thing.size]] if thing.size else []
    tail = ""
    if thing.colour and thing.kind == "woman":
        tail = f" in {GERMAN_COLOURS[thing.colour]}er Kleidung"
    elif thing.colour and thing.kind == "tree":
        tail = f" mit {GERMAN_COLOURS[thing.colour]}en Blättern"
    elif thing.colour:
        adjectives.append(GERMAN_COLOURS[thing.colour])
    words = [article, *(f"{one}{end}" for one in adjectives), noun.many if thing.count > 1 else noun.one]
    return " ".join(words) + tail


def _french(mention: Mention) -> str:
    thing = mention.thing
    noun = NOUNS["fr"][thing.kind][0]
    feminine, many = noun.mark == "f", thing.count > 1
    words = ["une" if feminine and not many else FRENCH_NUMBERS[thing.count]]
    if thing.size:
        words.append(FRENCH_SIZES[thing.size][feminine] + "s" * many)
    words.append(noun.many if many else noun.one)
    if thing.colour and thing.kind == "woman":
        words.append(f"en robe {FRENCH_COLOURS[thing.colour][1]}")
    elif thing.colour and thing.kind == "tree":
        words.append(f"aux feuilles {_agreeing(thing.colour, True, True)}")
    elif thing.colour:
        words.append(_agreeing(thing.colour, feminine, many))
    return " ".join(words)


def _agreeing(colour: str, feminine: bool, many: bool) -> str:
    word = FRENCH_COLOURS[colour][feminine]
    return word + "s" if many and word != "orange" and not word.endswith("s") else word


SIDES = {
    "de": {
        "left": ("links", "und rechts"),
        "above": ("oben", "und unten"),
        "behind": ("hinten", "und vorn"),
        "on": ("oben", "und darunter"),
    },
    "fr": {
        "left": ("à gauche", "et à droite"),
        "above": ("en haut", "et en bas"),
        "behind": ("au fond", "et au premier plan"),
        "on": ("en haut", "et juste en dessous"),
    },
}
BACKWARDS = {"right": "left", "below": "above", "front": "behind", "under": "on"}


def _sides(code: str, first: Mention, link: Link, second: Mention) -> list[Part]:
    """Both things in the nominative, each with its side."""
    if link.name in BACKWARDS:
        first, second = second, first
    one, other = SIDES[code][BACKWARDS.get(link.name, link.name)]
    return [one, first, other, second]


def _unknown(part: Predicate) -> str:
    raise ValueError(f"no sentences in this language tell a {part.attribute}")


PLACES = {
    "street": (("auf der Straße", "in der Stadt"), ("dans la rue", "en ville")),
    "table": (("auf dem Tisch", "in der Küche"), ("sur la table", "dans la cuisine")),
    "sea": (("am Meer", "an der Küste"), ("au bord de la mer", "sur la côte")),
    "farm": (("auf dem Bauernhof", "auf dem Feld"), ("à la ferme", "dans un champ")),
    "park": (("im Park", "im Stadtpark"), ("dans le parc", "dans un parc")),
    "toys": (("auf dem Teppich", "im Kinderzimmer"), ("sur le tapis", "dans la chambre d'enfant")),
    "night": (("unter den Sternen", "unter dem Nachthimmel"), ("sous les étoiles", "sous le ciel de nuit")),
    "desk": (("auf dem Schreibtisch", "im Arbeitszimmer"), ("sur le bureau", "dans un bureau")),
    "forest": (("im Wald", "tief im Wald"), ("dans la forêt", "au fond des bois")),
    "road": (("am Straßenrand", "neben der Straße"), ("au bord de la route", "près de la route")),
    "board": (("im Besprechungsraum", "in einer Besprechung"), ("en salle de réunion", "pendant une réunion")),
    "plain": (("vor einer leeren Wand", "vor einfarbigem Hintergrund"), ("devant un mur vide", "sur fond uni")),
}
LIGHTS = {
    "day": (("an einem sonnigen Tag", "bei Sonnenschein"), ("par une belle journée", "en plein soleil")),
    "morning": (("am frühen Morgen", "im Morgenlicht"), ("tôt le matin", "à l'aube")),
    "evening": (("am Abend", "bei Sonnenuntergang"), ("le soir", "au coucher du soleil")),
    "overcast": (("bei trübem Wetter", "unter grauem Himmel"), ("par temps gris", "sous un ciel gris")),
    "indoor": (("drinnen",), ("à l'intérieur",)),
    "night": (("bei Nacht", "in der Nacht"), ("la nuit", "dans la nuit")),
    "rain": (("im Regen", "bei Regenwetter"), ("sous la pluie", "par temps de pluie")),
    "snow": (("im Schnee", "bei Schneefall"), ("sous la neige", "dans la neige")),
    "fog": (("im Nebel", "bei dichtem Nebel"), ("dans la brume", "par temps de brouillard")),
}
CAPTIONS = {
    "de": {
        "terse": ("{main}", "{main} {place}"),
        "plain": ("{both} {place}", "{both} {place} {light}", "{main} {place} {light}"),
        "full": (
            "auf diesem Bild {ist|sind} {all} {place} zu sehen",
            "{place} {ist|sind} {all} zu sehen",
            "eine Zeichnung : {all} {place} , {manner}",
        ),
        "chatty": (
            "schaut mal , {both} {place} ! wie schön das aussieht {light}",
            "mein liebstes Bild aus dem Buch : {all} {place}",
            "so etwas sieht man gern : {both} {place} {light} und sonst nichts",
        ),
    },
    "fr": {
        "terse": ("{main}", "{main} {place}"),
        "plain": ("{both} {place}", "{both} {place} {light}", "{main} {place} {light}"),
        "full": (
            "sur cette image on voit {all} {place}",
            "il y a {all} {place} {light}",
            "un dessin avec {all} {place} , {manner}",
        ),
        "chatty": (
            "regardez , {both} {place} ! quelle jolie petite scène {light}",
            "mon image préférée du livre : {all} {place}",
            "qui ne voudrait pas voir {both} {place} {light} ?",
        ),
    },
}


def _language(code: str, conjunction: str, manners: tuple[str, ...]) -> Language:
    column = ("de", "fr").index(code)
    return Language(
        code=code,
        gap=" ",
        comma=",",
        conjunction=conjunction,
        mention=(_german, _french)[column],
        predicate=_unknown,
        relate=lambda first, link, second: _sides(code, first, link, second),
        links={},
        places={name: options[column] for name, options in PLACES.items()},
        scenes={name: () for name in PLACES},
        lights={name: options[column] for name, options in LIGHTS.items()},
        weather={},
        praises=("",),
        manners=manners,
        captions={style: tuple(map(template, texts)) for style, texts in CAPTIONS[code].items()},
    )


GERMAN = _language("de", "und", ("von Hand gezeichnet", "in sanften Farben"))
FRENCH = _language("fr", "et", ("dessiné à la main", "aux couleurs douces"))
