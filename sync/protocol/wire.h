// Paths, content types and error words of the HTTP road. PROTOCOL.md explains each.
#pragma once

namespace outreach::protocol {

inline constexpr const char* kHeadPath = "/v1/head";
inline constexpr const char* kBatchPath = "/v1/batches";
inline constexpr const char* kCountyPath = "/v1/county";
inline constexpr const char* kEnrolmentPath = "/v1/enrolments";
inline constexpr const char* kRotationsPath = "/v1/rotations";

// Followed by the pack's name, "/" and a version: its manifest. Followed by "files/" and a SHA-256
// in lower-case hexadecimal: that file. What such an address names never changes.
inline constexpr const char* kPacksPath = "/v1/packs/";
inline constexpr const char* kPackFilesPath = "/v1/packs/files/";

// Of batches, head queries and acks. An answer of any other type is not the county's, whatever its
// status.
inline constexpr const char* kContentType = "application/outreach";
// Of a pack's manifest and files.
inline constexpr const char* kPackContentType = "application/outreach-pack";
// Of the JSON the county answers with instead of an ack: {"error": "<word>", "detail": "<for the
// log>"}.
inline constexpr const char* kErrorContentType = "application/outreach-error";
inline constexpr const char* kJsonContentType = "application/json";

}  // namespace outreach::protocol
