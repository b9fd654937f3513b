#include "simulator/http_server.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <thread>
#include <utility>
#include <vector>

#include "simulator/connections.h"
#include "simulator/worker_threads.h"

namespace latchkey::simulator {
namespace {

// Connections that wait to be accepted: of many people who come at once none is dropped.
constexpr int kMostWaiting = 512;

struct Address {
  sockaddr_storage bytes{};
  socklen_t size = 0;

  sockaddr* pointer() { return reinterpret_cast<sockaddr*>(&bytes); }
};

Address loopback(int family, int port) {
  Address address;
  const in_port_t inOrder = htons(static_cast<std::uint16_t>(port));
  if (family == AF_INET) {
    auto& ipv4 = reinterpret_cast<sockaddr_in&>(address.bytes);
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = inOrder;
    ipv4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.size = sizeof(ipv4);
  } else {
    auto& ipv6 = reinterpret_cast<sockaddr_in6&>(address.bytes);
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = inOrder;
    ipv6.sin6_addr = in6addr_loopback;
    address.size = sizeof(ipv6);
  }
  return address;
}

// Nothing, with errno, if it cannot be.
std::optional<int> listenOn(int family, int port) {
  const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return std::nullopt;
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  if (family == AF_INET6) ::setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes));
  Address address = loopback(family, port);
  if (::bind(socket, address.pointer(), address.size) == 0 && ::listen(socket, kMostWaiting) == 0) {
    return socket;
  }
  const int problem = errno;
  ::close(socket);
  errno = problem;
  return std::nullopt;
}

int portOf(int ipv4Socket) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  ::getsockname(ipv4Socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

}  // namespace

struct HttpServer::Inside {
  Inside(std::string origin, Handler handler, Patience patience)
      : front(std::move(origin), std::move(handler), patience) {}

  void take(int socket, int port) {
    auto connection = connections.add(socket);
    if (!connection) return;
    workers.add([this, port, connection = std::move(connection)] {
      front.serve(*connection, port);
      connections.end(connection);
    });
  }
  // Until the socket is shut down.
  void accept(int listener, int port) {
    for (;;) {
      const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket >= 0) {
        take(socket, port);
      } else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS) {
        std::this_thread::yield();  // until others have ended
      } else if (errno != EINTR && errno != ECONNABORTED) {
        return;
      }
    }
  }

  HttpFront front;
  std::vector<int> listening;
  std::vector<std::thread> threads;  // one for each of them
  Connections connections{kMostConnections};
  WorkerThreads workers{kMostConnections};
};

HttpServer::HttpServer(std::string origin, Handler handler, Patience patience)
    : inside_(std::make_unique<Inside>(std::move(origin), std::move(handler), patience)) {}

HttpServer::~HttpServer() { stop(); }

bool HttpServer::bind(int port) {
  const auto ipv4 = listenOn(AF_INET, port);
  if (!ipv4) return false;
  inside_->listening.push_back(*ipv4);
  port_ = portOf(*ipv4);
  const auto ipv6 = listenOn(AF_INET6, port_);
  if (ipv6) inside_->listening.push_back(*ipv6);
  // A machine without IPv6 is fine; a stranger on the same port is not: browsers try ::1 first.
  return ipv6 || errno != EADDRINUSE;
}

void HttpServer::start() {
  for (const int socket : inside_->listening) {
    inside_->threads.emplace_back([this, socket] { inside_->accept(socket, port_); });
  }
}

void HttpServer::stop() {
  for (const int socket : inside_->listening) ::shutdown(socket, SHUT_RDWR);
  for (std::thread& thread : inside_->threads) thread.join();
  for (const int socket : inside_->listening) ::close(socket);
  inside_->threads.clear();
  inside_->listening.clear();
  inside_->connections.endAll();
  inside_->workers.finish();
}

}  // namespace latchkey::simulator
