// The thread and the two queues around libcurl's multi interface: orders go in, finished exchanges
// come out.
#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

#include "platform/http/curl_exchange.h"
#include "platform/http/transport.h"

namespace outreach::http {
namespace {

// An upload and a download may run side by side; more would only share a thin link.
constexpr long kConnectionsPerServer = 2;
// With nothing under way the thread sleeps until it is woken; libcurl wants some number, and a rare
// turn is free.
constexpr int kSleepMilliseconds = 60'000;
// After an internal failure of libcurl (out of memory, poll refused), so that it does not spin.
constexpr std::chrono::milliseconds kPauseAfterError{100};

struct Start {
  std::uint64_t id = 0;
  Request request;
};

struct Finished {
  std::uint64_t id = 0;
  Outcome outcome;
};

class CurlTransport final : public Transport {
 public:
  CurlTransport(CurlOptions options, std::function<void()> wake)
      : options_(std::move(options)),
        wake_(std::move(wake)),
        share_(curl_share_init()),
        multi_(curl_multi_init()) {}
  ~CurlTransport() override;

  // False when libcurl cannot give what is needed.
  bool open();
  void start(Request request, Done done) override;
  std::size_t poll() override;
  void cancel_all() override;

 private:
  void run(const std::stop_token& stop);
  void pause(const std::stop_token& stop);
  void take_orders();
  void begin(Start start);
  void collect_finished();
  void fail_all(CURLMcode code);
  void drop_all();
  void deliver(std::uint64_t id, Outcome outcome);

  const CurlOptions options_;
  const std::function<void()> wake_;

  // The control thread's.
  std::map<std::uint64_t, Done> waiting_;
  std::uint64_t newest_id_ = 0;

  // Between the two.
  std::mutex mutex_;
  std::vector<Start> orders_;
  bool cancel_ordered_ = false;
  std::vector<Finished> finished_;
  std::condition_variable_any stopped_;

  // The transport thread's, once it runs; curl_multi_wakeup alone may be called from elsewhere.
  // Each new connection resumes an earlier TLS session: certificates are not sent again.
  ShareHandle share_;
  MultiHandle multi_;
  std::map<CURL*, std::unique_ptr<CurlExchange>> under_way_;
  std::jthread thread_;
};

bool CurlTransport::open() {
  if (!share_ || !multi_) {
    return false;
  }
  const bool accepted =
      curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION) == CURLSHE_OK &&
      curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, kConnectionsPerServer) ==
          CURLM_OK;
  if (accepted) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
  return accepted;
}

CurlTransport::~CurlTransport() {
  if (thread_.joinable()) {
    thread_.request_stop();
    curl_multi_wakeup(multi_.get());
    thread_.join();
  }
}

void CurlTransport::start(Request request, Done done) {
  const std::uint64_t id = ++newest_id_;
  waiting_.emplace(id, std::move(done));
  {
    const std::lock_guard lock(mutex_);
    orders_.push_back(Start{id, std::move(request)});
  }
  curl_multi_wakeup(multi_.get());
}

std::size_t CurlTransport::poll() {
  std::vector<Finished> finished;
  {
    const std::lock_guard lock(mutex_);
    finished.swap(finished_);
  }
  std::size_t delivered = 0;
  for (Finished& one : finished) {
    // A `done` may start or cancel: each is looked up when its turn comes, and out of the map
    // before it runs.
    auto node = waiting_.extract(one.id);
    if (!node.empty()) {
      ++delivered;
      node.mapped()(std::move(one.outcome));
    }
  }
  return delivered;
}

void CurlTransport::cancel_all() {
  waiting_.clear();
  {
    const std::lock_guard lock(mutex_);
    orders_.clear();
    finished_.clear();
    cancel_ordered_ = true;
  }
  curl_multi_wakeup(multi_.get());
}

void CurlTransport::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    take_orders();
    int running = 0;
    CURLMcode code = curl_multi_perform(multi_.get(), &running);
    collect_finished();
    if (code == CURLM_OK) {
      code = curl_multi_poll(multi_.get(), nullptr, 0, kSleepMilliseconds, nullptr);
    }
    if (code != CURLM_OK) {
      fail_all(code);
      pause(stop);
    }
  }
  drop_all();
}

void CurlTransport::pause(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  stopped_.wait_for(lock, stop, kPauseAfterError, [] { return false; });
}

void CurlTransport::take_orders() {
  std::vector<Start> orders;
  bool cancel = false;
  {
    const std::lock_guard lock(mutex_);
    orders.swap(orders_);
    std::swap(cancel, cancel_ordered_);
  }
  if (cancel) {
    drop_all();  // orders placed before the cancellation were forgotten with it
  }
  for (Start& order : orders) {
    begin(std::move(order));
  }
}

void CurlTransport::begin(Start start) {
  auto exchange = std::make_unique<CurlExchange>(start.id, std::move(start.request));
  if (!exchange->prepare(options_, share_.get())) {
    deliver(exchange->id(), exchange->outcome(CURLE_URL_MALFORMAT));
    return;
  }
  if (curl_multi_add_handle(multi_.get(), exchange->handle()) != CURLM_OK) {
    deliver(exchange->id(), exchange->outcome(CURLE_FAILED_INIT));
    return;
  }
  CURL* const handle = exchange->handle();
  under_way_.emplace(handle, std::move(exchange));
}

void CurlTransport::collect_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) {
      continue;
    }
    const CURLcode code = message->data.result;
    auto node = under_way_.extract(message->easy_handle);  // the message dies with remove_handle
    curl_multi_remove_handle(multi_.get(), node.key());
    deliver(node.mapped()->id(), node.mapped()->outcome(code));
  }
}

void CurlTransport::fail_all(CURLMcode code) {
  for (auto& [handle, exchange] : under_way_) {
    curl_multi_remove_handle(multi_.get(), handle);
    deliver(exchange->id(), Failure{Fault::Cut, curl_multi_strerror(code)});
  }
  under_way_.clear();
}

void CurlTransport::drop_all() {
  for (auto& [handle, exchange] : under_way_) {
    curl_multi_remove_handle(multi_.get(), handle);
  }
  under_way_.clear();
}

void CurlTransport::deliver(std::uint64_t id, Outcome outcome) {
  {
    const std::lock_guard lock(mutex_);
    finished_.push_back(Finished{id, std::move(outcome)});
  }
  if (wake_) {
    wake_();
  }
}

bool initialise_curl_once() {
  static std::once_flag once;
  static CURLcode code = CURLE_FAILED_INIT;
  std::call_once(once, [] { code = curl_global_init(CURL_GLOBAL_DEFAULT); });
  return code == CURLE_OK;
}

}  // namespace

Result<std::unique_ptr<Transport>> make_curl_transport(const CurlOptions& options,
                                                       std::function<void()> wake) {
  if (!initialise_curl_once()) {
    return Error{ErrorCode::Unavailable, "starting libcurl"};
  }
  auto transport = std::make_unique<CurlTransport>(options, std::move(wake));
  if (!transport->open()) {
    return Error{ErrorCode::Unavailable, "starting the network thread"};
  }
  return std::unique_ptr<Transport>(std::move(transport));
}

}  // namespace outreach::http
