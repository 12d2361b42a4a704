"""The young worker gets his wages' matter to the right office, with proof and in time."""

from people import Person
from places import building_site, bus_stop, home, market, office, service_hall
from staging import (
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
from things import bag, calendar, folder, pages_on, paper, stamped_paper, table


def unpaid(panel):
    panel.add(building_site())
    face_to_face(
        panel,
        asks("worker", mouth="flat", right="give", hat="helmet"),
        answers("farmer", 900, mouth="open", left="wave"),
    )


def gather(panel):
    worker = Person("worker", (250, 470), 1.4, gaze=1, mouth="open", right="give")
    panel.add(home(60), worker, table(400, 740, 430))
    panel.bubble(0, worker)
    for index in (1, 2, 3):
        panel.sheet(index, 210)


def ask(panel):
    panel.add(market(STALL))
    at_stall(
        panel,
        asks("worker", mouth="open", right="give", holding={"right": paper()}),
        behind_desk("staff woman", mouth="open", right="wave"),
    )


def one_year(panel):
    panel.add(office(), calendar(960, 200, 9))
    at_counter(
        panel,
        asks("worker", mouth="open", left="hold", holding={"left": folder()}),
        behind_desk("official", 820, mouth="open", right="point"),
    )


def counts_anew(panel):
    panel.add(service_hall())
    slip = {"right": stamped_paper()}
    at_counter(
        panel,
        asks("worker", mouth="open", right="give", holding=slip),
        behind_desk("official", 850, left="wave", mouth="open"),
        pages_on(980, STALL_DESK + 2, 1),
    )


def go(panel):
    panel.add(bus_stop())
    face_to_face(
        panel,
        asks_standing("worker", mouth="open", left="hold", right="point", holding={"left": folder()}),
        answers_standing("farmer", 930, right="carry", left="wave", holding={"right": bag()}),
    )


SCENES = {"site": unpaid, "proof": gather, "stall": ask, "year": one_year, "again": counts_anew, "next": go}
