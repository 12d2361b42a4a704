"""The stranger makes and opens every published vector."""

import hashlib
import json

import nacl.public
import nacl.signing
import zstandard

from client import (ZEROS, Damaged, Entry, Refused, answers_in, apply_delta, batch_of, fingerprint, follow, head_query,
                    kiosk_number, open_ack, open_ack_answer, open_manifest, open_signed, payload_of, question_of, read_code,
                    receipt_key, same, sha256, signed_json, verified)


def vector_entries(vectors):
    for entry in vectors["entries"]:
        body = None if entry["body"] is None else entry["body"].encode()
        yield Entry(entry["sequence"], entry["kind"], body, entry["outing"], entry["device_time"],
                    entry["device_time_trusted"], bytes.fromhex(entry["boot"]), entry["monotonic"],
                    bytes.fromhex(entry["salt"]), bytes.fromhex(entry["body_hash"]))


def check_chain(chain, entries, published, previous):
    for entry, expected in zip(entries, published, strict=True):
        same("body hash", entry.body_hash.hex(), expected["body_hash"])
        same("preimage", entry.preimage(chain, previous).hex(), expected["preimage"])
        previous = sha256(entry.preimage(chain, previous))
        same("entry hash", previous.hex(), expected["hash"])
    return previous


def check_later(later, chain, previous):
    entries = list(vector_entries(later))
    check_chain(chain, entries, later["entries"], previous)
    same("payload of what came later", payload_of(entries).hex(), later["payload"])
    bodies = [json.loads(entry.body) for entry in entries]
    same("what came later", [entry.kind for entry in entries], ["outing_opened", "stock", "consultation", "remark", "rating", "self_service"])
    same("planned", (bodies[0]["kind"], bodies[0]["other_kind"], bodies[0]["planned"]), ("other", "temple_fair", True))
    same("stock", (bodies[1]["movement"], bodies[1]["copies"]), ("taken_out", 200))
    same("note", bodies[2]["note"], "材料不全")
    same("remark", (bodies[3]["about"], bodies[3]["difference"]), ("stock_difference", -3))
    same("rating", (bodies[4]["rated"], bodies[4]["face"], len(bodies[4]["sealed"])), ("stall", "poor", 2 * 49))
    same("reading", (bodies[5]["leaflet"], bodies[5]["seconds"], bodies[5]["take_aways"]), ("regulations", 90, 1))


def check_batch(batch, kiosk, transport, chain, entries):
    same("payload", payload_of(entries).hex(), batch["payload"])
    file = bytes.fromhex(batch["file"])
    sealed = verified(file, bytes(kiosk.verify_key))[140:]
    unpacked = zstandard.ZstdDecompressor().decompress(
        nacl.public.SealedBox(transport).decrypt(sealed), max_output_size=4 << 20)
    same("what is sealed", unpacked.hex(), batch["payload"])
    made = batch_of(kiosk, bytes(transport.public_key), chain, entries, ZEROS, batch["newest"], batch["made_at"])
    same("header of the batch", made[:136], file[:136])


def check_pack(vectors):
    published = vectors["pack"]
    manifest = open_manifest(bytes.fromhex(published["manifest"]), bytes.fromhex(vectors["keys"]["publishing_key"]))
    same("pack", [manifest[member] for member in ("name", "version", "made_at", "expires_at")],
         [published[member] for member in ("name", "version", "made_at", "expires_at")])
    for path, content in published["contents"].items():
        same(path, (manifest["files"][path]["length"], manifest["files"][path]["hash"].hex()),
             (len(content.encode()), sha256(content.encode()).hex()))
    delta, base = bytes.fromhex(published["delta"]), published["base"].encode()
    listed = manifest["files"]["text.txt"]["deltas"][0]
    same("delta", (listed["from"], listed["hash"], listed["length"]), (sha256(base), sha256(delta), len(delta)))
    same("what the delta makes", apply_delta(base, delta, manifest["files"]["text.txt"]["length"]).decode(),
         published["contents"]["text.txt"])


def check_enrolment(vectors, kiosk, transport):
    codes, enrolment = vectors["enrolment_code"], vectors["enrolment"]
    for text in [codes["code"], *codes["also_read"]]:
        same("code", read_code(text), (bytes.fromhex(codes["secret"]), codes["fingerprint"]))
    for text in codes["refused"]:
        try:
            read_code(text)
        except Refused:
            continue
        raise SystemExit(f"code {text!r} was taken")
    card = open_signed(enrolment["card"], "county", "sign_key")
    same("fingerprint", fingerprint(bytes.fromhex(card["sign_key"])), codes["fingerprint"])
    request = signed_json({"type": "enrolment", "secret": codes["secret"], "kiosk_key": vectors["keys"]["kiosk_key"]}, kiosk)
    same("request", request, enrolment["request_document"])
    opened = nacl.public.SealedBox(transport).decrypt(bytes.fromhex(enrolment["request"]))
    same("sealed request", opened.decode(), enrolment["request_document"])
    same("grant", open_signed(enrolment["grant"], "grant", "sign_key")["kiosk"], vectors["keys"]["kiosk"])


def check_rotation(vectors):
    rotation, pinned = vectors["rotation"], (vectors["keys"]["sign_key"], vectors["keys"]["transport_key"])
    same("followed", follow(pinned, rotation["answer"]), (rotation["sign_key"], rotation["transport_key"]))
    same("not followed", follow(pinned, json.dumps({"rotations": [rotation["refused"]]})), pinned)


def check_question(vectors):
    question, keys = vectors["question"], vectors["keys"]
    casework = nacl.public.PrivateKey(hashlib.sha512(bytes.fromhex(keys["casework_seed"])).digest()[:32])
    same("casework key", bytes(casework.public_key).hex(), keys["casework_key"])
    made = question_of(question["question"], question["contact"])
    same("question", made.decode(), question["plain"])
    same("sealed question", nacl.public.SealedBox(casework).decrypt(bytes.fromhex(question["sealed"])), made)


def check_answer(vectors):
    answer, keys = vectors["answer"], vectors["keys"]
    key = receipt_key(answer["receipt"], bytes.fromhex(keys["casework_key"]))
    same("answer key", bytes(key.public_key).hex(), answer["answer_key"])
    sealed = answers_in(bytes.fromhex(answer["file"]))[bytes(key.public_key)]
    same("sealed answer", sealed.hex(), answer["sealed"])
    plain = nacl.public.SealedBox(key).decrypt(sealed)
    same("padded answer", len(plain) % 1024, 0)
    same("answer", json.loads(plain), {name: answer[name] for name in ("state", "date", "office", "answer")})


def check_stick(vectors, kiosk, transport, chain):
    stick, keys = vectors["stick"], vectors["keys"]
    journal = f"{keys['kiosk']}-{keys['epoch']}"
    sealed_to = hashlib.sha256(bytes(transport.public_key)).hexdigest()[:8]
    same("batch on a stick", f"{journal}-{1:010}-{5:010}-{sealed_to}.batch", stick["batch"])
    same("head query on a stick", f"{journal}.head", stick["head"])
    same("what it asks", head_query(kiosk, chain, bytes(8), 5).hex(), stick["head_bytes"])
    same("ack on a stick", f"{journal}.ack", stick["ack"])
    same("card on a stick", f"{vectors['enrolment_code']['fingerprint']}.card", stick["card"])
    same("request on a stick", f"{keys['kiosk']}.request", stick["request"])
    same("grant on a stick", f"{keys['kiosk']}.grant", stick["grant"])
    signed_by = hashlib.sha256(bytes.fromhex(keys["publishing_key"])).hexdigest()[:8]
    same("pack on a stick", f"{signed_by}-content.pack", stick["pack"])
    same("its file", f"{hashlib.sha256(b'a page').hexdigest()}.file", stick["file"])


def check_vectors(path):
    with open(path, encoding="utf-8") as file:
        vectors = json.load(file)
    keys = vectors["keys"]
    kiosk = nacl.signing.SigningKey(bytes.fromhex(keys["kiosk_seed"]))
    transport = nacl.public.PrivateKey(hashlib.sha512(bytes.fromhex(keys["transport_seed"])).digest()[:32])
    same("kiosk key", bytes(kiosk.verify_key).hex(), keys["kiosk_key"])
    same("transport key", bytes(transport.public_key).hex(), keys["transport_key"])
    same("kiosk number", kiosk_number(bytes(kiosk.verify_key)).hex(), keys["kiosk"])
    chain = bytes.fromhex(keys["kiosk"] + keys["epoch"])
    entries = list(vector_entries(vectors))
    check_later(vectors["later"], chain, check_chain(chain, entries, vectors["entries"], ZEROS))
    check_batch(vectors["batch"], kiosk, transport, chain, entries)
    given = vectors["batch_with_gap"]["given_hashes"]
    for sequence, published in given.items():
        entries[int(sequence) - 1].given = bytes.fromhex(published)
    for sequence in vectors["batch_with_gap"]["damaged"]:
        entries[sequence - 1] = Damaged(sequence, bytes.fromhex(given[str(sequence)]))
    check_batch(vectors["batch_with_gap"], kiosk, transport, chain, entries)
    for name in ("ack_to_batch", "ack_to_head_query", "ack_of_nothing"):
        published = vectors[name]
        ack = open_ack(bytes.fromhex(published["bytes"]), bytes.fromhex(keys["sign_key"]), chain,
                       bytes.fromhex(published["nonce"]))
        same(name, (ack["through"], ack["head"].hex(), ack["newest"], ack["archived"], ack["county_time"]),
             (published["acknowledged_through"], published["head"], published["newest"], published["archived_through"],
              published["county_time"]))
        answer = bytes.fromhex(published["answer"])
        same(name, open_ack_answer(answer, bytes.fromhex(keys["sign_key"]), chain, bytes.fromhex(published["nonce"])), ack)
        same(name, ack["aside"], [(item["sequence"], item["reason"]) for item in published["quarantined"]])
        same(name, ack["packs"], {item["name"]: item["version"] for item in published["packs"]})
    check_pack(vectors)
    query = vectors["head_query"]
    same("head query", head_query(kiosk, chain, bytes.fromhex(query["nonce"]), query["newest"]).hex(), query["bytes"])
    check_enrolment(vectors, kiosk, transport)
    check_rotation(vectors)
    check_question(vectors)
    check_answer(vectors)
    check_stick(vectors, kiosk, transport, chain)
    print("every vector fits")
