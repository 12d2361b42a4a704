"""A broken village road, and how a petition about it is made, passed on and followed."""

from people import Person
from places import courtyard, home, lane, market, office, service_hall, village
from shapes import INDIGO, INK, KAKI, PAPER, WHITE, box, disc, placed, shape, stroke
from staging import FLOOR, STALL, STALL_DESK, answers, asks, at_counter, at_stall, behind_desk, face_to_face
from things import board, calendar, leaflets, pages_on, paper, pen, persimmon_tree, road_hole, stamped_paper, table, telephone


def five_ways(x, y):
    """On the net, by letter, by telephone, by fax, in person."""
    net = box(-24, -22, 48, 32, INDIGO) + box(-19, -17, 38, 22, "#CFE3E6") + box(-14, 14, 28, 6, INDIGO)
    letter = box(-24, -18, 48, 34, PAPER, INK) + stroke("M-24 -18 L0 2 L24 -18", INK, 3)
    phone = placed(telephone(), 0, 18)
    fax = box(-24, -4, 48, 24, "#6A7480") + box(-14, -24, 28, 22, WHITE, INK) + box(-14, 6, 28, 5, WHITE)
    person = disc(0, -12, 11, "#EFC29A") + shape("M-18 22 v-6 q0 -16 18 -16 q18 0 18 16 v6z", KAKI)
    return "".join(placed(sign, x + 54 * i, y, 0.86) for i, sign in enumerate((net, letter, phone, fax, person)))


def broken_road(panel):
    panel.add(village(), persimmon_tree(1090, 440, 1.3), road_hole(580, 468))
    face_to_face(
        panel, asks("neighbour", mouth="flat", right="show"), answers("farmer", 890, mouth="open", left="hold")
    )


def ways(panel):
    panel.add(market(STALL), board(545, 262, 276, 96), five_ways(585, 310))
    at_stall(
        panel,
        asks("neighbour", mouth="open", left="hold"),
        behind_desk("staff woman", 1020, mouth="open", left="point"),
        leaflets(600, STALL_DESK + 4),
    )


def what_to_write(panel):
    neighbour = Person("neighbour", (290, FLOOR), 1.4, gaze=1, mouth="open", right="write", holding={"right": pen()})
    cadre = answers("cadre", 900, mouth="open", left="wave")
    panel.add(home(), cadre, neighbour, table(130, 900, 446), pages_on(420, 446, 1))
    panel.bubble(0, neighbour)
    panel.bubble(1, cadre)


def representatives(panel):
    crowd = (
        Person("grandmother", (80, 440), 1.1, gaze=1),
        Person("worker", (440, 440), 1.1, gaze=1),
        Person("neighbour", (560, 446), 1.1, gaze=1),
    )
    panel.add(courtyard(), *crowd)
    face_to_face(
        panel, asks("farmer", 262, mouth="open", right="hold"), answers("cadre", 910, mouth="open", left="wave")
    )


def hand_in(panel):
    panel.add(service_hall())
    at_counter(
        panel,
        asks("neighbour", mouth="open", right="give", holding={"right": stamped_paper(8)}),
        behind_desk("staff man", mouth="open", left="write", holding={"left": pen()}),
        pages_on(950, STALL_DESK + 2, 2),
    )


def sixty_days(panel):
    panel.add(office(), calendar(960, 200, 2))
    at_counter(
        panel,
        asks("neighbour", mouth="open", left="hold", holding={"left": paper()}),
        behind_desk("official", 820, mouth="open", right="point"),
    )


def follow(panel):
    panel.add(lane())
    face_to_face(
        panel,
        asks("neighbour", mouth="open", right="hold", holding={"right": telephone()}),
        answers("staff woman", 880, mouth="open", left="wave"),
    )


SCENES = {
    "road": broken_road,
    "ways": ways,
    "words": what_to_write,
    "five": representatives,
    "passing-on": hand_in,
    "sixty": sixty_days,
    "follow": follow,
}
