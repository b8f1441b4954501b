"""Spoilt captions. What takes a caption returns it spoilt; the rest needs none."""

import random
import re

HOSTS = ("www.bilder-shop.example.com", "img.postcards.example.org", "gallery.example.net", "printworld.example.com")
MAILBOXES = ("anna.keller", "info", "orders", "m_jones42", "li-wei", "press+photo")
MAIL_HOSTS = ("example.com", "mail.example.org", "studio.example.net")

WIDE = str.maketrans(",.!:?", "，。！：？")
BLANKS = ("\u00a0", "\u2003", "\u2009", "\u202f", "\u3000")


def repeated(caption: str, random: random.Random) -> str:
    """The caption said four to seven times."""
    return " ".join([re.sub(r" ?[.!]$", "", caption)] * random.randrange(4, 8))


def stretched(thing: str, random: random.Random) -> str:
    """Letters held down ("sooooooo cuuuuuute"), about a thing."""
    noun = thing.split()[-1]

    def held(word: str) -> str:
        vowel = next((letter for letter in word if letter in "aeiou"), word[0])
        return word.replace(vowel, vowel * random.randrange(14, 30), 1)

    words = random.choice(
        (("so", "cute", noun), ("wow", noun, "yes"), (noun, "so", "good", "aah"), ("omg", "love", noun))
    )
    return " ".join(held(word) for word in words)


def shop_signs(random: random.Random) -> str:
    """What shops write: stars, article numbers, prices."""

    def number() -> int:
        return random.randrange(1000, 91_000)

    percent = random.randrange(10, 90)
    return random.choice(
        (
            f"★★★ SKU {number()} ★★★ #{number()} ►► -{percent}% !!!",
            f"*** {number()}-{number()} *** [SKU:{number()}] ✔✔✔ $$$ {percent}.99 €",
            f"◆◆◆ No.{number()} // {number()} ◆◆◆ >>> {percent}% <<< !!! ☎ {number()}-{number()}",
            f"●●● {percent}.00 $ ●●● ({number()}/{number()}) ➤➤➤ SKU:{number()} ✂✂✂ -{percent}%",
        )
    )


def with_link(caption: str, random: random.Random) -> str:
    """A web address behind the caption or between its words."""
    folder, tail = random.choice(("p", "img", "items")), random.choice(("", ".html", "?ref=home&size=l"))
    host = f"{random.choice(('https', 'http'))}://{random.choice(HOSTS)}"
    return _inserted(caption, f"{host}/{folder}/{random.randrange(1000, 91_000)}{tail}", random)


def with_email(caption: str, random: random.Random) -> str:
    """An e-mail address behind the caption or between its words."""
    return _inserted(caption, f"{random.choice(MAILBOXES)}@{random.choice(MAIL_HOSTS)}", random)


def full_width(caption: str) -> str:
    """Punctuation as East Asian keyboards type it.

    Raises ValueError where the caption has none that can be widened.
    """
    wide = caption.translate(WIDE)
    if wide == caption:
        raise ValueError(f"no punctuation in {caption!r}")
    return wide


def no_break(caption: str, random: random.Random) -> str:
    """About half of the spaces, and the first for certain, replaced by spaces that look alike."""
    first, *rest = caption.split(" ")
    blanks = [random.choice(BLANKS) if i == 0 or random.random() < 0.5 else " " for i in range(len(rest))]
    return first + "".join(blank + word for blank, word in zip(blanks, rest, strict=True))


def mojibake(caption: str, random: random.Random) -> str:
    """UTF-8 read as Windows-1252, once or twice. The caption should be Chinese: nothing of it can then be read."""
    once = _misread(caption)
    return once if random.random() < 0.5 else _misread(once)


def too_short(random: random.Random) -> str:
    """Captions that say nothing."""
    return random.choice(("pic", "img", "photo", "jpg", "untitled", "n/a", "image 1", "IMG", "x", "no title"))


def _inserted(caption: str, address: str, random: random.Random) -> str:
    words = caption.split(" ")
    place = len(words) if random.random() < 0.6 else (len(words) + 1) // 2
    return " ".join([*words[:place], address, *words[place:]])


def _misread(text: str) -> str:
    """Bytes without a sign in Windows-1252 stand for themselves, as browsers read them (WHATWG Encoding)."""
    signs = (bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    return "".join(signs)
