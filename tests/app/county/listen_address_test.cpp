#include "app/county/listen_address.h"

#include "tests/support/catch.h"

namespace outreach::county {
namespace {

TEST_CASE("ListenAddress: a host and a port, IPv6 in brackets", "[county]") {
  struct Row {
    const char* text;
    const char* host;
    int port;
    const char* url;
  };
  for (const Row& row : {Row{"127.0.0.1:8470", "127.0.0.1", 8470, "http://127.0.0.1:8470"},
                         Row{"[::1]:0", "::1", 0, "http://[::1]:0"},
                         Row{"localhost:65535", "localhost", 65535, "http://localhost:65535"},
                         Row{"0.0.0.0:80", "0.0.0.0", 80, "http://0.0.0.0:80"}}) {
    INFO(row.text);
    const auto address = read_listen_address(row.text);
    REQUIRE(address);
    CHECK(address->host == row.host);
    CHECK(address->port == row.port);
    CHECK(url_of(*address) == row.url);
  }
}

TEST_CASE("ListenAddress: anything else is refused with the form it should have", "[county]") {
  for (const char* text :
       {"", ":", "8470", "127.0.0.1", "127.0.0.1:", ":8470", "::1:8470", "[::1]", "[::1]:", "[]:1",
        "a:65536", "a:-1", "a:80x", "a: 80", "[a]:80", "http://a:80"}) {
    INFO(text);
    const auto refused = read_listen_address(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(refused.error().context.find("HOST:PORT") != std::string::npos);
  }
}

}  // namespace
}  // namespace outreach::county
