"""The stranger's road: enrols with a county that really listens, and delivers in every way PROTOCOL.md describes."""

import copy
import http.client
import json
import os
import urllib.parse

import nacl.signing

from client import (ZEROS, Damaged, Entry, Refused, batch_of, fingerprint, hashes_of, head_query, kiosk_number, open_ack_answer,
                    open_manifest, open_signed, read_code, same, seal, sha256, signed_json)

ANSWER = "application/outreach"
ERROR = "application/outreach-error"
PACK = "application/outreach-pack"
TIMEOUT_SECONDS = 30


class County:
    def __init__(self, url):
        self.address = urllib.parse.urlsplit(url)

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, path, body, headers or {"Content-Type": ANSWER})
            answer = connection.getresponse()
            return answer.status, answer.headers.get_content_type(), answer.read()
        finally:
            connection.close()


def enrol(county, code, kiosk):
    secret, expected = read_code(code)
    status, kind, body = county.ask("GET", "/v1/county")
    same("county card", (status, kind), (200, "application/json"))
    card = open_signed(body, "county", "sign_key")
    if fingerprint(bytes.fromhex(card["sign_key"])) != expected:
        raise Refused("this is not the county that gave the code")
    key = bytes(kiosk.verify_key)
    request = signed_json({"type": "enrolment", "secret": secret.hex(), "kiosk_key": key.hex()}, kiosk)
    status, kind, body = county.ask("POST", "/v1/enrolments", seal(bytes.fromhex(card["transport_key"]), request.encode()))
    same("enrolment", (status, kind), (200, "application/json"))
    grant = open_signed(body, "grant", "sign_key")
    same("grant", (grant["sign_key"], grant["kiosk_key"], grant["kiosk"]), (card["sign_key"], key.hex(), kiosk_number(key).hex()))
    return grant


def body(**members):
    return json.dumps({**members, "staff": "张三"}, ensure_ascii=False, separators=(",", ":")).encode()


def a_day():
    """Two outings of which one is taken back, a clock that was lost on the way, and three entries nobody can count."""
    opened = {"kind": "market", "township": "乐昌镇", "date": "2021-01-10"}
    advice = {"topic": "land", "pathway": "arbitration", "department": "labour", "outcome": "referred"}
    return [
        Entry(1, "outing_opened", body(**opened, place="曲沃县城集"), monotonic=60_000),
        Entry(2, "handout", body(leaflet="regulations", copies=50), outing=1, monotonic=61_000),
        Entry(3, "consultation", body(people=3, **advice), outing=1, monotonic=62_000),
        Entry(4, "correction", body(target=2, old=50, new=40, reason="miscount"), outing=1, device_time=0, trusted=False,
              boot=b"\x02" * 8),
        Entry(5, "outing_opened", body(**opened, place="里村"), device_time=-(1 << 63), trusted=False, boot=b"\x02" * 8),
        Entry(6, "consultation", body(people=1, later={"unknown": [1]}, **advice), outing=1, device_time=(1 << 63) - 1),
        Entry(7, "handout", body(leaflet="guide", copies=7), outing=5),
        Entry(8, "drawing", b"\xff\x00", outing=1),
        Entry(9, "handout", body(leaflet="guide", copies=0), outing=1),
        Entry(10, "handout", None, outing=1, body_hash=os.urandom(32)),
        Entry(11, "correction", body(target=5, old=1, new=0, reason="mistap")),
    ]


class Sender:
    def __init__(self, county, kiosk, grant, entries):
        self.county, self.kiosk, self.entries = county, kiosk, entries
        self.sign_key, self.transport_key = bytes.fromhex(grant["sign_key"]), bytes.fromhex(grant["transport_key"])
        self.chain = bytes.fromhex(grant["kiosk"]) + os.urandom(16)
        self.hashes = hashes_of(entries, self.chain)

    def batch(self, first, last):
        previous = self.hashes[first - 2] if first > 1 else ZEROS
        return batch_of(self.kiosk, self.transport_key, self.chain, self.entries[first - 1:last], previous,
                        len(self.entries), self.entries[0].device_time)

    def batch_without(self, first, last, lost):
        """As a kiosk sends it whose disk lost one entry."""
        entries = [copy.copy(entry) for entry in self.entries[first - 1:last]]
        entries[lost - first] = Damaged(lost)
        entries[lost - first + 1].given = self.hashes[lost]
        return batch_of(self.kiosk, self.transport_key, self.chain, entries, self.hashes[first - 2], len(self.entries),
                        self.entries[0].device_time)

    def acknowledged(self, ack):
        head = self.hashes[ack["through"] - 1] if ack["through"] else ZEROS
        same("head of the ack", ack["head"], head)
        return ack["through"]

    def post(self, file, expected_status):
        status, kind, answer = self.county.ask("POST", "/v1/batches", file)
        same("answer to a batch", (status, kind), (expected_status, ANSWER))
        return open_ack_answer(answer, self.sign_key, self.chain)

    def head(self, asked=None):
        nonce = os.urandom(8)
        query = head_query(self.kiosk, self.chain, nonce, len(self.entries) if asked is None else asked)
        status, kind, answer = self.county.ask("POST", "/v1/head", query)
        same("answer to a head query", (status, kind), (200, ANSWER))
        return open_ack_answer(answer, self.sign_key, self.chain, nonce)

    def refused(self, file, status, word):
        got, kind, answer = self.county.ask("POST", "/v1/batches", file)
        same("refusal", (got, kind, json.loads(answer)["error"]), (status, ERROR, word))


def fetch_pack(county, named, publishing_key):
    """The pack that the ack named, each file in two pieces as after a broken line."""
    same("packs named", named, {"content": 1})
    status, kind, document = county.ask("GET", "/v1/packs/content/1")
    same("manifest", (status, kind), (200, PACK))
    manifest = open_manifest(document, publishing_key)
    same("its name and version", (manifest["name"], manifest["version"]), ("content", 1))
    for path, file in manifest["files"].items():
        digest, half = file["hash"].hex(), file["length"] // 2
        content = b""
        for piece in (f"bytes=0-{half - 1}", f"bytes={half}-"):
            status, kind, part = county.ask("GET", "/v1/packs/files/" + digest,
                                            headers={"Range": piece, "If-Range": f'"{digest}"'})
            same("a piece of " + path, (status, kind), (206, PACK))
            content += part
        same(path, (len(content), sha256(content)), (file["length"], file["hash"]))
    beyond = {"Range": f"bytes={file['length']}-"}
    same("behind its end", county.ask("GET", "/v1/packs/files/" + digest, headers=beyond)[:2], (416, ERROR))
    same("another version", county.ask("GET", "/v1/packs/content/2")[:2], (404, ERROR))


def deliver(url, code):
    county, kiosk = County(url), nacl.signing.SigningKey.generate()
    grant = enrol(county, code, kiosk)
    same("the grant again, its first answer lost", enrol(county, code, kiosk)["kiosk_name"], grant["kiosk_name"])
    sender = Sender(county, kiosk, grant, a_day())
    same("nothing held yet", sender.acknowledged(sender.head()), 0)
    first = sender.batch(1, 3)
    same("first batch", sender.acknowledged(sender.post(first, 200)), 3)
    same("the same bytes again", sender.acknowledged(sender.post(first, 200)), 3)
    same("the same entries, sealed anew", sender.acknowledged(sender.post(sender.batch(2, 3), 200)), 3)
    same("a gap", sender.acknowledged(sender.post(sender.batch(5, 6), 409)), 3)
    sender.refused(first[:200] + bytes([first[200] ^ 1]) + first[201:], 400, "malformed")
    sender.refused(first[:-1], 400, "malformed")
    sender.refused(b"OUTRBAT9" + first[8:], 426, "version")
    fork = Sender(county, kiosk, grant, a_day())
    fork.chain, fork.hashes = sender.chain, hashes_of(fork.entries, sender.chain)
    same("a fork", sender.acknowledged(sender.post(fork.batch(1, 4), 409)), 3)
    same("head after all that", sender.acknowledged(sender.head()), 3)
    same("a batch that overlaps and explains a gap", sender.acknowledged(sender.post(sender.batch_without(3, 11, 7), 200)), 11)
    counted_out = [(8, "unknown_kind"), (9, "bad_value"), (10, "body_missing")]
    same("set aside with the gap", sender.head()["aside"], [(7, "damaged"), *counted_out])
    same("the true entry in its place", sender.acknowledged(sender.post(sender.batch(7, 7), 200)), 11)
    part = sender.head(asked=4)
    same("an earlier entry compared", (sender.acknowledged(part), part["newest"]), (4, 11))
    head = sender.head()
    same("set aside", head["aside"], counted_out)
    same("archived nowhere yet", head["archived"], 0)
    fetch_pack(county, head["packs"], bytes.fromhex(grant["publishing_key"]))
    print(json.dumps({"kiosk": grant["kiosk"], "acknowledged_through": sender.acknowledged(head), "head": head["head"].hex()}))
