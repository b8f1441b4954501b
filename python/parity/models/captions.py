"""Captions from templates, seeded: what the tokenizers learn from."""

import numpy as np

KINDS = (
    "dog cat horse cow sheep goat duck goose hen owl crow heron swan fox hare deer bear wolf mouse frog fish crab "
    "whale boat ship ferry canoe bridge tower castle church barn mill lighthouse station airport factory library "
    "museum shop bakery market garden meadow forest river lake island mountain valley desert beach harbour street "
    "crossing tunnel train tram bus lorry bicycle motorcycle aeroplane balloon rocket kite umbrella lantern "
    "candle clock mirror picture poster sign flag map globe book newspaper letter envelope pencil brush camera "
    "telescope radio piano violin guitar drum trumpet table chair bench sofa pillow blanket carpet curtain window "
    "door stairs ladder fence gate wall roof apple pear plum cherry orange lemon melon grape bread cheese butter "
    "cake biscuit soup salad noodles dumpling teapot kettle saucepan bottle bowl basket hammer spanner bucket "
    "wheelbarrow tractor scarecrow snowman sledge skate"
).split()
COLOURS = "red orange yellow green blue purple pink brown black white grey silver golden turquoise".split()
LOOKS = "small large old new broken shiny dusty wooden metal striped spotted empty crowded quiet bright dark".split()
DOINGS = "standing resting waiting leaning floating shining drying sleeping moving hanging turning falling".split()
PLACES = "next to|behind|in front of|above|below|on top of|to the left of|to the right of|far from".split("|")
TIMES = "at sunset|in the rain|on a foggy morning|at night|in early spring|under heavy snow|on a sunny day".split("|")
OPENINGS = "a photograph of|a drawing of|a close-up of|a view of|there is|we can see|someone painted".split("|")
COUNTS = "two three four five several many".split()
CHINESE = ["一只狗在树下休息", "两只猫坐在红色的椅子上", "蓝色的小船停在湖边", "雨中的街道和黄色的公共汽车"]
FOREIGN = "ein Mädchen mit grünem Hut|une fenêtre près de la forêt|el niño y la montaña|straße, café, naïve".split("|")


def caption(random: np.random.Generator) -> str:
    """One caption; one in twelve is Chinese or has accents."""

    def pick(words):
        return words[int(random.integers(len(words)))]

    if random.random() < 1 / 12:
        return pick(CHINESE + FOREIGN)
    first, second = pick(KINDS), pick(KINDS)
    number = f"{pick(COUNTS)} {pick(COLOURS)} {first}s" if random.random() < 0.3 else f"a {pick(COLOURS)} {first}"
    parts = [pick(OPENINGS), number, pick(DOINGS), pick(PLACES), f"the {pick(LOOKS)} {second}"]
    if random.random() < 0.5:
        parts.append(pick(TIMES))
    ending = pick([".", "", "!", f", number {int(random.integers(100))}", " - isn't it?"])
    text = " ".join(parts) + ending
    return text[0].upper() + text[1:] if random.random() < 0.5 else text


def captions(count: int, seed: int = 1) -> list[str]:
    """That many captions."""
    random = np.random.default_rng(seed)
    return [caption(random) for _ in range(count)]
