"""
Writes src/core/operators/shared/html-entity-table.ts: the HTML entities that ftfy 6.3.1 decodes, which are those of HTML 5
with a semicolon and some of them in capitals (`&EACUTE;`).

Usage: python html_entities.py   (needs ftfy==6.3.1)
"""

import json
from pathlib import Path

from ftfy.chardata import HTML_ENTITIES

TARGET = Path(__file__).parents[2] / "src/core/operators/shared/html-entity-table.ts"

HEAD = """/**
 * The HTML entities that ftfy 6.3.1 decodes: names and their texts in turn, all parted by single spaces.
 * Made by python/tables/html_entities.py.
 */
"""


def main():
    words = [word for name, text in sorted(HTML_ENTITIES.items()) for word in (name[1:-1], text)]
    assert all(word and " " not in word for word in words)
    text = json.dumps(" ".join(words)).replace("'", "\\'").replace('\\"', '"')
    TARGET.write_text(HEAD + f"export const htmlEntities =\n  '{text[1:-1]}';\n", encoding="ascii")


if __name__ == "__main__":
    main()
