"""
Writes src/core/operators/shared/special-characters.ts: the single characters that Data-Juicer calls special.

Usage: python special_characters.py   (needs py-data-juicer==1.6.1, whose pinned `emoji` decides what an emoji is)
"""

from pathlib import Path

from data_juicer.ops.common.special_characters import SPECIAL_CHARACTERS

TARGET = Path(__file__).parents[2] / "src/core/operators/shared/special-characters.ts"
HEAD = """/**
 * The single characters that Data-Juicer 1.6.1 calls special: punctuation, digits, white space, emoji and some more.
 * Sequences of several characters have no effect in its operators. Made by python/tables/special_characters.py.
 *
 * Ranges in ascending order, `gap.length` in base 36: so many code points after the last range, so many long.
 */
export const specialCharacters =
"""


def base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (base36(number // 36) if number >= 36 else "") + digits[number % 36]


def ranges(code_points):
    """Closed ranges of consecutive code points."""
    result = []
    for code in sorted(code_points):
        if result and result[-1][1] == code - 1:
            result[-1][1] = code
        else:
            result.append([code, code])
    return result


def main():
    words, end = [], 0
    for first, last in ranges(ord(c) for c in SPECIAL_CHARACTERS if len(c) == 1):
        words.append(base36(first - end) + "." + base36(last - first + 1))
        end = last + 1
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 108:
            lines.append(line)
            line = ""
        line += word + " "
    lines.append(line.rstrip())
    TARGET.write_text(HEAD + " +\n".join(f"  '{line}'" for line in lines) + ";\n", encoding="ascii")


if __name__ == "__main__":
    main()
