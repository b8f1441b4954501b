"""Odd texts: what captions hold when they come from the web, and every character that Python 3.11 knows."""

import unicodedata

IMAGE, EOC = "<__dj__image>", "<|__dj__eoc|>"

ODD = [
    "",
    " ",
    "   ",
    "\n",
    "\t",
    "\r\n",
    "\n\n\n",
    IMAGE,
    EOC,
    f"{IMAGE} {EOC}",
    f"{IMAGE}\n{EOC}",
    "<image>",
    "<image>\na dog on the grass",
    f"{IMAGE} a dog runs over the green grass of a park {EOC}",
    f"{IMAGE} {IMAGE} two pictures of one cat {EOC} {IMAGE} and a third {EOC}",
    "a",
    "?",
    "1",
    "é",
    "犬",
    "😀",
    "\u0301",
    "\u200d",
    "\ufeff",
    "\ufffd",
    "\u00a0",
    "a b c",
    "A photo of a dog. A photo of a cat. A photo of a bird.",
    "a dog a dog a dog a dog a dog a dog a dog a dog a dog a dog a dog a dog",
    "one two three four five six seven eight nine ten one two three four five six seven eight nine ten",
    "Dog dog DOG dOg doG",
    "word " * 40,
    "spam, " * 12 + "eggs",
    "the the the the the",
    "the quick brown fox jumps over the lazy dog",
    "The Quick BROWN fox; jumps over -- the lazy dog!",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabcabcabcabcabc",
    "abababababababababababababababababababab",
    "lol" * 25,
    "x" * 300,
    "pneumonoultramicroscopicsilicovolcanoconiosis " * 3,
    "https://example.org/a/very/long/path?with=query&and=more#fragment",
    "一只狗在草地上奔跑",
    "一只狗，在草地上奔跑。两只猫！三只鸟？",
    "東京タワーの写真です。とても綺麗ですね。",
    "한국어 문장 입니다 그리고 또 한국어 문장 입니다",
    "ไม่มีช่องว่างระหว่างคำ",
    "मैं एक कुत्ता हूँ और मैं घास पर दौड़ता हूँ",
    "கடற்கரையில் ஒரு நாய்",
    "صورة كلب على العشب، وقطة؟",
    "כלב רץ על הדשא \u200fועוד משהו\u200e",
    "Собака бежит по траве, а кошка спит.",
    "Ο σκύλος ΤΡΕΧΕΙ ΣΤΟΥΣ ΔΡΟΜΟΥΣ ΤΗΣ ΠΟΛΗΣ",
    "İstanbul'da bir KÖPEK ıslak IŞIK",
    "STRASSE Straße ẞ ß",
    "ǅ ǈ ǋ ŉ ﬁ ﬂ ﬀ",
    "e\u0301cole cafe\u0301 a\u030a n\u0303",
    "école café å ñ",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031ealgo te\u0301\u0327\u0328xt",
    "👨‍👩‍👧‍👦 family 👩🏽‍🚀 astronaut",
    "🇩🇪 🇯🇵 🏴󠁧󠁢󠁷󠁬󠁳󠁿 flags",
    "☕️ coffee ☕ coffee ❤️ heart ❤ heart",
    "1️⃣ 2️⃣ #️⃣ *️⃣ keycaps",
    "😀😀😀😀😀😀😀😀😀😀",
    "so cute 😍😍😍!!! #dog #cat @user",
    "thin\u2009space hair\u200aspace nb\u00a0space narrow\u202fnb math\u205fspace",
    "em\u2003space en\u2002space ideographic\u3000space ogham\u1680space",
    "zero\u200bwidth zero\u200cnon zero\u200djoin word\u2060join bom\ufeff",
    "line one\nline two\nline three is longer than the others",
    "line one\r\nline two\r\n\r\nline four\r\n",
    "old mac\rline two\rline three",
    "mixed\nends\r\nof\rlines\x0band\x0cmore\x1cgroups\x1dof\x1ethem\x85here",
    "line\u2028separator and paragraph\u2029separator",
    "tab\tseparated\tvalues\there",
    "trailing newline\n",
    "\n leading newline",
    "  leading and trailing spaces  ",
    "many     spaces      between       words",
    "ctrl\x00\x01\x02chars\x7fhere",
    "soft\u00adhyphen non\u2011breaking hyphen",
    "٠١٢٣٤٥٦٧٨٩ arabic digits",
    "०१२३ devanagari ４５６ fullwidth ²³¹ ½ ¾ Ⅷ ⑦ 一二三 roman",
    "3.14159 2,718 1e-9 0x1F 50% $9.99 €10 £5 ¥100",
    "2024-01-31 12:34:56",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "...!!!???,,,;;;:::",
    "—–-‐‑‒―−",
    "“curly” ‘quotes’ «guillemets» „low” ‚single‛ ‹x›",
    "don't can't it's O'Neill rock'n'roll",
    "well-known state-of-the-art e-mail",
    "(parenthesised) [bracketed] {braced} <angled>",
    "snake_case camelCase kebab-case dot.case path/to/file.txt",
    "\\escaped \\n \\t \\\\ backslashes",
    "&lt;b&gt;html&lt;/b&gt; &amp; entities &nbsp;",
    '<b>bold</b> <a href="x">link</a>',
    "𝐦𝐚𝐭𝐡 𝒻𝑜𝓃𝓉 𝔱𝔢𝔵𝔱",
    "Ｆｕｌｌｗｉｄｔｈ　ｔｅｘｔ",
    "ｶﾀｶﾅ half width",
    "¡Hola! ¿Qué tal? Año niño",
    "Ťhîs ïs âĺl lãtîn ẅith mårks",
    "► bullet • dot ● ball ■ square ★ star ✓ check → arrow",
    "a.b,c;d:e!f?g",
    ".start and end.",
    "***bold*** ___under___ ~~~tilde~~~",
    "日本語とEnglishの混ざったtext です 123",
    "same same same different",
    "a a b b c c d d e e",
    "x y x y x y x y x y x y z",
    "\u202eright to left override\u202c",
    "ﷺ ﷽ ligatures",
    "𠮷野家 𩸽 rare han",
    "ʼn ʻokina ˈstress",
    "Dr. Smith went to Washington D.C. at 5 p.m. on Jan. 3rd.",
]


def known_characters(size=512):
    """All assigned characters but surrogates and private use, in order, `size` code points a text."""
    last = 0x3FFFF
    for start in [*range(0, last, size), 0xE0000]:
        ranges = []
        for code in range(start, start + size):
            if unicodedata.category(chr(code)) in ("Cn", "Cs", "Co"):
                continue
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
        if ranges:
            yield {"ranges": ranges}


# Shared by many tables, and written once as `texts.json`.
TEXTS = ("texts", [{"text": t} for t in ODD] + list(known_characters()))
