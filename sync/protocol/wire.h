// Paths, content types and error words of the HTTP road. PROTOCOL.md explains each.
#pragma once

namespace outreach::protocol {

inline constexpr const char* kHeadPath = "/v1/head";
inline constexpr const char* kBatchPath = "/v1/batches";
inline constexpr const char* kCountyPath = "/v1/county";
inline constexpr const char* kEnrolmentPath = "/v1/enrolments";
inline constexpr const char* kRotationsPath = "/v1/rotations";

// Of batches, head queries and acks. An answer of any other type is not the county's, whatever its
// status.
inline constexpr const char* kContentType = "application/outreach";
// Of the JSON the county answers with instead of an ack: {"error": "<word>", "detail": "<for the
// log>"}.
inline constexpr const char* kErrorContentType = "application/outreach-error";
inline constexpr const char* kJsonContentType = "application/json";

}  // namespace outreach::protocol
