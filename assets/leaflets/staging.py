"""Where people stand: who asks on the left, who answers on the right, below the bubbles."""

from people import Person
from things import counter, desk, leaflets, pages_on

SCALE = 1.4
FLOOR = 478  # the waist of who stands in front; the feet are below the panel
STANDING_SCALE = 1.06
STANDING = 396
STALL = 520
STALL_DESK = 408


def asks(look, x=270, **pose):
    return Person(look, (x, FLOOR), SCALE, gaze=1, **pose)


def answers(look, x=870, **pose):
    return Person(look, (x, FLOOR), SCALE, gaze=-1, **pose)


def asks_standing(look, x=250, **pose):
    """From head to foot."""
    return Person(look, (x, STANDING), STANDING_SCALE, gaze=1, legs=True, **pose)


def answers_standing(look, x=920, **pose):
    return Person(look, (x, STANDING), STANDING_SCALE, gaze=-1, legs=True, **pose)


def behind_desk(look, x=860, **pose):
    return Person(look, (x, 456), 1.25, gaze=-1, **pose)


def at_stall(panel, asker, staff, on_desk="", desk_from=STALL - 24):
    """The market's desk with staff behind it."""
    panel.add(staff, desk(desk_from, 1160 - desk_from, STALL_DESK), on_desk or leaflets(1070, STALL_DESK + 4), asker)
    say_in_turn(panel, asker, staff)


def at_counter(panel, asker, staff, on_counter=""):
    """An office's counter with staff behind it."""
    panel.add(staff, counter(560, 600, STALL_DESK), on_counter or pages_on(690, STALL_DESK + 2), asker)
    say_in_turn(panel, asker, staff)


def face_to_face(panel, asker, answerer):
    panel.add(asker, answerer)
    say_in_turn(panel, asker, answerer)


def say_in_turn(panel, asker, answerer):
    """The first two bubbles: the question, the answer."""
    panel.bubble(0, asker)
    panel.bubble(1, answerer)
