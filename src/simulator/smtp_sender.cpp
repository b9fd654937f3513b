#include "simulator/smtp_sender.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/text.h"
#include "simulator/mime.h"
#include "simulator/number.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kMostWaiting = 1'000;
constexpr long kConnectSeconds = 10;
constexpr long kSeconds = 60;

struct Letter {
  std::string id;
  std::string from;
  std::string to;
  std::string message;
};

// One letter's way, as libcurl's callbacks see it.
struct Transfer {
  const std::atomic<bool>& ending;
  std::string_view rest;  // of the message
  curl_socket_t socket = CURL_SOCKET_BAD;
};

std::size_t readMore(char* buffer, std::size_t size, std::size_t count, void* user) {
  std::string_view& rest = static_cast<Transfer*>(user)->rest;
  const std::size_t length = std::min(size * count, rest.size());
  std::memcpy(buffer, rest.data(), length);
  rest.remove_prefix(length);
  return length;
}

int remember(void* user, curl_socket_t socket, curlsocktype) {
  static_cast<Transfer*>(user)->socket = socket;
  return CURL_SOCKOPT_OK;
}

int endIfAsked(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.ending.load()) return 0;
  // Or libcurl would say goodbye, and wait for a server that does not answer.
  ::shutdown(transfer.socket, SHUT_RDWR);
  return 1;
}

std::string sentence(CURLcode result, long status) {
  constexpr long kFirstRefusal = 400;
  if (result == CURLE_OK) return "";
  if (status >= kFirstRefusal) {
    return "The mail server refused it (" + std::to_string(status) + ").";
  }
  if (result == CURLE_OPERATION_TIMEDOUT) return "The mail server did not answer in time.";
  const bool nobody = result == CURLE_COULDNT_CONNECT || result == CURLE_COULDNT_RESOLVE_HOST;
  return nobody ? "The mail server cannot be reached." : "The connection to the mail server broke.";
}

bool isHostCharacter(char c) {
  return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == ':' || c == '[' || c == ']';
}

}  // namespace

std::optional<SmtpServer> SmtpServer::parse(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string_view host = text.substr(0, colon);
  const std::optional<int> port = portIn(text.substr(colon + 1));
  const bool named = std::all_of(host.begin(), host.end(), isHostCharacter);
  if (!port || !named) return std::nullopt;
  return SmtpServer{std::string(host), *port};
}

struct SmtpSender::Worker {
  void run();
  std::optional<Letter> next();
  std::string deliver(const Letter& letter) const;

  std::string url;
  Report report;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Letter> waiting;
  std::atomic<bool> ending = false;
  std::thread thread;
};

std::optional<Letter> SmtpSender::Worker::next() {
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [this] { return ending.load() || !waiting.empty(); });
  if (ending.load()) return std::nullopt;
  Letter letter = std::move(waiting.front());
  waiting.pop_front();
  return letter;
}

std::string SmtpSender::Worker::deliver(const Letter& letter) const {
  if (!isMailAddress(letter.from) || !isMailAddress(letter.to)) {
    return "Mail cannot be sent to this address.";
  }
  CURL* curl = curl_easy_init();
  curl_slist* recipients = curl_slist_append(nullptr, letter.to.c_str());
  Transfer transfer{ending, letter.message};
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // whatever the environment says
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kSeconds);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, letter.from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, readMore);
  curl_easy_setopt(curl, CURLOPT_READDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, remember);
  curl_easy_setopt(curl, CURLOPT_SOCKOPTDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, endIfAsked);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
  const CURLcode result = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_slist_free_all(recipients);
  curl_easy_cleanup(curl);
  return sentence(result, status);
}

void SmtpSender::Worker::run() {
  while (const auto letter = next()) {
    const std::string problem = deliver(*letter);
    if (!ending.load()) report(letter->id, problem);
  }
}

SmtpSender::SmtpSender(const SmtpServer& server, Report report)
    : worker_(std::make_unique<Worker>()) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  // The path is the name in EHLO, which would otherwise be this machine's.
  worker_->url = "smtp://" + server.host + ":" + std::to_string(server.port) + "/localhost";
  worker_->report = std::move(report);
  worker_->thread = std::thread([worker = worker_.get()] { worker->run(); });
}

SmtpSender::~SmtpSender() {
  {
    const std::lock_guard<std::mutex> lock(worker_->mutex);
    worker_->ending = true;
  }
  worker_->changed.notify_one();
  worker_->thread.join();
  curl_global_cleanup();
}

bool SmtpSender::send(const Mail& mail) {
  {
    const std::lock_guard<std::mutex> lock(worker_->mutex);
    if (worker_->waiting.size() >= kMostWaiting) return false;
    worker_->waiting.push_back({mail.id, mail.from, mail.to, toMessage(mail)});
  }
  worker_->changed.notify_one();
  return true;
}

}  // namespace latchkey::simulator
