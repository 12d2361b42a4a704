"""Grandmother applies for legal aid, and a lawyer comes."""

from people import Person
from places import bus_stop, courtyard, home, market, office, service_hall
from staging import (
    FLOOR,
    STALL,
    STALL_DESK,
    answers,
    answers_standing,
    asks,
    asks_standing,
    at_counter,
    at_stall,
    behind_desk,
    face_to_face,
)
from things import bag, calendar, folder, pages_on, paper, pen, table


def worry(panel):
    panel.add(courtyard())
    face_to_face(
        panel, asks("grandmother", mouth="thinking", right="chin"), answers("neighbour", 890, mouth="open", left="give")
    )


def ask(panel):
    panel.add(market(STALL))
    at_stall(
        panel,
        asks("grandmother", mouth="open", right="give"),
        behind_desk("staff woman", mouth="open", left="write", holding={"left": pen()}),
    )


def seven_days(panel):
    panel.add(service_hall())
    at_counter(
        panel,
        asks("grandmother", mouth="open", right="give", holding={"right": paper()}),
        behind_desk("official", mouth="open", left="give"),
        pages_on(960, STALL_DESK + 2, 1),
    )


def three_days(panel):
    panel.add(office(), calendar(960, 200, 16, 3))
    at_counter(
        panel, asks("grandmother", mouth="open", left="hold"), behind_desk("official", 820, mouth="open", right="point")
    )


def with_lawyer(panel):
    grandmother = Person(
        "grandmother", (290, FLOOR), 1.4, gaze=1, mouth="open", right="give", holding={"right": paper()}
    )
    lawyer = Person("lawyer", (880, FLOOR), 1.4, gaze=-1, left="give", holding={"left": folder()})
    panel.add(home(), grandmother, lawyer, table(180, 800, 460), pages_on(540, 460, 2))
    panel.bubble(0, grandmother)
    panel.bubble(1, lawyer)


def go(panel):
    panel.add(bus_stop())
    face_to_face(
        panel,
        asks_standing(
            "grandmother", left="carry", right="hold", mouth="open", holding={"left": bag(), "right": paper()}
        ),
        answers_standing("neighbour", 920, mouth="open", left="point"),
    )


SCENES = {"worry": worry, "stall": ask, "seven": seven_days, "three": three_days, "lawyer": with_lawyer, "next": go}
