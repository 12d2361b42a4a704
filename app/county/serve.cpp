#include <cerrno>
#include <memory>
#include <utility>

#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/service.h"
#include "app/county/serving.h"
#include "platform/http/pinned_key.h"
#include "platform/signals/signals.h"
#include "sync/protocol/batch.h"

namespace outreach::county {
namespace {

ServiceOptions options_of(const ServeCommand& command) {
  ServiceOptions options;
  options.listener.host = command.address.host;
  options.listener.port = command.address.port;
  options.listener.body_bytes_max = protocol::kBatchBytesMax;
  options.listener.tls_certificate_file = command.tls_certificate_file;
  options.listener.tls_key_file = command.tls_key_file;
  options.log_trouble_only = command.quiet;
  return options;
}

Error explained(const Error& error, const Path& folder) {
  if (error.code == ErrorCode::Refused && error.cause == EWOULDBLOCK) {
    return {error.code,
            "another process serves " + folder.string() + " already: stop that one first",
            error.cause};
  }
  if (error.code == ErrorCode::Unavailable) {
    return {error.code,
            error.context + "; stop what uses this address, or choose another with --listen",
            error.cause};
  }
  return error;
}

}  // namespace

ExitCode run(const ServeCommand& command, const Machine& machine) {
  // Before any thread is there.
  auto signals = StopSignals::watch();
  if (!signals) {
    return fail(signals.error());
  }
  auto ledger = ledger::Ledger::open(command.data, machine.clock, machine.random, machine.files);
  if (!ledger) {
    return fail(explained(ledger.error(), command.data));
  }
  const std::string stick_path = ledger->stick_path();
  ExitCode code = ExitCode::Done;
  auto service = Service::start(
      std::move(*ledger), machine.clock, machine.random, options_of(command), complain, [&] {
        code = ExitCode::DatabaseFailed;  // read after the worker has been joined
        signals->stop();
      });
  if (!service) {
    return fail(explained(service.error(), command.data));
  }
  const bool is_secure = !command.tls_certificate_file.empty();
  const std::string url =
      url_of({command.address.host, (*service)->port()}, is_secure ? "https" : "http");
  // Where `import` brings what it reads. Without the file it asks to stop this process first.
  const auto key = is_secure ? http::pinned_key_of(command.tls_certificate_file) : std::string();
  const auto said =
      key ? say_listening(command.data, {url, *key, stick_path}, machine.files) : key.error();
  if (!said) {
    complain("trouble: " + said.error().context);
  }
  print("listening on " + url);
  signals->wait();
  // While the lock is still held: behind it, another county may have written its own.
  (void)machine.files.remove(command.data / kListeningFile).has_value();
  service->reset();
  return code;
}

}  // namespace outreach::county
