"""Plain SVG shapes: what SDL2_image's reader draws, and nothing that it leaves out (no text, gradients, masks or styles)."""

INK = "#23201B"
EDGE = "#877757"
WHITE = "#FFFFFF"
PAPER = "#FFFBF0"
KAKI = "#83340F"
WOOD = "#7A5433"
WHEAT = "#EDB94A"
INDIGO = "#1D4266"
SKIN = "#EFC29A"
SKIN_SHADE = "#D99E72"


def number(value):
    """At most one decimal: a tenth of a unit is finer than a dot of the screen."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def points(*pairs):
    return " ".join(f"{number(x)} {number(y)}" for x, y in pairs)


def box(x, y, width, height, fill, edge=None, edge_width=3):
    line = f' stroke="{edge}" stroke-width="{number(edge_width)}"' if edge else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" fill="{fill}"{line}/>'
    )


def disc(x, y, radius, fill, edge=None, edge_width=3):
    line = f' stroke="{edge}" stroke-width="{number(edge_width)}"' if edge else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{line}/>'


def shape(path, fill, edge=None, edge_width=3):
    line = f' stroke="{edge}" stroke-width="{number(edge_width)}" stroke-linejoin="round"' if edge else ""
    return f'<path d="{path}" fill="{fill}"{line}/>'


def stroke(path, colour, width):
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{number(width)}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def placed(content, x, y, scale=1.0, mirrored=False, turn=0):
    turned = f" rotate({number(turn)})" if turn else ""
    across = -scale if mirrored else scale
    sized = f" scale({across:g} {scale:g})" if scale != 1 or mirrored else ""
    return f'<g transform="translate({points((x, y))}){turned}{sized}">{content}</g>'
