"""Makes the data of the kiosk's Pinyin: librime's compiled dictionary and spellings, and the table of readings.

Usage: compile.py RIME_DEPLOYER OUTPUT_FOLDER. Takes about three seconds. rime_deployer works in a folder of its own, its logs
included.
"""

import bz2
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
DICTIONARY = pathlib.Path("/usr/share/rime-data/pinyin_simp.dict.yaml")
UNIHAN = pathlib.Path("/usr/share/unicode")
SOURCES = ["outreach.schema.yaml", "outreach.dict.yaml"]
MADE = ["outreach.schema.yaml", "outreach.table.bin", "outreach.prism.bin"]
MADE_AT = 1_640_995_200  # the sources' time, which librime writes down: the same for the same sources
RARE = "1"  # the weight of a character that the dictionary lacks


def unihan(name, key):
    """character -> value of that key."""
    with bz2.open(UNIHAN / f"{name}.txt.bz2", "rt", encoding="utf-8") as lines:
        fields = (line.rstrip("\n").split("\t") for line in lines if f"\t{key}\t" in line)
        return {chr(int(code[2:], 16)): value for code, _, value in fields}


def is_in_gbk(character):
    try:
        return len(character.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def without_tone(reading):
    """"lǜ" -> "lv", "lüè" -> "lue": as the dictionary spells."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    spelt = "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
    return spelt[0] + "ue" if spelt in ("lve", "nve") else spelt


def entries(path):
    """(word, Pinyin, weight) of a dictionary of librime's."""
    body = path.read_text(encoding="utf-8").split("\n...\n", 1)[1]
    fields = (line.split("\t") for line in body.splitlines())
    return [tuple(entry) for entry in fields if len(entry) == 3]


def simplified(standard, county):
    """The dictionary in the 8,105 characters of 通用规范汉字表, all of them; what the county's words say again is theirs."""
    ours = {(word, pinyin) for word, pinyin, _ in county}
    kept = [entry for entry in entries(DICTIONARY) if standard.issuperset(entry[0]) and entry[:2] not in ours]
    known = {word for word, _, _ in kept}
    mandarin = unihan("Unihan_Readings", "kMandarin")
    rare = [
        (character, without_tone(reading), RARE)
        for character in sorted(standard - known)
        for reading in mandarin[character].split()
    ]
    return kept + rare


def readings(words, standard):
    """character -> its readings, of every character that the kiosk's fonts have: the dictionary's first."""
    found = {}
    for word, pinyin, _ in words:
        if len(word) == 1:
            found.setdefault(word, []).append(pinyin)
    for character, values in unihan("Unihan_Readings", "kMandarin").items():
        if character in standard or is_in_gbk(character):
            found.setdefault(character, []).extend(without_tone(value) for value in values.split())
    return {character: list(dict.fromkeys(values)) for character, values in found.items()}


def deploy(deployer, work, words, output):
    """Runs rime_deployer over our sources and the words, and takes what a kiosk reads."""
    for folder in ("shared", "user", "made", "logs"):
        (work / folder).mkdir()
    head = "---\nname: simplified\nversion: \"1\"\nsort: by_weight\n...\n\n"
    lines = "".join("\t".join(entry) + "\n" for entry in words)
    (work / "shared" / "simplified.dict.yaml").write_text(head + lines, encoding="utf-8")
    for name in SOURCES:
        shutil.copyfile(HERE / name, work / "user" / name)
        os.utime(work / "user" / name, (MADE_AT, MADE_AT))
    folders = [work / "user", work / "shared", work / "made"]
    command = [deployer, "--compile", work / "user" / "outreach.schema.yaml", *folders]
    environment = dict(os.environ, TMPDIR=str(work / "logs"), GLOG_log_dir=str(work / "logs"))
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0 or any(not (work / "made" / name).exists() for name in MADE):
        sys.exit(f"{deployer}: {done.returncode}\n{done.stderr}")
    for name in MADE:
        shutil.copyfile(work / "made" / name, output / name)


def main():
    deployer, output = sys.argv[1], pathlib.Path(sys.argv[2])
    output.mkdir(parents=True, exist_ok=True)
    standard = set(unihan("Unihan_OtherMappings", "kTGH"))
    if len(standard) != 8105:
        sys.exit(f"{UNIHAN}: {len(standard)} characters of the national list instead of 8105")
    words = simplified(standard, entries(HERE / "outreach.dict.yaml"))
    with tempfile.TemporaryDirectory() as work:
        deploy(deployer, pathlib.Path(work), words, output)
    table = sorted(readings(words, standard).items())
    text = "".join(f"{character} {' '.join(values)}\n" for character, values in table)
    (output / "readings.txt").write_text(text, encoding="utf-8")
    shutil.copyfile(HERE / "LICENSE", output / "LICENSE")


main()
