"""Texts that tokenizers disagree about, and those whose embeddings are kept."""

from .captions import captions

WORDS = "the quick brown fox jumps over a lazy dog near seven bright lanterns and an old wooden bridge ".split()

PLAIN = [
    "a red boat next to the old lighthouse",
    "Two black cats sleeping on top of the wooden table.",
    "A photograph of several yellow trams at night, isn't it?",
    "three green kites above the quiet meadow on a sunny day",
    "一只狗在树下休息",
    "une fenêtre près de la forêt",
    "x",
    "",
]

ODD = [
    " ", "\n", "\t  \n", "!", "!!!???", "...", "a.b,c;d:e", "(a) [b] {c}", "#1 @2 $3 %4 ^5 &6", "a_b-c",
    "—–‘’“”…", "don't", "it's they're I've I'm we'll he'd", "IT'S DON'T", "it’s", "'", "'s", "''s",
    "1234567890", "3.14 1,000 5%", "v2.0b1", "½ ² ٣ Ⅷ ①", "UPPER Case mIxEd", "naïve café",
    "nai\u0308ve cafe\u0301", "Ångström A\u030angstro\u0308m", "straße STRASSE ẞ", "ΟΔΟΣ οδος", "İstanbul I ı",
    "ﬁne ﬂow", "ÆØÅ æøå", "Łódź", "Đà Nẵng", "한국어 텍스트", "日本語のテキスト", "カ\u3099ガ",
    "一只狗。a dog，两只猫", "你好world再见", "𠮷野家", "ｆｕｌｌ　ｗｉｄｔｈ", "العربية نص", "עִבְרִית",
    "हिन्दी पाठ", "ไทยข้อความ", "𝐛𝐨𝐥𝐝", "😀", "a😀b", "😀😀 👍🏽", "👨\u200d👩\u200d👧", "🇩🇪", "❤\ufe0f",
    "☃ ★★★ ♥", "→ ≤ ∞ €", "a\u00a0b", "a\u3000b", "a\u2028b", "a\x85b", "a\x1cb", "a\u200bb", "\ufeffa",
    "a\u00adb", "a\x00b", "a\x01b\x7f", "a\ufffdb", "a\u0301\u0301\u0301", "\u0301a", "a\rb\r\nc",
    "  leading and trailing  ", "two  spaces", "[CLS]", "a [SEP] b", "[MASK] [PAD] [UNK]", "[cls] [sep]",
    "<|endoftext|>", "a <|startoftext|> b", "a<|endoftext|>b", "<|ENDOFTEXT|>", "<image>",
    "<__dj__image> a dog <|__dj__eoc|>", "</w>", "a</w>b", "##ing", "http://example.org/a?b=c", "a@b.org",
    "C:\\x\\y", "x" * 100, "x" * 101, "é" * 60, "狗" * 80, "1" * 90,
]  # fmt: skip

LONG = [" ".join(WORDS * 3), " ".join(WORDS * 5), " ".join(WORDS * 32)]

SPECIAL = ["[CLS] a [SEP] b", "a dog <|endoftext|> b"]

TEXTS = [*PLAIN, *ODD, *SPECIAL, *LONG, *captions(20, seed=9)]
EMBEDDED = [*PLAIN, *SPECIAL, "😀😀 👍🏽", *LONG]
MATCHED = [*PLAIN, LONG[1]]
