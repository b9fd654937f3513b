#include "simulator/sessions.h"

#include <utility>

#include "simulator/fields.h"
#include "simulator/keep_youngest.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kIdLength = 21;
constexpr std::size_t kCookieLength = 43;
// More at once are those of a load test.
constexpr std::size_t kMost = 1'000;
// Page and org differ in their ports only, which makes them the same site.
constexpr const char* kAttributes = "; Path=/; HttpOnly; SameSite=Lax";

}  // namespace

std::string SessionStore::begin(std::string_view personId, std::string_view method, bool kept) {
  const Instant now = clock_.now();
  keepYoungest(byCookie_, kMost, [](const Session& session) { return session.expiresAt; });
  Session session;
  session.id = "102" + randomHandle(random_, kIdLength);
  session.personId = personId;
  session.method = method;
  session.createdAt = now;
  session.kept = kept;
  prolong(session);
  std::string cookie = randomHandle(random_, kCookieLength);
  byCookie_.insert_or_assign(cookie, std::move(session));
  return cookie;
}

Session* SessionStore::find(std::string_view cookie) {
  const auto found = byCookie_.find(cookie);
  const bool lasts = found != byCookie_.end() && clock_.now() < found->second.expiresAt;
  return lasts ? &found->second : nullptr;
}

void SessionStore::prolong(Session& session) const {
  const Lifetimes& lifetimes = policy_.lifetimes;
  session.expiresAt = clock_.now() + (session.kept ? lifetimes.keptSession : lifetimes.session);
}

void SessionStore::end(std::string_view cookie) {
  const auto found = byCookie_.find(cookie);
  if (found != byCookie_.end()) byCookie_.erase(found);
}

void SessionStore::endOf(std::string_view personId) {
  std::erase_if(byCookie_,
                [personId](const auto& entry) { return entry.second.personId == personId; });
}

void SessionStore::keep(Fields& fields) { fields.map({"sessions"}, byCookie_); }

void describe(Fields& fields, Session& session) {
  fields.text({"id"}, session.id, TextRule::any);
  fields.text({"person"}, session.personId, TextRule::any);
  fields.text({"method"}, session.method, TextRule::any);
  fields.instant({"createdAt"}, session.createdAt);
  fields.instant({"expiresAt"}, session.expiresAt);
  fields.flag({"kept"}, session.kept);
}

std::string sessionCookieHeader(std::string_view value, const Session& session, Instant now) {
  const auto seconds = std::chrono::duration_cast<Seconds>(session.expiresAt - now).count();
  const std::string age = session.kept ? "; Max-Age=" + std::to_string(seconds) : "";
  return std::string(kSessionCookie) + "=" + std::string(value) + kAttributes + age;
}

std::string endOfSessionCookie() {
  return std::string(kSessionCookie) + "=" + kAttributes + "; Max-Age=0";
}

}  // namespace latchkey::simulator
