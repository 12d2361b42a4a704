// One request under way in libcurl: an easy handle and everything it points at. Inside this folder
// only; lives on the transport's thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <curl/curl.h>

#include "platform/http/transport.h"

namespace outreach::http {

// libcurl's handle types are all void: the function that ends one tells them apart.
template <auto End>
struct CurlEnd {
  template <typename Handle>
  void operator()(Handle* handle) const {
    (void)End(handle);
  }
};
using EasyHandle = std::unique_ptr<CURL, CurlEnd<curl_easy_cleanup>>;
using MultiHandle = std::unique_ptr<CURLM, CurlEnd<curl_multi_cleanup>>;
using ShareHandle = std::unique_ptr<CURLSH, CurlEnd<curl_share_cleanup>>;
using HeaderList = std::unique_ptr<curl_slist, CurlEnd<curl_slist_free_all>>;

// libcurl holds pointers into it, so it stays where it was made.
class CurlExchange {
 public:
  CurlExchange(std::uint64_t id, Request request);
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;

  // False when the request cannot be expressed: then outcome(CURLE_URL_MALFORMAT) says BadRequest.
  bool prepare(const CurlOptions& options, CURLSH* share);
  Outcome outcome(CURLcode code);

  CURL* handle() const {
    return handle_.get();
  }
  std::uint64_t id() const {
    return id_;
  }

 private:
  static std::size_t receive(const char* data, std::size_t size, std::size_t count,
                             void* self) noexcept;
  static std::size_t receive_header(const char* line, std::size_t size, std::size_t count,
                                    void* self) noexcept;
  static int about_to_send(void* self, char* remote, char* local, int remote_port,
                           int local_port) noexcept;
  template <typename Value>
  void set(CURLoption option, Value value);
  bool well_formed();
  bool set_headers();
  void set_request();
  void set_network(const CurlOptions& options);
  void set_trust(const CurlOptions& options);
  bool has_whole_head() const;
  std::optional<std::string> header(const char* name);
  Answer take_answer();
  Fault fault_of(CURLcode code) const;
  Fault fault_of_certificate() const;
  // Whether the request could have begun to leave: the connection, proxy and TLS were ready.
  bool was_ready_to_send() const;

  std::uint64_t id_;
  Request request_;
  Bytes body_;
  bool too_large_ = false;
  bool head_complete_ = false;
  bool was_sent_ = false;    // or begun to be
  bool died_early_ = false;  // a kept connection, under a large request
  bool options_accepted_ = true;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  HeaderList headers_;
  EasyHandle handle_;
};

}  // namespace outreach::http
