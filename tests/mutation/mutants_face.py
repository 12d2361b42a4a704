"""The faults of the window, of what is drawn in it and of what is typed there."""
from mutant import Mutant

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
    Mutant(
        "a telephone number is recorded as a note",
        "app/core/update_record.cpp",
        "domain::personal_number_in(note)",
        "domain::personal_number_in({})",
        "app/core",
        "Core: a note with a number is refused in words and keeps the draft",
    ),
    Mutant(
        "what another took the place of counts still",
        "app/core/update_replace.cpp",
        "domain::Correction{intent.target, line->amount, 0, state.replacing->reason}",
        "domain::Correction{intent.target, 0, line->amount, state.replacing->reason}",
        "app/core",
        "Core: a replaced consultation is one step: both or neither",
    ),
    Mutant(
        "what somebody wants asked lies behind the lock",
        "app/core/update_question.cpp",
        "ScreenName::Question && (state.is_locked || !state.question)",
        "ScreenName::Question && !state.question",
        "app/core",
        "Question: leaving, idle and home wipe it",
    ),
    Mutant(
        "the words of a sealed question stay in the draft",
        "app/ui/screen_question.cpp",
        "draft = QuestionDraft{};",
        "draft.in_contact = false;",
        "app/ui",
        "Question: going back, a lock and the receipt wipe what was typed",
    ),
    Mutant(
        "a refusal is not heard",
        "app/core/update.cpp",
        "  step.state.notice = std::move(why);\n  play(step, Sound::Refused);",
        "  step.state.notice = std::move(why);",
        "app/core",
        "Sound: what is refused or not saved is heard as that, each time",
    ),
    Mutant(
        "Escape leads back from under what lies on top",
        "app/ui/scene.cpp",
        "return target.leads_back && reachable(target);",
        "return target.leads_back;",
        "app/ui",
        "Scene: the way back is the reachable one drawn last",
    ),
]
