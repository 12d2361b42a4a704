"""Grandmother finds the right door."""

from places import bus_stop, court_hall, lane, market, office
from shapes import INDIGO, KAKI, PAPER, WHEAT, box, disc, shape, stroke
from staging import STALL, answers_standing, asks, asks_standing, at_counter, at_stall, behind_desk, face_to_face
from things import bag, board, leaflets, paper, pen


def door(x, y, colour, sign):
    return box(x, y, 64, 96, colour) + box(x + 8, y + 10, 48, 36, PAPER) + sign + disc(x + 52, y + 66, 4, PAPER)


def doors(x, y):
    """Three offices' doors: fields, buildings, a purse."""
    ear = stroke(f"M{x + 32} {y + 42} v-26 M{x + 32} {y + 32} l-10 -8 M{x + 32} {y + 32} l10 -8", "#5C8A5B", 4)
    roof = shape(f"M{x + 104} {y + 28} l20 -14 l20 14 v14 h-40z", KAKI)
    coin = disc(x + 216, y + 28, 12, WHEAT) + box(x + 212, y + 24, 8, 8, PAPER)
    return door(x, y, "#3F6B48", ear) + door(x + 92, y, INDIGO, roof) + door(x + 184, y, KAKI, coin)


def meet(panel):
    panel.add(lane())
    face_to_face(
        panel,
        asks_standing("grandmother", 290, mouth="thinking", right="chin"),
        answers_standing("neighbour", 880, mouth="open", right="carry", left="point", holding={"right": bag()}),
    )


def ask(panel):
    panel.add(market(STALL))
    at_stall(
        panel, asks("grandmother", mouth="open", right="give"), behind_desk("staff woman", mouth="open", left="wave")
    )


def find_doors(panel):
    panel.add(market(STALL), board(548, 244, 292, 144), doors(570, 268))
    at_stall(
        panel,
        asks("grandmother", mouth="open", left="hold"),
        behind_desk("staff man", 980, mouth="open", left="point"),
        leaflets(1106, 412),
    )


def at_court(panel):
    panel.add(court_hall())
    at_counter(
        panel,
        asks("grandmother", mouth="open", right="give", holding={"right": paper()}),
        behind_desk("clerk", mouth="open", right="wave"),
    )


def write_down(panel):
    panel.add(office())
    at_counter(
        panel,
        asks("grandmother", mouth="thinking", left="hold"),
        behind_desk("staff man", 880, mouth="open", left="write", holding={"left": pen()}),
    )


def go(panel):
    panel.add(bus_stop())
    face_to_face(
        panel,
        asks_standing("grandmother", left="carry", right="wave", holding={"left": bag()}),
        answers_standing("neighbour", 920, mouth="open", left="point"),
    )


SCENES = {"lane": meet, "stall": ask, "doors": find_doors, "court": at_court, "writing": write_down, "next": go}
