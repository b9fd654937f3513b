#include "signin/remedy.h"

#include <string_view>

#include "base/url.h"

namespace latchkey::signin {
namespace {

std::string inQuotes(std::string_view text) { return '"' + std::string(text) + '"'; }

// Admin Console, the application's own page.
constexpr std::string_view kApp = "Applications > this app > ";
constexpr std::string_view kServers = "Security > API > Authorization Servers > ";

std::string hostOf(std::string_view url) {
  const std::optional<Url> parsed = Url::parse(url);
  return parsed ? parsed->authority() : std::string(url);
}

std::string app(std::string_view rest) { return std::string(kApp) + std::string(rest); }

// Of "https://id.example.com/oauth2/default": "default".
std::string servers(const oauth::Client& client, std::string_view rest) {
  const std::string& issuer = client.issuer();
  return std::string(kServers) + issuer.substr(issuer.rfind('/') + 1) + std::string(rest);
}

std::string forInvalidRequest(const Outcome& outcome, const oauth::Client& client) {
  if (outcome.description.find("redirect_uri") == std::string::npos) {
    return "what the org complains of, in the configuration or in " +
           app("General. If it is the address: ") + "\"Sign-in redirect URIs\" has to hold " +
           inQuotes(client.redirectUri()) + ", letter by letter.";
  }
  return app("General > Sign-in redirect URIs: add ") + inQuotes(client.redirectUri()) +
         ", letter by letter, or correct \"redirectUri\" in the configuration.";
}

// By the word of the specifications, where the org has said one.
std::string forOAuth(const Outcome& outcome, const oauth::Client& client) {
  const std::string& error = outcome.error;
  if (error == "invalid_client") {
    return "\"clientId\" in the configuration, which is " + inQuotes(client.clientId()) +
           ": it has to be the Client ID of " +
           app("General. The app has to be active, a single-page application, and without a "
               "client secret.");
  }
  if (error == "unauthorized_client" || error == "unsupported_grant_type") {
    return app("General > Grant type: Interaction Code, and Refresh Token for the scope "
               "offline_access. If they are ticked: ") +
           servers(client, " > Access Policies, whose rule has to allow them too.");
  }
  if (error == "invalid_scope") {
    return "\"scopes\" in the configuration, which are " + inQuotes(client.scope()) +
           ": each has to exist in " + servers(client, " > Scopes.");
  }
  if (error.find("dpop") != std::string::npos) {
    return "\"dpop\" in the configuration: it has to say the same as " +
           app("General > Require DPoP.");
  }
  return forInvalidRequest(outcome, client);
}

std::string forAMissingEndpoint(const Outcome& outcome, const oauth::Client& client) {
  if (outcome.address.find("/idp/idx/") != std::string::npos) {
    return "the org: " + hostOf(client.org()) +
           " is no Identity Engine, or a proxy before it hides /idp/idx.";
  }
  return "\"issuer\" in the configuration, which is " + inQuotes(client.issuer()) +
         ": there is no such authorization server. It has to be an Issuer URI of " +
         "Security > API > Authorization Servers, or the org itself.";
}

std::string forTheMetadata(const Error& error, const oauth::Client& client) {
  constexpr std::string_view kOther = "issuer: is ";
  if (error.detail.rfind(kOther, 0) != 0) return "the authorization server: it has to offer S256.";
  return "\"issuer\" in the configuration, which is " + inQuotes(client.issuer()) +
         ": the server calls itself " + inQuotes(error.detail.substr(kOther.size())) +
         ". If that is the same server by another name, write it into \"tokenIssuer\".";
}

std::string forAForeignAddress(const Error& error, const oauth::Client& client) {
  // Of a form it is an origin.
  if (Url::parse(error.detail)) {
    return "\"issuer\" in the configuration: forms of the org lead to " + inQuotes(error.detail) +
           ", and what people type is sent to " + hostOf(client.org()) + " only.";
  }
  return "Customizations > Brands > Emails: the template of a mail with " + inQuotes(error.detail) +
         " leads here. Okta takes such links at its own pages only, so it has to lead to " +
         client.org() + "; so has the custom domain.";
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a table
std::string remedyFor(const Error& error, const Outcome& outcome, const oauth::Client& client) {
  const std::string host = hostOf(client.org());
  switch (error.code) {
    case ErrorCode::offline:
      return "nothing. This browser has no network.";
    case ErrorCode::networkUnreachable:
    case ErrorCode::timedOut:
      return "nothing, if it passes. Else whatever is slow between this browser and " + host + '.';
    case ErrorCode::hostUnreachable:
      return "nothing at " + host +
             " answers this browser: \"issuer\" in the configuration may be misspelt, the name "
             "unknown to DNS, the certificate wrong, or a firewall in between.";
    case ErrorCode::requestBlocked:
      return host +
             " answers this browser, but not at this address: a content blocker, VPN or firewall "
             "of the person stops it, or this page's Content Security Policy.";
    case ErrorCode::originNotTrusted:
      return "Security > API > Trusted Origins: add " + Url::parse(client.redirectUri())->origin() +
             " with CORS. " + host + " answers, but does not let this page read it.";
    case ErrorCode::preflightRefused:
      return "the proxy or CDN before " + host +
             ": it has to pass on OPTIONS. Only requests that begin with it fail.";
    case ErrorCode::serverFailed:
      return "nothing here. See https://status.okta.com, and the org's System Log.";
    case ErrorCode::rateLimited:
      return "Reports > Rate Limits: see what the org may be asked, and how often it was.";
    case ErrorCode::blockedByNetwork:
      return "a proxy, firewall or network zone that answered in place of Okta: Security > "
             "Networks, and the rules of what stands before " +
             host + '.';
    case ErrorCode::policyDenied:
      return servers(client, " > Access Policies: a rule has to let ") +
             inQuotes(client.clientId()) +
             " in and allow Interaction Code. Nobody has signed in yet, so it is not about a "
             "person. If a feature is missing: the org has to be an Identity Engine with "
             "Interaction Code.";
    case ErrorCode::accessDenied:
      return app("Assignments, and its authentication policy; ") +
             servers(client, " > Access Policies: this person is not let in.");
    case ErrorCode::clientRejected:
    case ErrorCode::oauthRefused:
      return forOAuth(outcome, client);
    case ErrorCode::endpointMissing:
      return forAMissingEndpoint(outcome, client);
    case ErrorCode::metadataRefused:
      return forTheMetadata(error, client);
    case ErrorCode::foreignAddress:
      return forAForeignAddress(error, client);
    case ErrorCode::issuerMismatch:
      return "\"tokenIssuer\" in the configuration: tokens have to name " +
             inQuotes(client.tokenIssuer()) + '.';
    case ErrorCode::cryptoUnavailable:
      return "the address of the page: browsers do cryptography on https only.";
    default:
      return "";
  }
}

}  // namespace latchkey::signin
