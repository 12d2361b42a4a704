#include "platform/http/listener_setup.h"

#include <algorithm>
#include <string>
#include <sys/resource.h>
#include <utility>

namespace outreach::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// What else a program has open: database, log, codes, a reader.
constexpr std::size_t kOtherDescriptors = 64;

}  // namespace

ListenerOptions within_descriptors(ListenerOptions options) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return options;
  }
  const rlim_t wanted = options.connections_max + kOtherDescriptors;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
      getrlimit(RLIMIT_NOFILE, &limit);
    }
  }
  const std::size_t allowed =
      limit.rlim_cur > kOtherDescriptors ? limit.rlim_cur - kOtherDescriptors : 1;
  options.connections_max = std::min(options.connections_max, allowed);
  return options;
}

std::vector<tcp::endpoint> endpoints_of(const ListenerOptions& options, asio::io_context& context,
                                        error_code& error) {
  // RFC 6761, 6.3: this name is the machine itself, also on a minimal system whose resolver does
  // not know it because there is no hosts file.
  if (options.host == "localhost") {
    return {{asio::ip::address_v4::loopback(), options.port},
            {asio::ip::address_v6::loopback(), options.port}};
  }
  tcp::resolver resolver(context);
  const auto found =
      resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, error);
  return {found.begin(), found.end()};
}

Error cannot_listen(const ListenerOptions& options, const error_code& error) {
  const bool is_mistake = error == asio::error::host_not_found ||
                          error == asio::error::service_not_found ||
                          error == asio::error::invalid_argument;
  return Error{is_mistake ? ErrorCode::InvalidInput : ErrorCode::Unavailable,
               "listening on " + options.host + " port " + std::to_string(options.port) + ": " +
                   error.message(),
               error.value()};
}

bool is_tls(const ListenerOptions& options) {
  return !options.tls_certificate_file.empty() || !options.tls_key_file.empty();
}

Result<asio::ssl::context> make_tls_context(const ListenerOptions& options) {
  const auto unusable = [](const std::string& file, const error_code& why) {
    return Error{ErrorCode::InvalidInput,
                 (file.empty() ? "TLS needs both a certificate and its key"
                               : file + " cannot be used for TLS: " + why.message())};
  };
  asio::ssl::context tls(asio::ssl::context::tls_server);
  // Both ends are ours or as new: nothing older is worth its weaknesses.
  SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_3_VERSION);
  error_code error;
  tls.use_certificate_chain_file(options.tls_certificate_file, error);
  if (error) {
    return unusable(options.tls_certificate_file, error);
  }
  tls.use_private_key_file(options.tls_key_file, asio::ssl::context::pem, error);
  if (error) {
    return unusable(options.tls_key_file, error);
  }
  return tls;
}

}  // namespace outreach::http
