#include "simulator/connections.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace latchkey::simulator {

using std::chrono::milliseconds;

Connections::~Connections() {
  for (const auto& connection : open_) ::close(connection->socket_);
}

// Called with the mutex held.
bool Connections::makeRoom() {
  std::size_t staying = 0;
  Connection* longest = nullptr;
  for (const auto& connection : open_) {
    if (connection->isEnded_) continue;
    ++staying;
    if (!connection->waitingSince_) continue;
    if (longest == nullptr || *connection->waitingSince_ < *longest->waitingSince_) {
      longest = connection.get();
    }
  }
  if (staying < most_) return true;
  if (longest == nullptr) return false;
  longest->isEnded_ = true;
  ::shutdown(longest->socket_, SHUT_RDWR);
  return true;
}

std::shared_ptr<Connections::Connection> Connections::add(int socket) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!makeRoom()) {
    ::close(socket);
    return nullptr;
  }
  return open_.emplace_back(std::make_shared<Connection>(socket, mutex_));
}

void Connections::end(const std::shared_ptr<Connection>& connection) {
  // What the client still sends is read for a moment: a socket that is closed over unread bytes is
  // reset, and the client may lose the answer.
  constexpr milliseconds kGoodbye{500};
  constexpr std::size_t kMostUnread = 1U << 22U;
  connection->waitForClient(true);
  ::shutdown(connection->socket_, SHUT_WR);
  const ByteChannel::Time until = connection->now() + kGoodbye;
  std::array<char, 16'384> part;
  for (std::size_t unread = 0; unread < kMostUnread && connection->now() < until;) {
    const std::size_t count = connection->read(part.data(), part.size(), until).value_or(0);
    if (count == 0) break;
    unread += count;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  ::close(connection->socket_);
  open_.remove(connection);
}

void Connections::endAll() {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& connection : open_) {
    connection->isEnded_ = true;
    ::shutdown(connection->socket_, SHUT_RDWR);
  }
}

Connections::Connection::Connection(int socket, std::mutex& mutex)
    : socket_(socket), mutex_(mutex), waitingSince_(now()) {
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}

ByteChannel::Time Connections::Connection::now() const { return std::chrono::steady_clock::now(); }

void Connections::Connection::waitForClient(bool waits) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (waits == waitingSince_.has_value()) return;
  waitingSince_ = waits ? std::optional(now()) : std::nullopt;
}

bool Connections::Connection::becomes(short ready, Time until) const {
  pollfd asked{socket_, ready, 0};
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(until - now());
    if (left <= milliseconds{0}) return false;
    const int found = ::poll(&asked, 1, static_cast<int>(left.count()));
    if (found > 0 || (found < 0 && errno != EINTR)) return true;
  }
}

std::optional<std::size_t> Connections::Connection::read(char* into, std::size_t most, Time until) {
  for (;;) {
    const ssize_t count = ::recv(socket_, into, most, MSG_DONTWAIT);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return 0;
    if (!becomes(POLLIN, until)) return std::nullopt;
  }
}

bool Connections::Connection::write(std::string_view bytes, Time until) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (!becomes(POLLOUT, until)) return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

}  // namespace latchkey::simulator
