#include "platform/compression/compression.h"

#include <cstdlib>
#include <memory>
#include <string>

#include <zstd.h>

namespace outreach::compression {

namespace {

// A frame can ask for a large window before it gives a byte. RFC 8878 recommends decoders to grant
// 8 MiB; level 3 itself uses 2 MiB at most.
constexpr int kWindowLogMax = 23;
// Both files of a delta lie in the window: twice kDeltaBytesMax.
constexpr int kDeltaWindowLog = 25;
static_assert((std::size_t{1} << kDeltaWindowLog) >= 2 * kDeltaBytesMax);
// Made once, applied at every kiosk over a slow line.
constexpr int kDeltaLevel = 12;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const {
    ZSTD_freeCCtx(context);
  }
};

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const {
    ZSTD_freeDCtx(context);
  }
};

using Decompressor = std::unique_ptr<ZSTD_DCtx, FreeContext>;

Decompressor make_decompressor(int window_log_max) {
  Decompressor context(ZSTD_createDCtx());
  if (!context) {
    std::abort();
  }
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, window_log_max);
  return context;
}

Result<Bytes> decompress_with(ZSTD_DCtx* context, ByteView bytes, std::size_t limit) {
  Bytes out;
  ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
  std::size_t expected = 1;  // zstd's hint: 0 exactly at the end of a frame
  Bytes chunk(ZSTD_DStreamOutSize());
  bool is_output_pending = false;
  while (input.pos < input.size || is_output_pending) {
    ZSTD_outBuffer output{chunk.data(), chunk.size(), 0};
    expected = ZSTD_decompressStream(context, &output, &input);
    if (ZSTD_isError(expected) != 0) {
      return Error{ErrorCode::Corrupt,
                   std::string("compressed bytes malformed: ") + ZSTD_getErrorName(expected)};
    }
    if (output.pos > limit - out.size()) {
      return Error{ErrorCode::TooLarge,
                   "decompressed bytes above the limit of " + std::to_string(limit)};
    }
    out.insert(out.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(output.pos));
    is_output_pending = output.pos == output.size && expected != 0;
    if (expected == 0 && input.pos < input.size) {
      return Error{ErrorCode::Corrupt, "bytes after the end of the compressed frame"};
    }
  }
  if (expected != 0) {
    return Error{ErrorCode::Corrupt, "compressed bytes end early"};
  }
  return out;
}

}  // namespace

Bytes compress(ByteView bytes) {
  Bytes out(ZSTD_compressBound(bytes.size()));
  const std::size_t size =
      ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  // With ZSTD_compressBound there is room, so that only lack of memory can fail here.
  if (ZSTD_isError(size) != 0) {
    std::abort();
  }
  out.resize(size);
  return out;
}

Result<Bytes> decompress(ByteView bytes, std::size_t limit) {
  const auto context = make_decompressor(kWindowLogMax);
  return decompress_with(context.get(), bytes, limit);
}

Bytes compress_from(ByteView base, ByteView bytes) {
  const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
  if (!context) {
    std::abort();
  }
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kDeltaLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, kDeltaWindowLog);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_enableLongDistanceMatching, 1);
  ZSTD_CCtx_refPrefix(context.get(), base.data(), base.size());
  Bytes out(ZSTD_compressBound(bytes.size()));
  const std::size_t size =
      ZSTD_compress2(context.get(), out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) {
    std::abort();  // as in compress()
  }
  out.resize(size);
  return out;
}

Result<Bytes> decompress_from(ByteView base, ByteView delta, std::size_t limit) {
  const auto context = make_decompressor(kDeltaWindowLog);
  ZSTD_DCtx_refPrefix(context.get(), base.data(), base.size());
  return decompress_with(context.get(), delta, limit);
}

}  // namespace outreach::compression
