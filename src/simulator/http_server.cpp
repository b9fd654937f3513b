#include "simulator/http_server.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <httplib.h>
#pragma GCC diagnostic pop

namespace latchkey::simulator {
namespace {

constexpr std::size_t kMostThreads = 256;
constexpr int kMostWaiting = 512;  // connections that nobody has accepted yet
constexpr std::size_t kMostBodyBytes = 1U << 20U;
constexpr std::size_t kRequestsPerConnection = 10'000;
constexpr int kMostDescriptors = 4096;

int portOf(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
  }
  if (address.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
  }
  return 0;
}

template <class Ask>
int portBy(Ask ask, int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  const bool known = ask(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  return known ? portOf(address) : 0;
}

// The library neither lets a handler break its connection nor ends idle ones when it stops, and
// keeps their descriptors to itself: they are found by their ports. remotePort 0: all of them.
void breakConnections(int localPort, int remotePort) {
  for (int descriptor = 3; descriptor < kMostDescriptors; ++descriptor) {
    const int remote = portBy(::getpeername, descriptor);
    if (remote == 0 || (remotePort != 0 && remote != remotePort)) continue;
    if (portBy(::getsockname, descriptor) == localPort) ::shutdown(descriptor, SHUT_RDWR);
  }
}

http::Request read(const std::string& origin, const httplib::Request& from) {
  http::Request request;
  request.method = http::methodFrom(from.method);
  request.url = origin + from.target;
  for (const auto& [name, value] : from.headers) request.headers.emplace_back(name, value);
  request.body = from.body;
  return request;
}

void write(const httplib::Request& request, http::Response from, httplib::Response& to) {
  to.status = from.status;
  std::string contentType;
  for (const auto& [name, value] : from.headers) {
    if (name == "Content-Type") {
      contentType = value;
    } else {
      to.headers.emplace(name, value);
    }
  }
  if (from.body.empty()) {
    if (!contentType.empty()) to.set_header("Content-Type", contentType);
    return;
  }
  // The library cuts the range out, but leaves the status to us.
  if (!request.ranges.empty() && to.status == 200) to.status = 206;
  // From a provider, because it would compress a body a second time.
  auto body = std::make_shared<const std::string>(std::move(from.body));
  to.set_content_provider(body->size(), contentType,
                          [body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                            return sink.write(body->data() + offset, length);
                          });
}

// An open connection takes a thread, and browsers keep theirs open: there are as many threads as
// there were ever connections at once.
class GrowingPool : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    tasks_.push_back(std::move(task));
    if (tasks_.size() > idle_ && threads_.size() < kMostThreads) {
      threads_.emplace_back([this] { run(); });
    }
    changed_.notify_one();
  }
  void shutdown() override {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ending_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      ++idle_;
      changed_.wait(lock, [this] { return ending_ || !tasks_.empty(); });
      --idle_;
      if (tasks_.empty()) return;
      const std::function<void()> task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool ending_ = false;
};

// `listening` becomes the socket that the server listens on.
void prepare(httplib::Server& server, const httplib::Server::Handler& handle, socket_t& listening) {
  for (auto add : {&httplib::Server::Get, &httplib::Server::Options}) (server.*add)(".*", handle);
  server.Post(".*", handle);
  server.Put(".*", handle);
  server.Patch(".*", handle);
  server.Delete(".*", handle);
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(kRequestsPerConnection);
  server.set_payload_max_length(kMostBodyBytes);
  server.new_task_queue = [] { return new GrowingPool; };
  // Not SO_REUSEPORT, the library's default: a port that is taken must be noticed.
  server.set_socket_options([&listening](socket_t descriptor) {
    listening = descriptor;
    const int yes = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  });
}

}  // namespace

struct HttpServer::Listeners {
  std::array<httplib::Server, 2> servers;  // IPv4, IPv6
  std::array<socket_t, 2> sockets = {INVALID_SOCKET, INVALID_SOCKET};
  bool hasIpv6 = false;
  std::vector<std::thread> threads;
};

HttpServer::HttpServer(std::string origin, Handler handler)
    : listeners_(std::make_unique<Listeners>()) {
  const auto handle = [this, origin = std::move(origin), handler = std::move(handler)](
                          const httplib::Request& request, httplib::Response& response) {
    std::optional<http::Response> answer = handler(read(origin, request));
    if (answer) {
      write(request, *std::move(answer), response);
    } else {
      breakConnections(port_, request.remote_port);
    }
  };
  for (std::size_t i = 0; i < listeners_->servers.size(); ++i) {
    prepare(listeners_->servers[i], handle, listeners_->sockets[i]);
  }
}

HttpServer::~HttpServer() { stop(); }

bool HttpServer::bind(int port) {
  auto& [ipv4, ipv6] = listeners_->servers;
  port_ = port;
  if (port == 0) {
    port_ = ipv4.bind_to_any_port("127.0.0.1");
    if (port_ <= 0) return false;
  } else if (!ipv4.bind_to_port("127.0.0.1", port)) {
    return false;
  }
  errno = 0;
  listeners_->hasIpv6 = ipv6.bind_to_port("::1", port_);
  // A machine without IPv6 is fine; a stranger on the same port is not: browsers try ::1 first.
  return listeners_->hasIpv6 || errno != EADDRINUSE;
}

void HttpServer::start() {
  auto& [ipv4, ipv6] = listeners_->servers;
  listeners_->threads.emplace_back([&server = ipv4] { server.listen_after_bind(); });
  if (listeners_->hasIpv6) {
    listeners_->threads.emplace_back([&server = ipv6] { server.listen_after_bind(); });
  }
  for (const bool isIpv6 : {false, true}) {
    // The library lets five wait: of many people who come at once the rest would be dropped.
    if (!isIpv6 || listeners_->hasIpv6) ::listen(listeners_->sockets[isIpv6 ? 1 : 0], kMostWaiting);
    const httplib::Server& server = isIpv6 ? ipv6 : ipv4;
    while ((!isIpv6 || listeners_->hasIpv6) && !server.is_running()) std::this_thread::yield();
  }
}

void HttpServer::stop() {
  for (httplib::Server& server : listeners_->servers) server.stop();
  breakConnections(port_, 0);
  for (std::thread& thread : listeners_->threads) thread.join();
  listeners_->threads.clear();
}

}  // namespace latchkey::simulator
