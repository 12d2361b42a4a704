// The feeds and seeds of all targets. Private to tests/fuzz.
#pragma once

#include <vector>

#include "platform/base/bytes.h"

namespace outreach::fuzz {

// protocol_feeds.cpp
void feed_batch(ByteView input);         // a file as it comes
void feed_signed_batch(ByteView input);  // 1 byte how, a header, a payload: signed and sealed
void feed_payload(ByteView input);
void feed_ack(ByteView input);
void feed_head_query(ByteView input);
void feed_enrolment(ByteView input);
void feed_code(ByteView input);
void feed_question(ByteView input);
void feed_pack(ByteView input);  // a manifest, with and without its signature
void feed_answers(ByteView input);
void feed_rotation(ByteView input);  // an announcement or a list of them, as it comes and signed
std::vector<Bytes> batch_seeds();
std::vector<Bytes> signed_batch_seeds();
std::vector<Bytes> payload_seeds();
std::vector<Bytes> ack_seeds();
std::vector<Bytes> head_query_seeds();
std::vector<Bytes> enrolment_seeds();
std::vector<Bytes> code_seeds();
std::vector<Bytes> question_seeds();
std::vector<Bytes> pack_seeds();
std::vector<Bytes> answers_seeds();
std::vector<Bytes> rotation_seeds();

// file_feeds.cpp
void feed_json(ByteView input);
void feed_body(ByteView input);  // a kind, a line end, a body
void feed_catalogue(ByteView input);
void feed_guide(ByteView input);
void feed_compression(ByteView input);
void feed_mirror_counts(ByteView input);
void feed_sheet(ByteView input);
void feed_script(ByteView input);
std::vector<Bytes> json_seeds();
std::vector<Bytes> body_seeds();
std::vector<Bytes> catalogue_seeds();
std::vector<Bytes> guide_seeds();
std::vector<Bytes> compression_seeds();
std::vector<Bytes> mirror_counts_seeds();
std::vector<Bytes> sheet_seeds();
std::vector<Bytes> script_seeds();

// county_feeds.cpp
void feed_http(ByteView input);          // what a connection says, to a real listener
void feed_county(ByteView input);        // method, target, media type: a line each; then a body
void feed_county_batch(ByteView input);  // a payload, sent as a kiosk's own batch
std::vector<Bytes> http_seeds();
std::vector<Bytes> county_seeds();
std::vector<Bytes> county_batch_seeds();

}  // namespace outreach::fuzz
