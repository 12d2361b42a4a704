"""Things that stand in the places or lie in a hand. Things for a hand are drawn around the hand."""

from shapes import EDGE, INDIGO, INK, KAKI, PAPER, WHEAT, WHITE, WOOD, box, disc, placed, shape, stroke

AWNING_STRIPE = 44
GREEN = "#5C8A5B"


def awning(x, y, width, first="#CB6230", second="#F7DDA6"):
    """Hangs down 62 from `y`; stripes fill the width, the last one may be cut by the panel's edge."""
    stripes = "".join(
        shape(
            f"M{x + AWNING_STRIPE * i} {y} h{AWNING_STRIPE} v44 a22 16 0 0 1 -{AWNING_STRIPE} 0z",
            second if i % 2 else first,
        )
        for i in range(-(-width // AWNING_STRIPE))
    )
    return stripes + box(x, y - 4, width, 12, "#8F3A12")


def desk(x, width, top=400):
    """A stall's desk down to the panel's edge."""
    return (
        box(x + 12, top + 16, width - 24, 520 - top - 16, KAKI)
        + box(x, top, width, 20, "#B4602F")
        + box(x + 12, top + 34, width - 24, 8, WHEAT)
    )


def counter(x, width, top=404):
    return box(x + 10, top + 14, width - 20, 520 - top - 14, "#C79A62") + box(x, top, width, 16, "#A87B45") + stroke(
        f"M{x + width / 3} {top + 30} V510 M{x + 2 * width / 3} {top + 30} V510", "#B4884F", 4
    )


def table(x, width, top=420):
    front = box(x + 34, top + 10, width - 68, 60, "#6B4A2E")
    return front + box(x + 24, top, 18, 100, "#5F4126") + box(x + width - 42, top, 18, 100, "#5F4126") + box(x, top, width, 18, WOOD)


def persimmon_tree(x, y, scale=1.2):
    crown = disc(0, -130, 50, "#4E7A52") + disc(-42, -104, 34, "#3F6B48") + disc(42, -106, 36, GREEN)
    fruit = "".join(
        disc(a, b, 8, "#E27B35")
        for a, b in ((-50, -110), (-20, -140), (12, -112), (40, -128), (52, -96), (-8, -166), (24, -160), (-30, -92))
    )
    trunk = shape("M-8 0 q4 -40 -2 -80 h14 q-4 40 4 80z", "#6B4A2E") + stroke("M0 -60 l34 -34 M2 -70 l-34 -28", "#6B4A2E", 8)
    return placed(trunk + crown + fruit, x, y, scale)


def corn(x, y):
    """Maize hung up to dry."""
    ears = "".join(disc(x + dx, y + 16 * i, 9, WHEAT) for i in range(6) for dx in (-8, 8))
    return stroke(f"M{x} {y - 14} v14", WOOD, 4) + ears


def plant(x, y):
    leaves = stroke("M0 -44 q-4 -40 -30 -56 M0 -44 q0 -50 6 -74 M0 -44 q8 -34 34 -44", "#4E7A52", 12)
    return placed(leaves + shape("M-28 -46 h56 l-8 46 h-40z", "#B4602F"), x, y)


def cabinet(x, floor):
    """Shelves with files, as high as a person's shoulder."""
    files = "".join(
        box(
            x + 12 + 20 * i, floor - 156 + 72 * row, 16, 54, ("#1D4266", "#CB6230", "#EDB94A", "#1C513F")[(i + row) % 4]
        )
        for row in range(2)
        for i in range(6)
    )
    return box(x, floor - 170, 144, 170, WOOD) + box(x + 8, floor - 162, 128, 64, "#5F4126") + box(x + 8, floor - 90, 128, 64, "#5F4126") + files


def notices(x, y):
    """A glazed frame with papers on the wall."""
    sheets = "".join(placed(box(-24, -34, 48, 66, PAPER) + lines_of(48, -22, 4), x + 40 + 62 * i, y + 54) for i in range(2))
    return box(x, y, 142, 106, "#8FB39A", "#6C8F78", 4) + sheets


def wall_clock(x, y):
    return disc(x, y, 34, PAPER, WOOD, 6) + stroke(f"M{x} {y} v-20 M{x} {y} l14 8", INK, 4)


def road_hole(x, y):
    return (
        shape(f"M{x - 90} {y} q20 -26 80 -22 q70 -10 100 16 q10 24 -60 30 q-90 12 -120 -24z", "#8C7448")
        + shape(f"M{x - 62} {y + 2} q20 -16 60 -14 q50 -6 70 10 q6 14 -44 18 q-66 6 -86 -14z", "#6A5634")
    )


def boundary_stones(*places):
    """Larger the nearer they are."""
    stone = shape("M-20 0 q2 -30 20 -30 q18 0 20 30z", "#A39B8A") + shape("M4 -28 q14 4 16 28 h-10z", "#8C8474")
    return "".join(placed(stone, x, y, scale) for x, y, scale in places)


def leaflets(x, y):
    """An open booklet standing on a desk."""
    return placed(
        shape("M0 0 l40 -6 v-34 l-40 6z", INDIGO) + shape("M0 0 l-40 -6 v-34 l40 6z", PAPER) + stroke("M-32 -30 l22 3 M-32 -20 l22 3", EDGE, 3),
        x,
        y,
    )


def lines_of(width, top, count, colour=EDGE):
    return stroke(
        "".join(f"M{-width / 2 + 8} {top + 11 * i} h{width - 16 - (12 if i == count - 1 else 0)} " for i in range(count)),
        colour,
        3.5,
    )


def paper(turn=8, lines=4):
    """In a hand."""
    return placed(box(-24, -56, 48, 62, WHITE, INK) + lines_of(48, -42, lines), 0, 0, 1, False, turn)


def stamped_paper(turn=-6):
    return placed(
        box(-24, -56, 48, 62, WHITE, INK) + lines_of(48, -42, 3) + stroke("M4 -8 h12", "#8E1515", 6),
        0,
        0,
        1,
        False,
        turn,
    )


def folder(turn=-8, colour=WHEAT):
    return placed(
        shape("M-34 -44 h26 l8 8 h34 v48 h-68z", colour, INK) + stroke("M-22 -14 h44", INK, 3), 0, 0, 1, False, turn
    )


def pen():
    return stroke("M-4 10 L16 -26", INK, 5)


def telephone():
    return placed(box(-12, -40, 24, 46, INK) + box(-8, -34, 16, 30, "#BDD0DF"), 0, 0, 1, False, -12)


def bag():
    return stroke("M-16 12 q0 -26 16 -26 q16 0 16 26", "#5F4126", 5) + shape("M-30 10 h60 l6 50 h-72z", "#9A7B4F") + box(-30, 24, 60, 6, "#83683F")


def pages_on(x, y, count=2):
    """Papers that lie on a desk."""
    return "".join(
        shape(f"M{x + 64 * i} {y} h52 l-12 -18 h-52z", WHITE, INK) + stroke(f"M{x + 64 * i + 2} {y - 6} h32 M{x + 64 * i - 2} {y - 12} h28", EDGE, 2.5)
        for i in range(count)
    )


def calendar(x, y, first, days=28, width=168):
    """A month on the wall: the day from which a time runs, and the days of it that follow in this month."""
    cell = (width - 20) / 7
    colours = ["#CB6230" if day == first else "#F4C9A8" if first < day <= first + days else "#EBE4D2" for day in range(28)]
    squares = "".join(
        box(x + 10 + cell * (day % 7), y + 40 + cell * (day // 7), cell - 5, cell - 5, colour)
        for day, colour in enumerate(colours)
    )
    rings = disc(x + width * 0.25, y, 6, INK) + disc(x + width * 0.75, y, 6, INK)
    return box(x, y, width, 48 + 4 * cell, PAPER, EDGE) + box(x, y, width, 30, KAKI) + rings + squares


def board(x, y, width, height):
    """A notice board; what hangs on it is drawn after it."""
    return box(x, y, width, height, WOOD) + box(x + 8, y + 8, width - 16, height - 16, "#F7E4BE")


def arrow(x, y, length, colour=KAKI):
    return stroke(f"M{x} {y} h{length} M{x + length - 14} {y - 12} l14 12 l-14 12", colour, 8)
