"""The people of the leaflets. Each looks the same in every panel: types, never portraits.

A person is drawn around the middle of the waist: the head's middle is 146 above it, the feet are 108 below.
"""

from shapes import INK, SKIN, SKIN_SHADE, WHEAT, WHITE, box, disc, placed, shape, stroke

HEAD = (0, -146)
HAIR = "#2E2924"
GREY_HAIR = "#8B8680"
TROUSERS = "#3B4450"

BOB_BEHIND = shape("M-38 -110 q-10 -80 38 -80 t38 80z", HAIR)
BOB = shape("M-38 -118 q-10 -74 38 -74 t38 74 l-10 2 q0 -34 -6 -44 q-20 -2 -34 -14 q-10 14 -18 16 q0 20 -2 42z", HAIR)
SHORT = shape("M-34 -150 q0 -42 34 -42 t34 42 q-16 -14 -34 -14 t-34 14z", HAIR)
PARTED = shape("M-34 -146 q-6 -46 34 -46 t34 46 q-4 -20 -12 -24 q-24 2 -38 -6 q-14 10 -18 30z", HAIR)
COMBED_BACK = "M-36 -142 q-6 -48 36 -48 t36 48 q-6 -28 -36 -30 q-30 2 -36 30z"
STRAW_HAT = (
    shape("M-60 -164 q60 -16 120 0 q-8 10 -60 10 t-60 -10z", "#E3B04B")
    + shape("M-30 -166 q4 -36 30 -36 t30 36 q-30 9 -60 0z", "#F0C766")
    + shape("M-30 -169 q30 10 60 0 v-9 q-30 10 -60 0z", "#CB6230")
)
TOWEL = (
    shape("M-35 -160 q2 -30 35 -32 q33 2 35 32 q-35 -14 -70 0z", "#FFFDF6")
    + shape("M-36 -156 q36 -18 72 0 l-2 -14 q-34 -14 -68 0z", "#E7DDC8")
    + shape("M-24 -186 l-20 -8 4 16z", "#FFFDF6")
)
HELMET = (
    shape("M-38 -160 q0 -42 38 -42 t38 42z", WHEAT)
    + shape("M-6 -203 h12 v42 h-12z", "#F7DDA6")
    + box(-44, -164, 88, 8, "#D29A2B")
)
GLASSES = (
    f'<g fill="none" stroke="{INK}" stroke-width="2.5"><circle cx="{{left}}" cy="-143" r="9"/>'
    '<circle cx="{right}" cy="-143" r="9"/><path d="M{bridge} -143h6"/></g>'
)
GREY_BOB = shape("M-40 -116 q-8 -72 40 -72 t40 72 q-6 10 -18 6 h-44 q-12 4 -18 -6z", GREY_HAIR)
EARRINGS = disc(-35, -128, 3.5, WHEAT) + disc(35, -128, 3.5, WHEAT)
WRINKLES = stroke("M-24 -139 l-5 3 M24 -139 l5 3", SKIN_SHADE, 2.5)
BADGE = box(22, -58, 24, 16, WHITE) + box(26, -54, 16, 3, "#CB6230") + box(26, -48, 11, 2.5, "#50483B")
BUTTONS = disc(0, -50, 3, "#3A322A") + disc(0, -26, 3, "#3A322A")
STRIPES = box(-62, -40, 124, 8, "#F7DDA6") + box(-62, -18, 124, 8, "#F7DDA6")
PEN = box(30, -62, 4, 20, INK) + stroke("M24 -44 h18 v16 h-18z", "#4E5239", 2)

# coat, shade (an arm in front of the coat), collar, behind the head, on the head, on the face, on the coat
LOOKS = {
    "grandmother": ("#583055", "#482546", WHITE, GREY_BOB, TOWEL + EARRINGS, WRINKLES, BUTTONS),
    "farmer": (
        "#4F7280", "#42616E", "#F0E2C4", shape("M-33 -142 q-6 -38 33 -38 t33 38z", HAIR), STRAW_HAT, WRINKLES, BUTTONS
    ),
    "worker": ("#CB6230", "#B05126", "#F7DDA6", "", SHORT, "", STRIPES),
    "neighbour": (
        "#C08A35",
        "#A67529",
        WHITE,
        shape("M18 -176 q34 4 26 56 q-2 20 -14 30 q-10 -40 -16 -60z", HAIR),
        shape(COMBED_BACK, HAIR),
        "",
        BUTTONS,
    ),
    "staff woman": ("#1C513F", "#174535", WHITE, BOB_BEHIND, BOB, "", BADGE),
    "staff man": ("#1D4266", "#173756", WHITE, "", PARTED, "glasses", BADGE),
    "cadre": (
        "#6B7050",
        "#5C6144",
        "#F0E2C4",
        "",
        shape("M-35 -140 q-6 -50 35 -50 t35 50 q-6 -20 -12 -26 q-10 -10 -23 -9 q-13 -1 -23 9 q-6 6 -12 26z", "#5E5850"),
        WRINKLES,
        PEN,
    ),
    "official": ("#56687C", "#495969", WHITE, "", placed(PARTED, 0, 0, 1, True), "", BADGE),
    "clerk": ("#454E58", "#39424B", WHITE, "", disc(0, -194, 15, HAIR) + shape(COMBED_BACK, HAIR), "", BADGE),
    "lawyer": ("#8A3B52", "#773146", WHITE, disc(32, -122, 14, HAIR), shape(COMBED_BACK, HAIR), "glasses", ""),
}

# Elbow and hand of the right arm; the left one is its mirror.
ARMS = {
    "wave": ((90, -56), (102, -104)),
    "give": ((82, -22), (122, -56)),
    "show": ((86, -22), (126, 4)),
    "point": ((92, -52), (136, -82)),
    "hold": ((70, -8), (26, -36)),
    "chin": ((60, -4), (22, -92)),
    "carry": ((74, -26), (78, 22)),
    "write": ((80, -28), (40, -50)),
}
IN_FRONT = ("hold", "chin", "write")

MOUTHS = {
    "smile": stroke("M-10 -128 q10 10 20 0", INK, 3),
    "open": shape("M-8 -130 h16 q-1 12 -8 12 q-7 0 -8 -12z", "#8A3324"),
    "flat": stroke("M-9 -126 h18", INK, 3),
    "thinking": stroke("M-7 -125 q7 -5 14 0", INK, 3),
}


class Person:
    """`at` is the middle of the waist; `gaze` -1 looks left, 1 right; arms are named as in ARMS, or None.

    `holding`: {"left" or "right": (content around the hand, behind the fingers)}.
    """

    def __init__(
        self, look, at, scale=1.5, gaze=0, mouth="smile", left=None, right=None, holding=None, legs=False, hat=""
    ):
        self.look, self.at, self.scale, self.gaze, self.mouth_shape = look, at, scale, gaze, mouth
        self.arms = {"left": left, "right": right}
        self.holding = holding or {}
        self.legs, self.hat = legs, hat

    def head(self):
        return self.at[0] + HEAD[0] * self.scale, self.at[1] + HEAD[1] * self.scale

    def head_reach(self):
        """How far from the head's middle a bubble's tail stops, across and down."""
        across = 66 if self.look == "farmer" else 50
        return across * self.scale, 64 * self.scale

    def arm(self, side, colour):
        (elbow_x, elbow_y), (hand_x, hand_y) = ARMS[self.arms[side]]
        sign = 1 if side == "right" else -1
        sleeve = f"M{48 * sign} -66 L{elbow_x * sign} {elbow_y} L{hand_x * sign} {hand_y}"
        held = self.holding.get(side, "")
        return stroke(sleeve, colour, 26) + placed(held, hand_x * sign, hand_y) + disc(hand_x * sign, hand_y, 14, SKIN)

    def draw(self):
        coat, shade, collar, behind, hair, on_face, on_coat = LOOKS[self.look]
        bottom = 8 if self.legs else 150
        parts = []
        if self.legs:
            parts.append(shape("M-46 0 h92 l-6 98 h-30 l-10 -66 l-10 66 h-30z", TROUSERS))
            parts.append(shape("M-44 96 h36 v12 h-44 q-2 -10 8 -12z M44 96 h-36 v12 h44 q2 -10 -8 -12z", INK))
        for side in ("left", "right"):
            if self.arms[side] and self.arms[side] not in IN_FRONT:
                parts.append(self.arm(side, coat))
        parts.append(shape(f"M-62 {bottom} V-52 Q-62 -94 -20 -96 H20 Q62 -94 62 -52 V{bottom} Z", coat))
        parts.append(shape("M-14 -110 h28 v14 l-14 16 -14 -16z", SKIN_SHADE))
        parts.append(shape("M-24 -98 l10 -4 14 22 14 -22 10 4 -18 34 -6 -8 -6 8z", collar))
        parts.append(on_coat + behind + disc(-34, -138, 7, SKIN_SHADE) + disc(34, -138, 7, SKIN_SHADE))
        parts.append(shape("M-34 -150 q0 -36 34 -36 t34 36 q0 44 -34 46 q-34 -2 -34 -46z", SKIN))
        parts.append(disc(-20, -130, 6.5, "#E59B7C") + disc(20, -130, 6.5, "#E59B7C"))
        shift = 4 * self.gaze
        parts.append(disc(-12 + shift, -143, 3.6, INK) + disc(12 + shift, -143, 3.6, INK))
        parts.append(stroke(f"M{shift - 2} -137 q4 4 0 6", SKIN_SHADE, 2.5))
        if on_face == "glasses":
            parts.append(GLASSES.format(left=shift - 12, right=shift + 12, bridge=shift - 3))
        else:
            parts.append(on_face)
        parts.append(MOUTHS[self.mouth_shape] + (HELMET if self.hat == "helmet" else hair))
        for side in ("left", "right"):
            if self.arms[side] in IN_FRONT:
                parts.append(self.arm(side, shade))
        return placed("".join(parts), *self.at, self.scale)
