"""Captions in the manner of the web: terse, plain, full or chatty; tokenised, typed with care, or not finished."""

import re
from random import Random

from ..scene import Scene
from .draft import Draft
from .facts import facts_of
from .languages import LANGUAGES
from .parts import Language, Mention, Part, render, template

STYLES = ("terse", "plain", "full", "chatty")
SHARES = (0.22, 0.36, 0.24, 0.18)
SHORTEST, LONGEST = 3, 23


def web_caption(scene: Scene, random: Random, language: str = "en") -> str:
    """A caption that is true of the scene, in English, Chinese, German or French ("en", "zh", "de", "fr")."""
    speech = LANGUAGES[language]
    return finished(render(drafted(scene, random, speech), speech), random, speech)


def drafted(scene: Scene, random: Random, language: Language) -> list[Part]:
    """The parts of a caption of 3 to 23 words."""
    facts = facts_of(scene)
    for _ in range(8):
        draft = Draft(facts, language, random)
        style = random.choices(STYLES, SHARES)[0]
        form = random.choice(language.captions[style])
        if not draft.fits(form):
            continue
        parts = draft.fill(form)
        if SHORTEST <= length(parts, language) <= LONGEST:
            return parts
    draft = Draft(facts, language, random)
    return [draft.mention(facts.groups[0]), draft.place]


def length(parts: list[Part], language: Language) -> int:
    """The number of words; two signs of Chinese count as one."""
    text = render(parts, language)
    if language.gap:
        return len(re.findall(r"\w[\w'-]*", text))
    return (len(re.findall(r"\w", text)) + 1) // 2


def finished(caption: str, random: Random, language: Language) -> str:
    """Ends a caption as one of the web's writers would."""
    style = random.random()
    if not language.gap:
        return caption if style < 0.4 or caption[-1] in "？！" else f"{caption}。"
    if style < 0.5:
        return _closed(caption)
    if style < 0.75:
        return caption
    typed = re.sub(r" ([,:!.?])", r"\1", _closed(caption))
    return f"{typed[0].upper()}{typed[1:]}"


def _closed(caption: str) -> str:
    return caption if caption[-1] in "?!" else f"{caption} ."


def length_pair(scene: Scene, random: Random) -> tuple[str, str]:
    """Two English captions that tell the same facts, one as short as can be, one at length."""
    speech = LANGUAGES["en"]
    draft = Draft(facts_of(scene), speech, random)
    terse = template("{all} {place}")
    chatty = [one for one in speech.captions["chatty"] if set(terse) <= set(one)]
    wordy = [part for part in draft.fill(random.choice(chatty)) if part is not draft.light]
    return render(draft.fill(terse), speech), _closed(render(wordy, speech))


def many_lines(scene: Scene, random: Random) -> str:
    """An English caption of several lines, a sentence each."""
    speech = LANGUAGES["en"]
    draft = Draft(facts_of(scene), speech, random)
    first, *others = (draft.mention(group) for group in draft.facts.groups[:4])
    lines: list[list[Part]] = [[first, draft.place]]
    lines += [["there", "is" if one.thing.count == 1 else "are", one, "too"] for one in others]
    lines.append([draft.light] if draft.light and random.random() < 0.6 else [random.choice(speech.manners)])
    return "\n".join(f"{render(line, speech)} ." for line in lines)


def things(scene: Scene) -> list[str]:
    """The things of a scene in English, the most prominent first: "a red car", "two cows"."""
    return [render([Mention(group)], LANGUAGES["en"]) for group in facts_of(scene).groups]


def stock_tail(caption: str, random: Random) -> str:
    """A caption with what agencies put behind it; goes with visible watermarks."""
    tail = random.choice(
        (
            "stock photo , royalty free image",
            "stock image",
            "royalty free stock illustration",
            f"stock illustration {random.randrange(10**6, 10**8)}",
            "high resolution stock photography and images",
        )
    )
    return f"{caption.rstrip(' .')} {random.choice((',', '-', '|'))} {tail}"
