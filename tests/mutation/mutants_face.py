"""The faults of the window and of what is drawn in it; as in mutants.py."""
from mutants import Mutant

FACE_MUTANTS = [
    Mutant(
        "a box of another colour is not told as changed",
        "app/ui/canvas_shapes.cpp",
        "looks_of(Drawn::Fill, packed(color))",
        "looks_of(Drawn::Fill, 0)",
        "app/ui",
        "Changes: frames drawn in parts are the whole frames, pixel for pixel",
    ),
    Mutant(
        "a palm is taken for a finger",
        "platform/window/input_source.cpp",
        "if (soon || contacts_.size() >= kPalmContacts) {",
        "if (contacts_.size() >= kPalmContacts) {",
        "platform/window",
        "Input: two contacts at nearly the same moment are a palm, which touches nothing",
    ),
]
