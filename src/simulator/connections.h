#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "simulator/byte_channel.h"

namespace latchkey::simulator {

// The open connections of a server.
class Connections {
 public:
  class Connection;

  // At most `most` at once: those that wait for their client longest are ended to make room, which
  // their threads notice at their next read.
  explicit Connections(std::size_t most) : most_(most) {}
  ~Connections();

  // Takes over an open socket. Nothing: there is no room, because none of them waits; the socket is
  // closed then.
  std::shared_ptr<Connection> add(int socket);
  // Says goodbye to the client and closes the socket.
  void end(const std::shared_ptr<Connection>& connection);
  void endAll();

 private:
  bool makeRoom();

  std::mutex mutex_;
  std::size_t most_;
  std::list<std::shared_ptr<Connection>> open_;
};

class Connections::Connection : public ByteChannel {
 public:
  Connection(int socket, std::mutex& mutex);

  Time now() const override;
  std::optional<std::size_t> read(char* into, std::size_t most, Time until) override;
  bool write(std::string_view bytes, Time until) override;
  void waitForClient(bool waits) override;

 private:
  friend class Connections;

  // Whether the socket can do it, or is over, before that time.
  bool becomes(short ready, Time until) const;

  int socket_;
  std::mutex& mutex_;                 // of what follows, and of the socket's closing
  std::optional<Time> waitingSince_;  // nothing: its request is being answered
  bool isEnded_ = false;
};

}  // namespace latchkey::simulator
