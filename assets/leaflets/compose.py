"""Draws the built-in leaflets: for each folder with a leaflet.json, its panels as SVG and the leaflet.json beside them.

Usage: compose.py OUTPUT_FOLDER. The same sources give the same bytes. A panel takes the boxes of its lettering from
leaflet.json, so that bubbles stand where the program puts the words.
"""

import importlib
import json
import pathlib
import shutil
import sys

sys.dont_write_bytecode = True  # the folder of the sources stays as it is

from shapes import INK, PAPER, WHITE, box, placed, points, shape  # noqa: E402
from things import lines_of  # noqa: E402

WIDTH, HEIGHT = 1160, 520
BOX_UNITS = 1000  # boxes are in thousandths of the panel
BUBBLE_MARGIN = (16, 10)  # around the words, across and down
TAIL_WIDTH = 44
CORNER_ROOM = 26  # a tail keeps so far from a bubble's corners
TAIL_SIDE, TAIL_HEIGHT = 0.7, 0.72  # of the head's reach: where a tail ends, beside the head
SIZE_MAX = 30000  # bytes of one picture: drawn while somebody waits


class Panel:
    """One picture on its way: what is added later lies over what was added before."""

    def __init__(self, lettering):
        self.lettering = lettering
        self.parts = []

    def add(self, *things):
        for thing in things:
            self.parts.append(thing if isinstance(thing, str) else thing.draw())

    def outline(self, index):
        x, y, width, height = self.lettering[index]["box"]
        across, down = BUBBLE_MARGIN
        left, top = x * WIDTH / BOX_UNITS - across, y * HEIGHT / BOX_UNITS - down
        right, bottom = left + width * WIDTH / BOX_UNITS + 2 * across, top + height * HEIGHT / BOX_UNITS + 2 * down
        return left, top, right, bottom

    def bubble(self, index, speaker):
        """The bubble of this lettering; its tail ends beside the speaker's head and points into the face."""
        if self.lettering[index]["kind"] != "speech":
            sys.exit(f"{self.lettering[index]['words']}: a bubble around what nobody says")
        left, top, right, bottom = self.outline(index)
        (head_x, head_y), (reach_x, reach_y) = speaker.head(), speaker.head_reach()
        side = 1 if head_x < WIDTH / 2 else -1  # the one towards whom it is said
        tip = (head_x + side * TAIL_SIDE * reach_x, head_y - TAIL_HEIGHT * reach_y)
        base = min(
            max(tip[0] + side * TAIL_WIDTH / 2, left + CORNER_ROOM + TAIL_WIDTH / 2),
            right - CORNER_ROOM - TAIL_WIDTH / 2,
        )
        if bottom > head_y - reach_y:
            sys.exit(f"{self.lettering[index]['words']}: the bubble lies on its speaker's head")
        tail = (base + TAIL_WIDTH / 2, bottom), tip, (base - TAIL_WIDTH / 2, bottom)
        path = points((left, top)) + " L" + points((right, top), (right, bottom), *tail, (left, bottom))
        self.parts.append(shape(f"M{path} Z", WHITE, INK))

    def caption(self, index, fill=PAPER):
        """The plate of a lettering that nobody says: a sign, the name of a paper."""
        left, top, right, bottom = self.outline(index)
        self.parts.append(box(left, top, right - left, bottom - top, fill, INK))

    def sheet(self, index, height):
        """A paper that stands on a table, with its name as its heading."""
        left, top, right, bottom = self.outline(index)
        lines = placed(lines_of(right - left - 16, 0, 7), (left + right) / 2, bottom + 14)
        self.parts.append(box(left, top, right - left, height, PAPER, INK) + lines)

    def svg(self):
        size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>' + "".join(self.parts) + "</svg>\n"


def compose(folder, output):
    leaflet = json.loads((folder / "leaflet.json").read_text(encoding="utf-8"))
    scenes = importlib.import_module("scenes." + folder.name.replace("-", "_")).SCENES
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("*.svg"):
        old.unlink()  # of a panel that is no more
    for panel in leaflet["panels"]:
        drawn = Panel(panel["lettering"])
        scenes[panel["picture"]](drawn)
        svg = drawn.svg().encode()
        if len(svg) > SIZE_MAX:
            sys.exit(f"{folder.name}, {panel['picture']}: {len(svg)} bytes, {SIZE_MAX} are the most")
        (output / f"{panel['picture']}.svg").write_bytes(svg)
    shutil.copyfile(folder / "leaflet.json", output / "leaflet.json")


def main():
    sources, output = pathlib.Path(__file__).resolve().parent, pathlib.Path(sys.argv[1])
    for file in sorted(sources.glob("*/leaflet.json")):
        compose(file.parent, output / file.parent.name)
    shutil.copyfile(sources / "LICENSE", output / "LICENSE")


main()
