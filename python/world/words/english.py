"""English."""

from .claim import Thing
from .nouns import NOUNS
from .parts import Language, Link, Mention, Part, Predicate, Sentences, template

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


def _mention(mention: Mention) -> str:
    thing = mention.thing
    names = NOUNS["en"][thing.kind]
    noun = names[mention.name % len(names)]
    colour, tail = _coloured(thing)
    words = [mention.praise, thing.size, colour, noun.one if thing.count == 1 else noun.many, tail]
    phrase = " ".join(word for word in words if word)
    if mention.style == "the":
        return f"the {phrase}" if thing.count == 1 else f"the {NUMBERS[thing.count]} {phrase}"
    if thing.count > 1:
        return f"{NUMBERS[thing.count]} {phrase}"
    if mention.style == "bare":
        return phrase
    return _article(phrase)


def _article(phrase: str) -> str:
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def _dressed(thing: Thing) -> str:
    return _article(f"{thing.colour} dress") if thing.count == 1 else f"{thing.colour} dresses"


def _coloured(thing: Thing) -> tuple[str | None, str | None]:
    """The colour as an adjective or behind the noun."""
    if thing.colour and thing.kind == "woman":
        return None, f"in {_dressed(thing)}"
    if thing.colour and thing.kind == "tree" and thing.colour != "green":
        return None, f"with {thing.colour} leaves"
    return thing.colour, None


def _predicate(part: Predicate) -> str:
    thing, one = part.thing, part.thing.count == 1
    if part.attribute == "colour" and thing.kind == "woman":
        return f"{'wears' if one else 'wear'} {_dressed(thing)}"
    if part.attribute == "colour" and thing.kind == "tree":
        return f"{'has' if one else 'have'} {thing.colour} leaves"
    return f"{'is' if one else 'are'} {thing.colour if part.attribute == 'colour' else thing.size}"


def _relate(first: Mention, link: Link, second: Mention) -> list[Part]:
    return [first, link, second]


LINKS = {
    "left": ("to the left of", "left of", "on the left of"),
    "right": ("to the right of", "right of", "on the right of"),
    "above": ("above", "over"),
    "below": ("below", "beneath"),
    "behind": ("behind", "farther away than"),
    "front": ("in front of", "nearer than"),
    "on": ("on", "on top of"),
    "under": ("under", "underneath"),
}
PLACES = {
    "street": ("on a street", "on the street", "in a town street", "on a quiet street", "in town"),
    "table": ("on a table", "on the table", "on the kitchen table", "in a kitchen"),
    "sea": ("by the sea", "at the seaside", "beside the sea", "on the coast", "by the water"),
    "farm": ("on a farm", "on the farm", "in a field", "in the fields", "in the countryside"),
    "park": ("in a park", "in the park", "in a city park", "in a quiet park"),
    "toys": ("on a carpet", "on the carpet", "in a child's room", "on the playroom floor", "in a playroom"),
    "night": ("under the stars", "under a starry sky", "in the moonlight", "below the night sky"),
    "desk": ("on a desk", "on the desk", "on a writing desk", "in a study"),
    "forest": ("in a forest", "in the forest", "in the woods", "in a quiet wood"),
    "road": ("beside a road", "by the roadside", "next to the road", "at the side of the road"),
    "board": ("in a meeting room", "in a conference room", "at a meeting"),
    "plain": ("on a plain background", "against a plain wall", "before an empty wall", "against a bare wall"),
}
SCENES = {
    "street": ("a street", "a town street", "a town"),
    "table": ("a kitchen table", "a kitchen"),
    "sea": ("the sea", "the seaside", "the coast"),
    "farm": ("a farm", "a field", "the countryside"),
    "park": ("a park", "a city park"),
    "toys": ("a playroom", "a child's room"),
    "night": ("a starry night", "the night sky"),
    "desk": ("a desk", "a study"),
    "forest": ("a forest", "a wood"),
    "road": ("a roadside", "a road"),
    "board": ("a meeting room", "a conference room"),
    "plain": (),
}
LIGHTS = {
    "day": ("on a sunny day", "in bright daylight", "on a clear day", "in the sunshine"),
    "morning": ("in the early morning", "in soft morning light", "at dawn"),
    "evening": ("at sunset", "in the warm evening light", "at the end of the day"),
    "overcast": ("on a cloudy day", "under a grey sky", "in dull weather"),
    "indoor": ("indoors", "inside"),
    "rain": ("in the rain", "on a rainy day", "in wet weather"),
    "snow": ("in the snow", "on a snowy day", "while snow is falling"),
    "night": ("at night", "by night", "after dark"),
    "fog": ("in thick fog", "on a foggy day", "in the mist"),
}
WEATHER = {
    "day": ("it is a sunny day", "the sun is shining"),
    "morning": ("it is early morning", "the day is just beginning"),
    "evening": ("the sun is setting", "it is evening"),
    "overcast": ("it is a cloudy day", "the sky is full of clouds"),
    "indoor": ("this is an indoor scene", "we are indoors"),
    "snow": ("it is snowing", "snow is falling"),
    "night": ("it is night", "it is dark"),
    "fog": ("it is foggy", "the air is full of fog"),
}
MANNERS = (
    "drawn by hand",
    "in soft colours",
    "with a little grain like paper",
    "in a simple style",
    "for a book",
    "from my sketchbook",
    "printed on thick paper",
    "done with a soft brush",
)
CAPTIONS = {
    "terse": (
        "{main}",
        "{main} {place}",
        "{main} {place}",
        "{bare} {place}",
        "{tags}",
        "{bare} , {scene}",
        "{main} {light}",
        "{scene} , {bare}",
    ),
    "plain": (
        "{both} {place}",
        "{both} {place}",
        "{both} {place} {light}",
        "{main} {place} {light}",
        "{both} {light}",
        "{all} {place}",
        "{both} , {scene} {light}",
        "{place} , {both}",
    ),
    "full": (
        "a drawing of {all} {place} {light}",
        "this picture shows {all} {place}",
        "an illustration with {all} {place} , {manner}",
        "there {is|are} {both} {place} {light}",
        "{place} there {is|are} {all}",
        "a view of {scene} with {all} {light}",
        "a painting of {both} {place} {light} , {manner}",
        "{scene} {light} : {all}",
        "picture of {scene} showing {both}",
        "in this drawing {main} can be seen {place} {light}",
        "a page from a picture book with {all} {place}",
        "a postcard of {scene} {light} with {both}",
        "poster of {all} {place} , {manner}",
        "greeting card with {both} {place} {light}",
        "this is what {scene} looks like {light} : {all}",
        "{main} {place} {light} , art for the living room",
        "children's book illustration , {both} {place}",
    ),
    "chatty": (
        "we saw {both} {place} {light} and it was a lovely sight",
        "my favourite picture from the book : {all} {place}",
        "look , {both} {place} ! what a nice little scene {light}",
        "one more of my drawings , this time {all} {place} {light}",
        "i could look at {main} {place} {light} for hours",
        "nothing says home like {both} {place}",
        "a quiet moment {light} with {all} {place}",
        "who would not like to see {both} {place} {light} ?",
        "today's sketch : {all} {place} , {manner}",
        "so happy to share this one with you , {both} {place}",
        "i spent the whole afternoon drawing {all} {place}",
        "do you remember {both} {place} {light} ? those were good times",
        "just {both} {place} {light} , nothing more and nothing less",
        "for my friends who love {scene} : {all} {light}",
        "the best thing about {scene} {light} ? {all} of course",
        "my daughter asked for {both} {place} , so here you are",
        "every time i see {main} {place} i have to smile",
        "can you find {all} {place} ?",
        "thank you all for the kind words about {main} {place}",
        "it took me a whole week to draw {all} {place}",
        "new in the shop : a print of {all} {place}",
        "hello from {scene} ! {both} {light}",
        "when i close my eyes i still see {both} {place}",
        "found in an old box : {all} {place} , {manner}",
    ),
}
SENTENCES = Sentences(
    objects=tuple(
        template(text)
        for text in (
            "there {is|are} {thing}",
            "you can see {thing}",
            "the picture shows {thing}",
        )
    ),
    placed=template("there {is|are} {thing} {place}"),
    relation=template("{first} {is|are} {link} {second}"),
    predicate=template("{subject} {predicate}"),
    setting=template("the scene is set {place}"),
    scene=template("this is {scene}"),
    total=template("there are {things} in the picture"),
    alone="there is nothing else in the picture",
)

ENGLISH = Language(
    code="en",
    gap=" ",
    comma=",",
    conjunction="and",
    mention=_mention,
    predicate=_predicate,
    relate=_relate,
    links=LINKS,
    places=PLACES,
    scenes=SCENES,
    lights=LIGHTS,
    weather=WEATHER,
    praises=("lovely", "pretty", "nice", "cheerful", "fine", "charming", "neat"),
    manners=MANNERS,
    captions={style: tuple(map(template, texts)) for style, texts in CAPTIONS.items()},
    sentences=SENTENCES,
)
