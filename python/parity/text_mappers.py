"""Mappers of text, and each step of ftfy one by one."""

import html.entities

import ftfy

from tables import ask_mapper, mapper_table, sha256, text_of, write
from texts import TEXTS

LINKS = [
    "see https://example.org/a/b?c=d&e=f#g for more",
    "see http://example.org.",
    "(http://example.org/a_(b)_c)",
    "<https://example.org/>",
    "two http://a.example http://b.example/ links",
    "ftp://files.example.org/x.tar.gz",
    "www.example.org and www3.example.org/x",
    "example.org is no link, example.org/ is",
    "mailto:someone@example.org",
    "HTTPS://EXAMPLE.ORG/UPPER",
    "https://例え.テスト/パス?問=答",
    "https://example.org/路径，然后继续",
    "note:this is not:a link but note:that",
    "a:b 12:30 c:d",
    "data:image/png;base64,iVBORw0KGgo=",
    "javascript:alert(1)",
    "https://example.org/a)b",
    "https://example.org/((a)(b))",
    "https://example.org/a,b;c:d!e",
    "“https://example.org/quoted”",
    "«www.example.org»",
    "https://example.org/x\nhttps://example.org/y",
    "tel:+1-555-0100",
    "http:/one-slash.example http:///three.example http:////four.example",
    "x.co/ y.info/z w.museum/q",
    "1.2.3.4/ 10.0.0.1:8080/path",
    "no links here at all",
    "xhttps://glued.example _https://under.example",
    "éhttps://accent.example",
    "https://",
    "www.",
    "https://example.org/`tick`",
    "[markdown](https://example.org/page)",
    "https://user:pass@example.org:8080/",
    "<__dj__image> https://example.org <|__dj__eoc|>",
    "ſ:x K9:y İ:z",
    "a-b-c:d a_b:c",
    "https://example.org/\u00a0nbsp \u2028https://x.example",
    "www.example.org(parenthesised)",
    "www.a.example, www.b.example; www.c.example!",
]
EMAILS = [
    "write to first.last@example.org please",
    "First.Last+tag@Sub.Example.org",
    "a@b.c",
    "a@b",
    "@example.org",
    "a@.org",
    "a.@example.org",
    "two a@b.cd, c@d.ef; e@f.gh!",
    "user_name-x@my-host.co.uk",
    "user@host.c0m",
    "user@example.orgX",
    "user@example.org.",
    "user@@example.org",
    "пользователь@пример.рф",
    "é@example.org",
    "name@exämple.org",
    "mailto:someone@example.org?subject=x",
    "<someone@example.org>",
    "a@b.c@d.e",
    "1@2.three",
    "no mail",
    "user@EXAMPLE.ORG",
    "user@example.ORG",
    "line@one.org\nline@two.org",
    "a+b@c+d.e",
    "trailing@example.co1m",
    "x@y.z" * 3,
]
REPLACE = [
    "a cat and a Cat and a CAT",
    "price: $12.50 and €7",
    "2024-01-31 and 1999-12-01",
    "<b>bold</b> and <i>italic</i>",
    "line one\nline two\r\nline three",
    "  many   spaces ",
    "tabs\tand\u00a0nbsp\u3000wide",
    "naïve café ÉCOLE",
    "数字 123 ４５６ ٧٨٩ १२",
    "snake_case_word and camelCase",
    "",
    "x",
    "aaa",
    "aXbXc",
    "😀 a 👨‍👩‍👧 b",
    "\\backslash\\ and \\1 text",
    "$1 & $& $$ dollars",
    "a.b*c+d?",
    "(paren) [brack] {brace}",
    "кот и Кот",
    "<__dj__image> a cat <|__dj__eoc|>",
    "foo bar foo bar",
    "ab12cd34",
    "quote \" and ' and `",
]
PATTERNS = [
    {},
    {"pattern": "cat", "repl": "dog"},
    {"pattern": "(?i)cat", "repl": "dog"},
    {"pattern": r"\d+", "repl": "#"},
    {"pattern": r"\D+", "repl": "_"},
    {"pattern": r"\w+", "repl": "w"},
    {"pattern": r"\W", "repl": "."},
    {"pattern": r"\s+", "repl": " "},
    {"pattern": r"\S+", "repl": "s"},
    {"pattern": r"\bfoo\b", "repl": "[\\g<0>]"},
    {"pattern": r"\Ba\B", "repl": "-"},
    {"pattern": r"(\d{4})-(\d{2})-(\d{2})", "repl": r"\3/\2/\1"},
    {"pattern": r"(?P<tag><[^>]+>)", "repl": r"{\g<tag>}"},
    {"pattern": r"(?P<y>\d+)\D(?P<m>\d+)", "repl": r"\g<m>\g<1>0"},
    {"pattern": "line.*", "repl": "rest"},
    {"pattern": "^line", "repl": "L"},
    {"pattern": "(?m)^line", "repl": "L"},
    {"pattern": "(?m)$", "repl": "|"},
    {"pattern": "(?s).", "repl": "."},
    {"pattern": "a*", "repl": "-"},
    {"pattern": "x*?", "repl": "-"},
    {"pattern": "", "repl": "-"},
    {"pattern": "[aeiou]", "repl": ""},
    {"pattern": r"[^\x00-\x7f]+", "repl": "?"},
    {"pattern": r"[\w.]+", "repl": "$&"},
    {"pattern": "foo|bar", "repl": "$1"},
    {"pattern": "r'cat'", "repl": "raw"},
    {"pattern": 'r"\\d"', "repl": "raw"},
    {"pattern": r"\\", "repl": r"\\\\"},
    {"pattern": r"\$", "repl": r"\n"},
    {"pattern": "(a)|(b)", "repl": r"<\1\2>"},
    {"pattern": r"\p{Lu}", "repl": "U"},
    {"pattern": "[А-я]+", "repl": "кириллица"},
    {"pattern": "(?i)[а-я]+", "repl": "к"},
    {"pattern": ["cat", "dog"], "repl": ["dog", "cow"]},
    {"pattern": ["cat", r"\s"], "repl": "_"},
    {"pattern": ["a", "b"], "repl": ["x"]},
    {"pattern": [], "repl": ""},
]

STEPS = [
    "plain text stays",
    # HTML entities, only where no `<` stands before
    "P&eacute;rez &amp; Sons &lt;tag&gt;",
    "P&EACUTE;REZ &NTILDE; &nTILDE; BUNDESSTRA&SZLIG;E",
    "&amp;amp; &amp;lt; &#38;#38;",
    "&#233; &#xe9; &#XE9; &#x1F600; &#128512;",
    "&#128; &#x80; &#x9f; &#0; &#xD800; &#x110000; &#xFFFE; &#13; &#1;",
    "&amp without semicolon, this&not that, &; &#; &#x; &#xg;",
    "&notanentity; &hellip; &nbsp; &shy; &zwj; &ThickSpace; &NotEqualTilde; &CounterClockwiseContourIntegral;",
    "a < b &amp; c",
    "&amp; first line\na < b &amp; second\n&amp; third line",
    "<b>&eacute;</b>",
    "&lt;b&gt; &eacute; &#60; &eacute;",
    "&QUOT; &COPY; &REG; &GT; &LT; &AMP; &TRADE; &AACUTE; &aacute;",
    # terminal escapes
    "\x1b[36;44mblue\x1b[0m plain \x1b[1A \x1b[m \x1b[2",
    "\x1b]0;title\x07 \x1b(B",
    "\x1b[\u0661m",
    # C1 controls
    "C1 \x80 \x93quoted\x94 \x99 \x81 \x8d",
    "next\x85line",
    "\x9f\x9e\x9d",
    # ligatures
    "ĲSSEL ĳssel ŉ Ǳ ǲ ǳ Ǆ ǅ ǆ Ǉ ǈ ǉ Ǌ ǋ ǌ ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ",
    "ﬃ ﬄ æ œ ß ﷺ ﬓ",
    # character width
    "ＬＯＵＤ　ＮＯＩＳＥＳ １２３ ！＂＃＄％＆＇（）",
    "Ｕﾀｰﾝ ｶﾞｷﾞ ﾊﾟ ﾡ ￢ ￣ ￥ ￦ ￩",
    "ｶ\uff9e ﾊ\uff9f",
    # quotes
    "“double” ‘single’ ‚low‛ „low‟ ʼmodifier «kept» ‹kept› ′prime″",
    # line breaks
    "crlf\r\ncr\rls\u2028ps\u2029nel\x85end",
    "\r\r\n\n\r",
    "last\r",
    # surrogates
    "\ud83d alone",
    "alone \ude00",
    "\udc00\ud800 swapped",
    # control characters
    "".join(map(chr, range(0x20))) + "\x7f",
    "\u206a\u206b\u206c\u206d\u206e\u206f \ufff9x\ufffay\ufffb \ufffc \ufffd",
    "\ufeffbom\ufeff inside",
    "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e kept",
    "\U0001d173\U0001d17a \U000e0041\U000e007f kept",
    # normal forms
    "e\u0301 \u00e9 A\u030a \u00c5 \u212b \u1100\u1161\u11a8 각",
    "a\u0323\u0307 a\u0307\u0323 \u1e69 s\u0323\u0307 q\u0307\u0323",
    "① ½ ² ª ℃ ™ ㍿ ㌔ ﷺ ℵ ſ ẛ̣ ｱ ﬁ Ⅻ ᾳ",
    "\u0958 \u2adc \ufb1d \u0344 \u0f43 \u2126",
    "👨‍👩‍👧‍👦 ☕️ 🇩🇪",
    "",
    "\n",
    "\n\n\n",
    "mixed “ﬁne” &amp;\r\nＯＫ\x07",
    "&ldquo;x&rdquo; &#8220;y&#8221; &#146;z",
    "&#65313;&#12288;&#xfb01;",
    "<__dj__image> “a” &amp; ﬁ <|__dj__eoc|>",
    "<image>\n“a” &amp; ﬁ",
]
MOJIBAKE = [
    "schÃ¶n",
    "âœ” No problems",
    "sÃ³",
    "l\u00e2\u20ac\u2122humanit\u00c3\u00a9",
    "The Mona Lisa doesn\u00c3\u0192\u00c2\u00a2\u00c3\u00a2\u00e2\u20ac\u0161\u00c2\u00ac\u00c3\u00a2\u00e2\u20ac\u017e\u00c2\u00a2t eyebrows.",  # noqa: E501
    "voilÃ\xa0 le travail",
    "voilÃ le travail",
    "Ã¼ber Ã\x9cbung",
    "â€œquotedâ€\x9d",
    "â€“ dash â€” dash",
    "ðŸ˜€ smile",
    "\xf0\x9f\x98\x8d heart eyes",
    "Ð¿Ñ€Ð¸Ð²ÐµÑ‚",
    "РґРѕРј",
    "æ—¥æœ¬èªž",
    "ä½\xa0å¥½",
    "Â£100 Â© Â°C",
    "caf\u0102\u0160",
    "FranÃ§ois and JosÃ©",
    "ItÂ’s fine",
    "vedere Ã¨ credere",
    "Ă©tude",
    "Ñ‚ÐµÑÑ‚",
    "ã\x83\x84 ã‚\xad",
    "&macr;\\_(ã\x83\x84)_/&macr;",
    "line one\nschÃ¶n line two",
    "Å\x81ódź",
    "à¤¨à¤®à¤¸à¥\x8dà¤¤à¥‡",
    "a+®",
    "Nice cafÃ© – très “ﬁne”",
]  # fmt: skip
# Looks like mojibake and is none.
INNOCENT = [
    "ÃO É ÇÃO",
    "Ça va à l’école",
    "¿Qué? ¡Sí!",
    "NÃO PODE SER",
    "Ångström ÄÖÜ äöü ß",
    "10 µm ± 5 %, 20 °C",
    "«Bonjour» – dit-il",
    "ÐÞÆ eth thorn ash",
    "Â la carte",
    "Ô Canada",
    "Ã",
    "â",
    "€ 100 – 200",
    "Łódź Żółć",
    "IÑIGO",
    "Σίσυφος",
    "привет, мир",
]


def entity_texts():
    """Every HTML5 entity, and each name in capitals, a hundred a text."""
    names = sorted(n for n in html.entities.html5 if n.endswith(";"))
    entities = [f"&{n}" for n in names] + [f"&{n.upper()}" for n in names if n == n.lower()]
    return ["|".join(entities[i : i + 100]) for i in range(0, len(entities), 100)]


def ask_ftfy(op, sample):
    """The operator's text, and what ftfy gives without repairing encodings; `mojibake` where the two differ."""
    answer = ask_mapper(op, sample)
    text = text_of(sample)
    unrepaired = ftfy.fix_text(text, normalization=op.normalization, fix_encoding=False)
    repaired = ftfy.fix_text(text, normalization=op.normalization)
    if unrepaired == repaired:
        return answer
    short = {"sha256": sha256(unrepaired)} if "ranges" in sample else {"text": unrepaired}
    return {"mojibake": True, "repaired": sha256(repaired), **({"text": None} if unrepaired == text else short)}


def fix_unicode(out):
    """The one mapper whose repair of encodings is left to the peer: what is left is listed beside it."""
    samples = [{"text": t} for t in [*STEPS, *MOJIBAKE, *INNOCENT, *entity_texts()]] + TEXTS[1]
    runs = [{}, *[{"normalization": form} for form in ("NFC", "NFKC", "NFD", "nfkd")]]
    write(out, "fix_unicode_mapper", mapper_table("fix_unicode_mapper", samples, runs, ask_ftfy))


def text_mappers(out):
    """One table each."""
    for name in ("punctuation_normalization_mapper", "whitespace_normalization_mapper"):
        write(out, name, mapper_table(name, TEXTS, [{}]))
    own = {
        "clean_links_mapper": (LINKS, [{}, {"repl": "<LINK>"}, {"pattern": r"https?://\S+", "repl": "U"}]),
        "clean_email_mapper": (EMAILS, [{}, {"repl": "<EMAIL>"}, {"pattern": r"r'\w+@\w+'", "repl": r"[\g<0>]"}]),
        "replace_content_mapper": (REPLACE, PATTERNS),
    }
    for name, (texts, runs) in own.items():
        write(out, name, mapper_table(name, [{"text": t} for t in texts], runs))
    fix_unicode(out)
