#include "tests/fuzz/secrets.h"

#include <array>
#include <string_view>

#include "base/result.h"
#include "base/url.h"
#include "screen/dom.h"
#include "tests/fuzz/fuzz.h"

namespace latchkey::fuzz {
namespace {

// Names of secrets in one text: "$code $state".
using Allowed = std::string_view;

void search(const std::string& where, Allowed allowed, const Secrets& secrets,
            std::string_view what) {
  for (const auto& [name, value] : secrets) {
    const bool isAllowed = allowed.find(name) != std::string_view::npos;
    promise(isAllowed || where.find(value) == std::string::npos,
            std::string("no secret where it is not needed: ") + name + " in " + std::string(what),
            where);
  }
}

struct Need {
  std::string_view path;
  Allowed inBody;
  Allowed inHeaders;
};

// Which secret a request needs, by the beginning of its path; the first that fits.
constexpr std::array kNeeds = {
    Need{"/idp/idx/introspect", "$interaction $state", ""},
    Need{"/idp/idx/", "$state $code", ""},
    Need{"/oauth2/default/v1/token", "$issued $verifier $refresh", ""},
    Need{"/oauth2/default/v1/revoke", "$access $refresh", ""},
    Need{"/oauth2/default/v1/userinfo", "", "$access"},
    Need{"", "", ""},
};

const Need& needOf(const http::Request& request) {
  const std::optional<Url> url = Url::parse(request.url);
  const std::string path = url ? url->path() : "";
  for (const Need& need : kNeeds) {
    if (path.compare(0, need.path.size(), need.path) == 0) return need;
  }
  return kNeeds.back();
}

void searchRequest(const http::Request& request, const Secrets& secrets) {
  const Need& need = needOf(request);
  search(request.url, "", secrets, "an address");
  search(request.body, need.inBody, secrets, request.url);
  for (const auto& [name, value] : request.headers) {
    search(name + value, need.inHeaders, secrets, "a header");
  }
}

void searchTransaction(const session::Transaction& it, const Secrets& secrets) {
  search(it.verifier.reveal(), "$verifier", secrets, "a stored verifier");
  search(it.handle.reveal(), "$interaction", secrets, "a stored handle");
  search(it.state.str() + ' ' + it.nonce.str() + ' ' + it.challenge.str() + ' ' + it.username, "",
         secrets, "a stored transaction");
}

void searchTokens(const signin::SaveTokens& it, const Secrets& secrets) {
  search(it.tokens.accessToken.reveal() + ' ' + it.tokens.idToken.reveal(), "$access $id", secrets,
         "stored tokens");
  search(it.tokens.claims + ' ' + it.issuer + ' ' + it.tokens.tokenType, "", secrets,
         "stored claims");
}

}  // namespace

void promiseDiscreet(const signin::Effect& effect, const Secrets& secrets) {
  std::visit(Overloaded{[&](const signin::Send& it) { searchRequest(it.request, secrets); },
                        [&](const signin::SaveTransaction& it) {
                          searchTransaction(it.transaction, secrets);
                        },
                        [&](const signin::ForgetTransaction& it) {
                          search(it.state.str(), "", secrets, "a state to forget");
                        },
                        [&](const signin::SaveTokens& it) { searchTokens(it, secrets); },
                        [&](const signin::TakeLock& it) {
                          search(it.name + it.state.str(), "", secrets, "the name of a lock");
                        },
                        [&](const signin::ReleaseLock& it) {
                          search(it.name, "", secrets, "the name of a lock");
                        },
                        [&](const signin::TellWhy& it) {
                          search(textOf(it.diagnosis), "", secrets, "the console");
                        },
                        [&](const signin::Navigate& it) {
                          // Okta's logout asks for the ID token (RP-Initiated Logout 1.0, 2).
                          const bool logout = it.url.find("/v1/logout") != std::string::npos;
                          search(it.url, "", secrets, "an address to go to");
                          search(it.form, logout ? "$id" : "", secrets, "a form to be posted");
                        },
                        [](const auto&) {}},
             effect);
}

void promiseDiscreet(const screen::Screen& screen, const signin::Phase& phase,
                     const Secrets& secrets) {
  const auto* link = std::get_if<signin::LinkElsewhere>(&phase);
  const bool tellsTheCode = link != nullptr && link->stage == signin::LinkElsewhere::Stage::code;
  search(screen::toPatch(screen), tellsTheCode ? "$code" : "", secrets, "a screen");
}

void promiseDiscreet(const signin::Trouble& trouble, const Secrets& secrets) {
  if (trouble.error) search(trouble.error->detail, "", secrets, "an error");
}

}  // namespace latchkey::fuzz
