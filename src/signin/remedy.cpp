#include "signin/remedy.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/url.h"

namespace latchkey::signin {
namespace {

constexpr std::string_view kOtherIssuer = "issuer: is ";  // how oauth/discovery begins the detail

std::string hostOf(std::string_view url) {
  const std::optional<Url> parsed = Url::parse(url);
  return parsed ? parsed->authority() : std::string(url);
}

// Names in braces stand for what is configured, and {app} and {server} for places in Okta's Admin
// Console: the page of the application, and that of "https://id.example.com/oauth2/default".
std::string filled(std::string_view pattern, const Error& error, const oauth::Client& client) {
  const std::string& issuer = client.issuer();
  const std::size_t other = error.code == ErrorCode::metadataRefused ? kOtherIssuer.size() : 0;
  // The detail last: it is not ours, and nothing is looked for in it.
  const std::pair<std::string_view, std::string> values[] = {
      {"{app}", "Applications > this app > "},
      {"{server}",
       "Security > API > Authorization Servers > " + issuer.substr(issuer.rfind('/') + 1)},
      {"{org}", client.org()},
      {"{host}", hostOf(client.org())},
      {"{origin}", Url::parse(client.redirectUri())->origin()},
      {"{redirectUri}", client.redirectUri()},
      {"{clientId}", client.clientId()},
      {"{scope}", client.scope()},
      {"{issuer}", issuer},
      {"{tokenIssuer}", client.tokenIssuer()},
      {"{detail}", error.detail.substr(std::min(other, error.detail.size()))},
  };
  std::string text(pattern);
  for (const auto& [name, value] : values) text = replaceAll(std::move(text), name, value);
  return text;
}

// By the word of the specifications, where the org has said one.
std::string_view forOAuth(const Outcome& outcome) {
  const std::string& error = outcome.error;
  if (error == "invalid_client") {
    return "\"clientId\" in the configuration, which is \"{clientId}\": it has to be the Client ID "
           "of {app}General. The app has to be active, a single-page application, and without a "
           "client secret.";
  }
  if (error == "unauthorized_client" || error == "unsupported_grant_type") {
    return "{app}General > Grant type: Interaction Code, and Refresh Token for the scope "
           "offline_access. If they are ticked: {server} > Access Policies, whose rule has to "
           "allow them too.";
  }
  if (error == "invalid_scope") {
    return "\"scopes\" in the configuration, which are \"{scope}\": each has to exist in {server} "
           "> Scopes.";
  }
  if (error.find("dpop") != std::string::npos) {
    return "\"dpop\" in the configuration: it has to say the same as {app}General > Require DPoP.";
  }
  if (outcome.description.find("redirect_uri") == std::string::npos) {
    return "what the org complains of, in the configuration or in {app}General. If it is the "
           "address: \"Sign-in redirect URIs\" has to hold \"{redirectUri}\", letter by letter.";
  }
  return "{app}General > Sign-in redirect URIs: add \"{redirectUri}\", letter by letter, or "
         "correct "
         "\"redirectUri\" in the configuration.";
}

// NOLINTNEXTLINE(readability-function-size): a table
std::string_view patternFor(const Error& error, const Outcome& outcome) {
  switch (error.code) {
    case ErrorCode::offline:
      return "nothing. This browser has no network.";
    case ErrorCode::networkUnreachable:
    case ErrorCode::timedOut:
      return "nothing, if it passes. Else whatever is slow between this browser and {host}.";
    case ErrorCode::hostUnreachable:
      return "nothing at {host} answers this browser: \"issuer\" in the configuration may be "
             "misspelt, the name unknown to DNS, the certificate wrong, or a firewall in between.";
    case ErrorCode::requestBlocked:
      return "{host} answers this browser, but not at this address: a content blocker, VPN or "
             "firewall of the person stops it, or this page's Content Security Policy.";
    case ErrorCode::originNotTrusted:
      return "Security > API > Trusted Origins: add {origin} with CORS. {host} answers, but does "
             "not let this page read it.";
    case ErrorCode::preflightRefused:
      return "the proxy or CDN before {host}: it has to pass on OPTIONS. Only requests that begin "
             "with it fail.";
    case ErrorCode::serverFailed:
      return "nothing here. See https://status.okta.com, and the org's System Log.";
    case ErrorCode::rateLimited:
      return "Reports > Rate Limits: see what the org may be asked, and how often it was.";
    case ErrorCode::blockedByNetwork:
      return "a proxy, firewall or network zone that answered in place of Okta: Security > "
             "Networks, and the rules of what stands before {host}.";
    case ErrorCode::policyDenied:
      return "{server} > Access Policies: a rule has to let \"{clientId}\" in and allow "
             "Interaction Code. Nobody has signed in yet, so it is not about a person. If a "
             "feature is missing: the org has to be an Identity Engine with Interaction Code.";
    case ErrorCode::accessDenied:
      return "{app}Assignments, and its authentication policy; {server} > Access Policies: this "
             "person is not let in.";
    case ErrorCode::clientRejected:
    case ErrorCode::oauthRefused:
      return forOAuth(outcome);
    case ErrorCode::endpointMissing:
      if (outcome.address.find("/idp/idx/") != std::string::npos) {
        return "the org: {host} is no Identity Engine, or a proxy before it hides /idp/idx.";
      }
      return "\"issuer\" in the configuration, which is \"{issuer}\": there is no such "
             "authorization server. It has to be an Issuer URI of Security > API > Authorization "
             "Servers, or the org itself.";
    case ErrorCode::metadataRefused:
      if (error.detail.rfind(kOtherIssuer, 0) != 0) {
        return "the authorization server: it has to offer S256.";
      }
      return "\"issuer\" in the configuration, which is \"{issuer}\": the server calls itself "
             "\"{detail}\". If that is the same server by another name, write it into "
             "\"tokenIssuer\".";
    case ErrorCode::foreignAddress:
      // Of a form it is an origin, of a mail's link the place of its token.
      if (!Url::parse(error.detail)) {
        return "Customizations > Brands > Emails: the template of a mail with \"{detail}\" leads "
               "here. Okta takes such links at its own pages only, so it has to lead to {org}; so "
               "has the custom domain.";
      }
      return "\"issuer\" in the configuration: forms of the org lead to \"{detail}\", and what "
             "people type is sent to {host} only.";
    case ErrorCode::issuerMismatch:
      return "\"tokenIssuer\" in the configuration: tokens have to name \"{tokenIssuer}\".";
    case ErrorCode::cryptoUnavailable:
      return "the address of the page: browsers do cryptography on https only.";
    default:
      return "";
  }
}

}  // namespace

std::string remedyFor(const Error& error, const Outcome& outcome, const oauth::Client& client) {
  return filled(patternFor(error, outcome), error, client);
}

}  // namespace latchkey::signin
