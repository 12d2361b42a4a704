"""The farmer disagrees with a reply: review, second review, and the end of it."""

from places import hearing_room, home, lane, market, office, service_hall
from staging import STALL, STALL_DESK, answers, asks, at_counter, at_stall, behind_desk, face_to_face
from things import arrow, board, calendar, folder, leaflets, pages_on, paper, stamped_paper


def reply(panel):
    panel.add(home())
    face_to_face(
        panel,
        asks("farmer", mouth="flat", right="give", holding={"right": stamped_paper()}),
        answers("grandmother", 890, mouth="open", left="wave"),
    )


def review(panel):
    panel.add(market(STALL))
    at_stall(
        panel,
        asks("farmer", mouth="open", right="give", holding={"right": stamped_paper()}),
        behind_desk("staff woman", mouth="open", right="wave"),
    )


def review_time(panel):
    panel.add(office(), calendar(960, 200, 5))
    at_counter(
        panel,
        asks("farmer", mouth="open", left="hold", holding={"left": paper()}),
        behind_desk("official", 820, mouth="open", right="point"),
    )


def second_review(panel):
    panel.add(service_hall())
    at_counter(
        panel,
        asks("farmer", mouth="flat", right="give", holding={"right": stamped_paper()}),
        behind_desk("staff man", 850, mouth="open", right="wave"),
        pages_on(960, STALL_DESK + 2, 1),
    )


def hearing(panel):
    panel.add(hearing_room(), behind_desk("staff woman", 1040))
    at_counter(
        panel,
        asks("farmer", mouth="open", left="hold", holding={"left": folder()}),
        behind_desk("official", 800, mouth="open", left="wave"),
        pages_on(900, STALL_DESK + 2, 2),
    )


def end(panel):
    panel.add(lane())
    face_to_face(
        panel,
        asks("farmer", mouth="open", right="give"),
        answers("staff man", 880, mouth="open", left="hold", holding={"left": folder()}),
    )


def chart(panel):
    panel.add(market(360), board(396, 226, 500, 110))
    at_stall(
        panel,
        asks("farmer", 190, left="hold", holding={"left": folder()}),
        behind_desk("staff woman", 1040, mouth="open", left="point"),
        leaflets(640, STALL_DESK + 4),
        336,
    )
    for index in (2, 3, 4):
        panel.caption(index)
    panel.add(arrow(547, 279, 28), arrow(714, 279, 28))


SCENES = {
    "reply": reply,
    "review": review,
    "review-time": review_time,
    "second-review": second_review,
    "hearing": hearing,
    "end": end,
    "chart": chart,
}
