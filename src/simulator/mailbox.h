#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/time.h"

namespace latchkey::simulator {

class Fields;

enum class Delivery {
  kept,  // here and nowhere else: no mail server was named
  underWay,
  delivered,  // taken by the mail server
  failed,
};

// A mail as a person gets it, with what a test wants to take out of it: the code and the link.
struct Mail {
  std::string id;  // letters, digits, '-' and '_'; says nothing about what is inside
  std::string from;
  std::string fromName;
  std::string to;
  std::string toName;
  std::string subject;
  std::string text;
  std::string html;
  std::string code;
  std::string link;  // empty where the policy sends none
  Instant receivedAt;
  Delivery delivery = Delivery::kept;
  std::string problem;  // why it failed, as a sentence
};

// Everybody's mail, newest first. Keeps the latest `capacity` ones.
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  void deliver(Mail mail);
  void clear() { mails_.clear(); }

  // Reads or writes all mails.
  void keep(Fields& fields);

  const std::deque<Mail>& all() const { return mails_; }
  std::size_t size() const { return mails_.size(); }
  // Newest first; the address is compared without regard to case.
  std::vector<Mail> to(std::string_view address) const;
  // The newest mail to that address, or nullptr. Valid until the next mail comes.
  const Mail* latest(std::string_view address) const;
  // nullptr for one that is unknown or forgotten.
  const Mail* byId(std::string_view id) const;
  // What became of a mail on its way; of a forgotten one nothing is noted.
  void note(std::string_view id, Delivery delivery, std::string problem);

 private:
  std::size_t capacity_;
  std::deque<Mail> mails_;
};

// [{"to","subject","code","link","receivedAt"}, ...], newest first. An empty address: all mails.
Json inboxJson(const Mailbox& mailbox, std::string_view address);

}  // namespace latchkey::simulator
