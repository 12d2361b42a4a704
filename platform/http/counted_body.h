// The body of a request as it comes: grows by what really arrives, and only while there is room for
// it. Inside this folder only.
#pragma once

#include <cstdint>
#include <functional>
#include <new>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional.hpp>

#include "platform/base/bytes.h"

namespace outreach::http {

// What a body that finds no room ends with; answered with 503.
inline boost::beast::error_code no_room() {
  return make_error_code(boost::system::errc::not_enough_memory);
}

// A Body by Beast's named requirements.
struct CountedBody {
  struct value_type {  // NOLINT(readability-identifier-naming): Beast's name
    Bytes bytes;
    std::function<bool(std::size_t)> take;  // asked before each growth
  };

  class reader {  // NOLINT(readability-identifier-naming): Beast's name
   public:
    template <bool IsRequest, class Fields>
    reader(boost::beast::http::header<IsRequest, Fields>& /*head*/, value_type& body)
        : body_(body) {}

    // What is announced is not believed, so nothing is set aside for it.
    void init(const boost::optional<std::uint64_t>& /*announced*/,
              boost::beast::error_code& error) {
      error = {};
    }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, boost::beast::error_code& error) {
      std::size_t taken = 0;
      error = {};
      for (const boost::asio::const_buffer part : boost::beast::buffers_range_ref(buffers)) {
        if (!body_.take(part.size())) {
          error = no_room();
          return taken;
        }
        const auto* const data = static_cast<const std::uint8_t*>(part.data());
        body_.bytes.insert(body_.bytes.end(), data, data + part.size());
        taken += part.size();
      }
      return taken;
    }
    void finish(boost::beast::error_code& error) {
      error = {};
    }

   private:
    value_type& body_;
  };
};

}  // namespace outreach::http
