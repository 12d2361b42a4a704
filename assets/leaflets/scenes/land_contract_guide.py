"""The farmer's contracted land: papers, the office, the years within which to apply."""

from people import Person
from places import bus_stop, courtyard, field, home, market, office
from staging import (
    STALL,
    answers,
    answers_standing,
    asks,
    asks_standing,
    at_counter,
    at_stall,
    behind_desk,
    face_to_face,
)
from things import bag, boundary_stones, calendar, folder, paper, table


def boundary(panel):
    panel.add(field(), boundary_stones((588, 404, 0.6), (604, 446, 0.9), (624, 498, 1.3)))
    face_to_face(
        panel,
        asks_standing("farmer", 330, mouth="flat", right="show"),
        answers_standing("cadre", 900, mouth="open", left="wave"),
    )


def papers(panel):
    farmer = Person("farmer", (270, 490), 1.4, gaze=1, mouth="smile", right="give")
    panel.add(home(60), farmer, table(430, 700, 430))
    panel.bubble(0, farmer)
    panel.sheet(1, 210)
    panel.sheet(2, 210)


def ask(panel):
    panel.add(market(STALL))
    at_stall(
        panel,
        asks("farmer", 270, mouth="open", right="give", holding={"right": folder(-8, "#C98F5A")}),
        behind_desk("staff man", mouth="open", right="wave"),
    )


def two_years(panel):
    panel.add(office(), calendar(960, 200, 4))
    at_counter(
        panel,
        asks("farmer", mouth="open", left="hold", holding={"left": paper()}),
        behind_desk("official", 820, mouth="open", right="point"),
    )


def land_taken(panel):
    panel.add(courtyard())
    face_to_face(
        panel,
        asks("neighbour", mouth="open", right="hold", holding={"right": paper()}),
        answers("staff woman", 890, mouth="open", left="wave", right="hold", holding={"right": folder()}),
    )


def go(panel):
    panel.add(bus_stop())
    face_to_face(
        panel,
        asks_standing(
            "farmer", mouth="open", left="carry", right="hold", holding={"left": bag(), "right": folder(-8, "#C98F5A")}
        ),
        answers_standing("cadre", 930, mouth="open", left="point"),
    )


SCENES = {"field": boundary, "papers": papers, "stall": ask, "years": two_years, "taken-land": land_taken, "next": go}
