// What a listener needs before it listens. Inside this folder only.
#pragma once

#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "platform/base/result.h"
#include "platform/http/listener.h"

namespace outreach::http {

// Raises how many files this process may have open, as far as it may, and takes no more connections
// than that allows: out of descriptors, nobody could be let in even in another's place.
ListenerOptions within_descriptors(ListenerOptions options);

std::vector<boost::asio::ip::tcp::endpoint> endpoints_of(const ListenerOptions& options,
                                                         boost::asio::io_context& context,
                                                         boost::system::error_code& error);
Error cannot_listen(const ListenerOptions& options, const boost::system::error_code& error);

bool is_tls(const ListenerOptions& options);
// InvalidInput: a file is missing, is none, or the two do not belong together.
Result<boost::asio::ssl::context> make_tls_context(const ListenerOptions& options);

}  // namespace outreach::http
