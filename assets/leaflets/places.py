"""Where the leaflets happen. A place fills the panel of 1160 x 520; people and things stand in front of it."""

from shapes import EDGE, INDIGO, KAKI, PAPER, WHEAT, WHITE, WOOD, box, disc, placed, shape, stroke
from things import awning, cabinet, corn, notices, persimmon_tree, plant, wall_clock

SKY = "#CFE6E6"
HILL, HILL_NEAR, GRASS = "#9DBFA3", "#7FA68A", "#5C8A5B"
EARTH = "#EAD6A6"
ROOF, RIDGE = "#5B6570", "#454E58"


def open_country():
    return (
        box(0, 0, 1160, 520, SKY)
        + shape("M0 300 q180 -140 400 -50 q200 -120 420 -10 q180 -90 340 20 v260 H0z", HILL)
        + shape("M0 350 q240 -90 540 -20 q320 -70 620 10 v180 H0z", HILL_NEAR)
    )


def house(x, y, scale=1.0, wall="#EBD3A4"):
    window = box(-60, -48, 28, 26, "#FFF7E3", KAKI, 4) + box(32, -48, 28, 26, "#FFF7E3", KAKI, 4)
    tiles = shape("M-98 -66 q20 -4 30 -44 h136 q10 40 30 44z", ROOF) + box(-72, -116, 144, 9, RIDGE)
    lines = stroke("M-50 -104 l-8 32 M-24 -104 l-3 34 M0 -104 v34 M24 -104 l3 34 M50 -104 l8 32", RIDGE, 2)
    door = box(-18, -48, 36, 48, KAKI) + box(-1, -48, 2, 48, "#D9B48C")
    return placed(box(-80, -70, 160, 70, wall) + tiles + lines + door + window, x, y, scale)


def village():
    return (
        open_country()
        + house(470, 390, 0.9)
        + house(690, 386, 0.75, "#F3DDB0")
        + box(0, 384, 1160, 20, GRASS)
        + box(0, 400, 1160, 120, EARTH)
        + shape("M560 404 L640 404 L760 520 L420 520z", "#F3E4BE")
    )


def lane():
    """The village lane with the persimmon tree between those who talk."""
    return village() + persimmon_tree(590, 470, 1.5)


def market(stall_from=500):
    """The stall on the right: what stands behind its desk is drawn before the desk (see things.desk)."""
    width = 1160 - stall_from
    return (
        village()
        + box(stall_from, 168, 14, 352, WOOD)
        + box(stall_from + 14, 218, width, 200, "#F7E4BE")
        + stroke(f"M{stall_from + 14} 262 H1160", "#EBD09C", 4)
        + awning(stall_from - 24, 168, width + 24)
    )


def field():
    furrows = "".join(
        shape(f"M{560 + 10 * i} 380 h6 L{580 + (i * 6 - 30) * 22} 520 h-26z", "#C7A25F") for i in range(-4, 14)
    )
    taken = shape("M584 380 h22 L812 520 H640z", "#A3B368")
    sheaves = "".join(corn_row(90 + 74 * i, 398) for i in range(15))
    return open_country() + box(0, 372, 1160, 12, GRASS) + box(0, 380, 1160, 140, "#DDBB78") + furrows + taken + sheaves


def corn_row(x, y):
    return stroke(f"M{x} {y} v-34 M{x} {y - 10} q-14 -4 -16 -18 M{x} {y - 14} q14 -4 16 -18", GRASS, 5)


def building_site():
    frame = "".join(box(x, 176, 18, 230, "#A89C84") for x in (520, 630, 740, 850))
    floors = "".join(box(506, y, 378, 16, "#BFB49B") for y in (176, 252, 328))
    poles = stroke("M496 160 V406 M896 160 V406", "#9A6F15", 6) + stroke("M496 236 H896 M496 312 H896", "#9A6F15", 4)
    bricks = "".join(
        box(20 + 36 * i + 18 * row, 448 - 16 * row, 34, 14, "#B4602F" if (i + row) % 2 else "#CB6230")
        for row in range(3)
        for i in range(5 - row)
    )
    crane = (
        box(990, 150, 16, 256, WHEAT)
        + stroke("M990 176 L1006 206 M990 236 L1006 266 M990 296 L1006 326 M990 356 L1006 386", "#9A6F15", 4)
        + box(900, 150, 250, 12, WHEAT)
        + box(1110, 162, 34, 26, "#9A6F15")
    )
    return (
        box(0, 0, 1160, 520, SKY)
        + shape("M0 330 q180 -120 400 -50 q200 -90 420 -10 q180 -70 340 20 v230 H0z", HILL)
        + crane
        + frame
        + floors
        + poles
        + box(0, 400, 1160, 120, "#E3CFA0")
        + bricks
    )


def room(wall, skirting, floor):
    return box(0, 0, 1160, 520, wall) + box(0, 404, 1160, 12, skirting) + box(0, 416, 1160, 104, floor)


def window(x, y, width=150, height=130):
    half = width / 2
    return (
        box(x, y, width, height, SKY, WOOD, 8)
        + shape(
            f"M{x + 4} {y + height - 4} v-34 q{half * 0.6} -40 {half} -10 q{half * 0.5} -30 {half - 8} 6 v38z", HILL
        )
        + stroke(f"M{x + half} {y} v{height} M{x} {y + height / 2} h{width}", WOOD, 5)
    )


def lattice(x, y):
    """A farmhouse's window: paper behind wooden bars, warm in the evening."""
    bars = "".join(f"M{x + 36 * i} {y} v132 " for i in range(1, 5)) + "".join(f"M{x} {y + 33 * i} h180 " for i in range(1, 4))
    return box(x, y, 180, 132, "#FFF3CF", KAKI, 8) + stroke(bars, KAKI, 3)


def office():
    return (
        room("#F1E7CF", "#D3C6A8", "#DCCBA0")
        + window(470, 196)
        + wall_clock(694, 236)
        + cabinet(36, 404)
    )


def service_hall():
    """A hall with a long counter: where several offices take papers in."""
    return room("#E4EBE4", "#B4D3BB", "#D6D2C0") + box(0, 178, 1160, 10, "#B4D3BB") + wall_clock(560, 250) + notices(40, 222) + plant(1096, 408)


def hearing_room():
    return room("#E9E2D3", "#C9BFA8", "#CDBB96") + window(420, 206, 130) + notices(36, 226)


def court_hall():
    columns = "".join(
        box(x, 170, 44, 238, "#EFE9DB") + box(x - 8, 166, 60, 14, "#CFC7B3") + box(x - 8, 396, 60, 14, "#CFC7B3")
        for x in (28, 498, 1088)
    )
    return room("#DDD6C6", "#B9AD90", "#C9BFA8") + columns


def home(window_at=490):
    almanac = box(window_at + 222, 232, 60, 84, PAPER, EDGE) + box(window_at + 222, 232, 60, 22, "#CB6230")
    return room("#F6E3C4", "#D9B48C", "#C99A66") + lattice(window_at, 214) + almanac


def courtyard():
    wall = box(0, 250, 1160, 160, "#D8B98A") + stroke(
        "M0 290 H1160 M0 330 H1160 M0 370 H1160 M80 250 V290 M240 250 V290 M400 250 V290 M160 290 V330 M320 290 V330"
        " M80 330 V370 M240 330 V370 M400 330 V370 M800 290 V330 M960 290 V330 M1040 250 V290 M880 330 V370 M1080 330 V370",
        "#C9A46F",
        3,
    )
    tiles = "".join(shape(f"M{20 * i} 252 v-12 a10 8 0 0 1 20 0 v12z", ROOF if i % 2 else RIDGE) for i in range(58))
    gate = (
        box(500, 236, 160, 174, "#EBD3A4")
        + shape("M476 240 q20 -4 34 -44 h140 q14 40 34 44z", ROOF)
        + box(506, 188, 148, 10, RIDGE)
        + box(524, 270, 112, 140, KAKI)
        + box(578, 270, 4, 140, "#D9B48C")
        + disc(566, 344, 5, WHEAT)
        + disc(594, 344, 5, WHEAT)
    )
    return (
        open_country()
        + wall
        + tiles
        + gate
        + box(0, 408, 1160, 112, EARTH)
        + corn(440, 266)
        + corn(706, 266)
    )


def bus_stop():
    bus = (
        shape("M0 0 v-104 q0 -14 14 -14 h272 q18 0 22 18 l10 50 v50z", "#2F6F8F")
        + "".join(box(20 + 66 * i, -98, 54, 40, SKY) for i in range(3))
        + shape("M222 -98 h56 q12 0 16 14 l6 26 h-78z", SKY)
        + box(0, -44, 318, 8, "#F7DDA6")
        + "".join(disc(x, 0, 24, "#3B4450") + disc(x, 0, 10, "#D3C6A8") for x in (64, 250))
        + disc(308, -20, 8, WHEAT)
    )
    sign = box(-5, -210, 10, 210, "#6A7480") + box(-42, -250, 84, 60, INDIGO) + box(-30, -238, 60, 24, WHITE)
    wheels = disc(-16, -202, 5, WHITE) + disc(16, -202, 5, WHITE)
    return (
        open_country()
        + house(180, 384, 0.7)
        + box(0, 380, 1160, 16, GRASS)
        + box(0, 392, 1160, 128, "#B7B2A4")
        + stroke("M20 470 h90 M200 470 h90 M380 470 h90 M560 470 h90 M740 470 h90 M920 470 h90 M1100 470 h60", PAPER, 6)
        + placed(bus, 420, 410)
        + box(0, 446, 1160, 74, EARTH)
        + placed(sign + wheels, 770, 470)
    )
