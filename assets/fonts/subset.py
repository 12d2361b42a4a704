"""Makes the kiosk's two fonts from Debian's Noto Sans CJK: every character a county's screens can need, and no more.

Usage: subset.py OUTPUT_FOLDER CACHE_FOLDER. The work takes about ten seconds a font, so its result is kept in
CACHE_FOLDER under a name made from everything it depends on, and shared by all builds.
"""

import bz2
import hashlib
import pathlib
import shutil
import sys

from fontTools import subset

FONTS = pathlib.Path("/usr/share/fonts/opentype/noto")
UNIHAN = pathlib.Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
SIMPLIFIED_CHINESE = 2  # the face's place in the collection
FACES = {"outreach-regular.otf": "NotoSansCJK-Regular.ttc", "outreach-bold.otf": "NotoSansCJK-Bold.ttc"}
RANGES = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin-1
    (0x100, 0x17F),  # Latin Extended-A: Pinyin with tone marks
    (0x1CD, 0x1DC),  # the third tones
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis, bullet
    (0x2030, 0x205E),  # per mille, primes, guillemets
    (0x2100, 0x214F),  # ℃, №, ™
    (0x2150, 0x218B),  # number forms
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2460, 0x24FF),  # enclosed numbers, ①
    (0x2500, 0x25FF),  # boxes, blocks, geometric shapes
    (0x2600, 0x27BF),  # ☆, ✓, ✗
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3105, 0x312F),  # Zhuyin
    (0x3200, 0x33FF),  # enclosed and squared Chinese: ㈠, ㎡
    (0xFE30, 0xFE4F),  # vertical forms
    (0xFF00, 0xFFEF),  # full-width forms
]


def gbk_characters():
    """Every character of GBK: what the county's older systems can hold."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                found.add(ord(bytes([lead, trail]).decode("gbk")))
            except (UnicodeDecodeError, TypeError):
                pass
    return found


def standard_characters():
    """The 8,105 characters of 通用规范汉字表 (2013): every character a new name may use."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        found = {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}
    if len(found) != 8105:
        sys.exit(f"{UNIHAN}: {len(found)} characters of the national list instead of 8105")
    return found


def subset_font(source, characters, target):
    options = subset.Options()
    options.font_number = SIMPLIFIED_CHINESE
    options.hinting = False
    options.layout_features = []  # the default figures are already of one width
    options.desubroutinize = False
    options.name_IDs = ["*"]  # the licence stays with the font
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]  # nothing is set vertically
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=characters)
    worker.subset(font)
    widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    if len(widths) != 1:
        sys.exit(f"{source}: figures of different widths {sorted(widths)}")
    subset.save_font(font, str(target), options)


def main():
    output, cache = map(pathlib.Path, sys.argv[1:3])
    output.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    recipe = pathlib.Path(__file__).read_bytes() + UNIHAN.read_bytes()
    characters = None
    for name, collection in FACES.items():
        source = FONTS / collection
        key = hashlib.sha256(recipe + source.read_bytes()).hexdigest()[:20]
        kept = cache / f"{key}-{name}"
        if not kept.exists():
            if characters is None:
                ranges = {code for first, last in RANGES for code in range(first, last + 1)}
                characters = ranges | gbk_characters() | standard_characters()
            subset_font(source, characters, kept.with_suffix(".new"))
            kept.with_suffix(".new").rename(kept)
        shutil.copyfile(kept, output / name)


main()
