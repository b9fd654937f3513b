#include "simulator/mailbox.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace latchkey::simulator {

void Mailbox::deliver(Mail mail) {
  mails_.push_front(std::move(mail));
  if (mails_.size() > capacity_) mails_.pop_back();
}

std::vector<Mail> Mailbox::to(std::string_view address) const {
  std::vector<Mail> found;
  for (const Mail& mail : mails_) {
    if (equalsIgnoringCase(mail.to, address)) found.push_back(mail);
  }
  return found;
}

const Mail* Mailbox::latest(std::string_view address) const {
  for (const Mail& mail : mails_) {
    if (equalsIgnoringCase(mail.to, address)) return &mail;
  }
  return nullptr;
}

const Mail* Mailbox::byId(std::string_view id) const {
  const auto found =
      std::find_if(mails_.begin(), mails_.end(), [id](const Mail& mail) { return mail.id == id; });
  return found == mails_.end() ? nullptr : &*found;
}

void Mailbox::note(std::string_view id, Delivery delivery, std::string problem) {
  for (Mail& mail : mails_) {
    if (mail.id != id) continue;
    mail.delivery = delivery;
    mail.problem = std::move(problem);
    return;
  }
}

Json inboxJson(const Mailbox& mailbox, std::string_view address) {
  Json list = Json::array();
  for (const Mail& mail : mailbox.all()) {
    if (!address.empty() && !equalsIgnoringCase(mail.to, address)) continue;
    list.push_back({{"to", mail.to},
                    {"subject", mail.subject},
                    {"code", mail.code},
                    {"link", mail.link},
                    {"receivedAt", toRfc3339(mail.receivedAt)}});
  }
  return list;
}

}  // namespace latchkey::simulator
