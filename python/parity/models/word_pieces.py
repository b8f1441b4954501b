"""Small tokenizers of the two published kinds, trained on our captions: CLIP's byte-level BPE and BERT's WordPiece."""

import json
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

from tokenizers import Regex, normalizers, pre_tokenizers
from transformers import BertTokenizerFast, CLIPTokenizerFast

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
START, END = "<|startoftext|>", "<|endoftext|>"
# As in transformers' conversion of the published tokenizer.
CLIP_WORDS = r"""'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"""


def byte_letters() -> list[str]:
    """The 256 letters that stand for bytes, in the order of the published vocabulary: printable ones first."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(b) for b in printable] + [chr(256 + i) for i in range(256 - len(printable))]


def clip_words(captions: list[str]) -> Counter:
    """How often each word occurs, as a tuple of its first symbols: byte letters, the last with the ending."""
    plain = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    words = pre_tokenizers.Split(Regex(CLIP_WORDS), "removed", invert=True)
    cut = pre_tokenizers.Sequence([words, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    counts = Counter(word for c in captions for word, _ in cut.pre_tokenize_str(plain.normalize_str(c)))
    return Counter({(*word[:-1], word[-1] + "</w>"): n for word, n in counts.items()})


def clip_merges(captions: list[str], count: int) -> list[tuple[str, str]]:
    """That many merges, most frequent pair first. The library's trainer breaks ties by chance, this one by name."""
    words, merges = clip_words(captions), []
    while len(merges) < count:
        pairs = Counter()
        for word, n in words.items():
            for pair in pairwise(word):
                pairs[pair] += n
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        words = Counter({merged(word, best): n for word, n in words.items()})
    return merges


def merged(word: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    """A word in which the two symbols of a pair, where they meet, are one."""
    symbols = []
    for symbol in word:
        met = symbols and (symbols[-1], symbol) == pair
        symbols[-1:] = ["".join(pair)] if met else [*symbols[-1:], symbol]
    return tuple(symbols)


def clip_tokenizer(captions: list[str], merges: int = 490, limit: int = 77) -> CLIPTokenizerFast:
    """Letters, letters with `</w>`, merges, then the two special tokens, as in the published vocabulary."""
    rules = clip_merges(captions, merges)
    letters = byte_letters()
    tokens = [*letters, *[c + "</w>" for c in letters], *["".join(r) for r in rules], START, END]
    with tempfile.TemporaryDirectory() as folder:
        vocabulary, merge_file = Path(folder, "vocab.json"), Path(folder, "merges.txt")
        vocabulary.write_text(json.dumps({token: i for i, token in enumerate(tokens)}), encoding="utf-8")
        merge_file.write_text("#version: 0.2\n" + "\n".join(map(" ".join, rules)) + "\n", encoding="utf-8")
        return CLIPTokenizerFast(str(vocabulary), str(merge_file), model_max_length=limit, pad_token=END)


def bert_pieces(captions: list[str], size: int) -> list[str]:
    """All letters alone and inside a word, then the most frequent words and endings of words; ties by name."""
    normalizer, cut = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    words = Counter(word for c in captions for word, _ in cut.pre_tokenize_str(normalizer.normalize_str(c)))
    letters = sorted(set("".join(words)))
    pieces = Counter(words)
    for word, n in words.items():
        for i in range(1, len(word)):
            pieces["##" + word[i:]] += n
    base = [*letters, *["##" + c for c in letters]]
    rest = sorted(set(pieces) - set(base), key=lambda piece: (-pieces[piece], piece))
    return [*SPECIAL, *base, *rest][:size]


def bert_tokenizer(captions: list[str], size: int = 1500, limit: int = 512) -> BertTokenizerFast:
    """A lower-casing WordPiece tokenizer with BERT's five special tokens."""
    with tempfile.TemporaryDirectory() as folder:
        vocabulary = Path(folder, "vocab.txt")
        vocabulary.write_text("\n".join(bert_pieces(captions, size)) + "\n", encoding="utf-8")
        return BertTokenizerFast(str(vocabulary), model_max_length=limit)
