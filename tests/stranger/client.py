"""A client written from PROTOCOL.md and FORMAT.md alone, in another language and with none of the product's code.

Long because each document of those pages is made and read once here.

  client.py vectors FILE     makes and opens every published test vector
  client.py deliver URL CODE enrols, delivers a small day in every way the pages describe, and prints the head
"""

import hashlib
import json
import os
import struct
import sys
import time

import nacl.exceptions
import nacl.public
import nacl.pwhash
import nacl.signing
import zstandard

ZEROS = bytes(32)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MASK = (1 << 64) - 1


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def i64(value):
    return struct.pack(">q", value)


def u64(value):
    return struct.pack(">Q", value)


# ---- the record (FORMAT.md) ----


class Entry:
    def __init__(self, sequence, kind, body, outing=0, device_time=None, trusted=True, boot=b"\x01" * 8, monotonic=0,
                 salt=None, body_hash=None):
        self.sequence, self.kind, self.body, self.outing = sequence, kind, body, outing
        self.device_time = int(time.time() * 1000) if device_time is None else device_time
        self.trusted, self.boot, self.monotonic = trusted, boot, monotonic
        self.salt = os.urandom(16) if salt is None else salt
        self.body_hash = sha256(b"outreach-body--1", self.salt, body) if body is not None else body_hash
        self.given = None

    def preimage(self, chain, previous):
        kind = self.kind.encode()
        return b"".join([
            b"outreach-entry-1", chain, u64(self.sequence), bytes([len(kind)]), kind, i64(self.device_time),
            bytes([1 if self.trusted else 0]), self.boot, i64(self.monotonic), u64(self.outing), self.body_hash, previous])


def hashes_of(entries, chain, previous=ZEROS):
    out = []
    for entry in entries:
        previous = sha256(entry.preimage(chain, previous)) if entry.given is None else entry.given
        out.append(previous)
    return out


def kiosk_number(public_key):
    return sha256(b"outreach-kiosk-1", public_key)[:16]


# ---- the batch ----


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def differences(values):
    out, before = b"", 0
    for value in values:
        difference = (value - before) & MASK
        sign = MASK if difference >> 63 else 0
        out += varint(((difference << 1) & MASK) ^ sign)
        before = value
    return out


def table(values):
    seen = list(dict.fromkeys(values))
    return seen, b"".join(varint(seen.index(value)) for value in values)


def payload_of(entries):
    kinds, kind_column = table([entry.kind.encode() for entry in entries])
    boots, boot_column = table([entry.boot for entry in entries])
    return b"".join([
        varint(len(entries)),
        varint(len(kinds)), *(varint(len(kind)) + kind for kind in kinds),
        varint(len(boots)), *boots,
        kind_column, boot_column,
        bytes((1 if entry.trusted else 0) | (2 if entry.body is not None else 0) |
              (4 if entry.given is not None else 0) for entry in entries),
        differences([entry.device_time for entry in entries]),
        differences([entry.monotonic for entry in entries]),
        differences([entry.outing for entry in entries]),
        *(entry.salt for entry in entries),
        *(varint(len(entry.body)) for entry in entries if entry.body is not None),
        *(entry.body if entry.body is not None else entry.body_hash for entry in entries),
        *(entry.given for entry in entries if entry.given is not None)])


class Damaged(Entry):
    """What a disk lost: its place alone, and its hash where that is known."""

    def __init__(self, sequence, given=ZEROS):
        super().__init__(sequence, "damaged", None, device_time=0, trusted=False, boot=bytes(8), salt=bytes(16),
                         body_hash=ZEROS)
        self.given = given


def batch_of(kiosk, transport_key, chain, entries, previous, newest, made_at):
    sealed = nacl.public.SealedBox(nacl.public.PublicKey(transport_key)).encrypt(
        zstandard.ZstdCompressor().compress(payload_of(entries)))
    head = hashes_of(entries, chain, previous)[-1]
    file = b"".join([b"OUTRBAT1", chain, u64(entries[0].sequence), u64(entries[-1].sequence), previous, head, u64(newest),
                     i64(made_at), struct.pack(">I", len(sealed)), sealed])
    return file + kiosk.sign(file).signature


# ---- ack and head query ----


class Refused(Exception):
    pass


def verified(document, key):
    try:
        nacl.signing.VerifyKey(key).verify(document[:-64], document[-64:])
    except (nacl.exceptions.BadSignatureError, ValueError) as error:
        raise Refused("not signed by the pinned key") from error
    return document[:-64]


def open_ack(document, sign_key, chain, nonce=bytes(8)):
    content = verified(document, sign_key)
    if content[:8] != b"OUTRACK1" or content[8:40] != chain or content[40:48] != nonce:
        raise Refused("not an ack for this journal and question")
    through, head, newest, archived, county_time = struct.unpack(">Q32sQQq", content[48:112])
    (listed,), at, aside = struct.unpack(">I", content[112:116]), 116, []
    for _ in range(listed):
        sequence, length = struct.unpack(">QB", content[at:at + 9])
        aside.append((sequence, content[at + 9:at + 9 + length].decode("ascii")))
        at += 9 + length
    (named,), at, packs = struct.unpack(">B", content[at:at + 1]), at + 1, {}
    for _ in range(named):
        name = content[at + 1:at + 1 + content[at]].decode("ascii")
        at += 1 + len(name)
        (packs[name],), at = struct.unpack(">Q", content[at:at + 8]), at + 8
    if at != len(content) or named > 8 or 0 in packs.values() or listed > 1000 or not archived <= through <= newest or any(
            not 1 <= sequence <= through for sequence, _ in aside):
        raise Refused("an impossible ack")
    return {"through": through, "head": head, "newest": newest, "archived": archived, "county_time": county_time,
            "aside": aside, "packs": packs}


def open_ack_answer(answer, sign_key, chain, nonce=bytes(8)):
    """Over HTTP what the asker knows is left out, and signed all the same."""
    return open_ack(b"OUTRACK1" + chain + nonce + answer, sign_key, chain, nonce)


def head_query(kiosk, chain, nonce, newest):
    query = b"OUTRHED1" + chain + nonce + u64(newest)
    return query + kiosk.sign(query).signature


# ---- packs ----


def open_manifest(document, publishing_key):
    content = verified(document, publishing_key)
    if content[:8] != b"OUTRPCK1":
        raise Refused("not a manifest of this version")
    at, files = 9 + content[8], {}
    name = content[9:at].decode("ascii")
    version, made_at, expires_at, count = struct.unpack(">QqqI", content[at:at + 28])
    at += 28
    for _ in range(count):
        path = content[at + 1:at + 1 + content[at]].decode("ascii")
        at += 1 + len(path)
        length, digest, deltas = struct.unpack(">Q32sB", content[at:at + 41])
        at += 41
        files[path] = {"length": length, "hash": digest, "deltas": []}
        for _ in range(deltas):
            origin, digest, length = struct.unpack(">32s32sQ", content[at:at + 72])
            files[path]["deltas"].append({"from": origin, "hash": digest, "length": length})
            at += 72
    if at != len(content) or list(files) != sorted(files):
        raise Refused("an impossible manifest")
    return {"name": name, "version": version, "made_at": made_at, "expires_at": expires_at, "files": files}


def apply_delta(base, delta, length):
    # A prefix is what libzstd calls a raw-content dictionary that serves for one frame.
    raw = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdDecompressor(dict_data=raw, max_window_size=1 << 25).decompress(delta, max_output_size=length)


# ---- enrolment ----


def check_character(text):
    total, factor = 0, 2
    for character in reversed(text):
        product = factor * ALPHABET.index(character)
        total += product // 32 + product % 32
        factor = 3 - factor
    return ALPHABET[(32 - total % 32) % 32]


def fingerprint(sign_key):
    bits = int.from_bytes(sha256(sign_key), "big") >> (256 - 55)
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(50, -1, -5))


def read_code(text):
    plain = "".join(text.split()).replace("-", "").upper().replace("O", "0").replace("I", "1").replace("L", "1")
    if len(plain) != 20 or any(character not in ALPHABET for character in plain) or check_character(plain[:19]) != plain[19]:
        raise Refused("a mistyped code")
    bits = 0
    for character in plain[:8]:
        bits = bits << 5 | ALPHABET.index(character)
    return bits.to_bytes(5, "big"), plain[8:19]


def signed_json(members, key):
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    signature = key.sign(b"outreach-signed-1" + text.encode()).signature
    return json.dumps({"document": text, "signature": signature.hex()}, ensure_ascii=False, separators=(",", ":"))


def open_signed(document, kind, key_member):
    outer = json.loads(document)
    inner = json.loads(outer["document"])
    if inner["type"] != kind:
        raise Refused("another kind of document")
    verified(b"outreach-signed-1" + outer["document"].encode() + bytes.fromhex(outer["signature"]),
             bytes.fromhex(inner[key_member]))
    return inner


def follow(pinned, answer):
    """The pair (sign key, transport key) that the county's rotations lead to."""
    for document in json.loads(answer)["rotations"]:
        try:
            step = open_signed(document, "rotation", "previous_sign_key")
        except Refused:
            continue
        if (step["previous_sign_key"], step["previous_transport_key"]) == pinned:
            pinned = step["sign_key"], step["transport_key"]
    return pinned


def seal(transport_key, content):
    return nacl.public.SealedBox(nacl.public.PublicKey(transport_key)).encrypt(content)


def question_of(words, contact=None):
    members = {"question": words} if contact is None else {"question": words, "contact": contact}
    plain = json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()
    return plain + b" " * (-len(plain) % 256)


# Damm's table, as sync/domain/receipt.cpp has it: row is what came before, column the digit.
DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017",
        "9438617205", "2581436790")


def receipt_key(receipt, casework_key):
    interim = 0
    for digit in receipt:
        interim = int(DAMM[interim][int(digit)])
    if len(receipt) != 12 or interim != 0:
        raise Refused("no receipt")
    salt = sha256(b"outreach-receipt", casework_key)[:16]
    seed = nacl.pwhash.argon2id.kdf(32, receipt.encode(), salt, opslimit=3, memlimit=32 << 20)
    return nacl.public.PrivateKey(hashlib.sha512(seed).digest()[:32])


def answers_in(file):
    (rows,), at, found = struct.unpack(">I", file[8:12]), 12, {}
    for _ in range(rows):
        length = struct.unpack(">I", file[at + 32:at + 36])[0]
        found[file[at:at + 32]] = file[at + 36:at + 36 + length]
        at += 36 + length
    if file[:8] != b"OUTRANS1" or at != len(file) or list(found) != sorted(found) or len(found) != rows:
        raise Refused("no file of answers")
    return found


def same(what, made, expected):
    if made != expected:
        raise SystemExit(f"{what}: made {made!r}, published {expected!r}")


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "vectors":
        import vectors

        vectors.check_vectors(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "deliver":
        import delivery

        delivery.deliver(sys.argv[2], sys.argv[3])
    else:
        raise SystemExit(__doc__)
