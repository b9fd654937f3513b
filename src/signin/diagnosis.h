#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/time.h"
#include "http/message.h"
#include "oauth/client.h"

namespace latchkey::signin {

// What came of a request, as far as it may be told to those who run the page. No member holds a
// code, a handle, a token or anything else of a body but the server's own words.
struct Outcome {
  std::string address;      // without query and fragment; empty where there was no request
  int status = 0;           // 0: no answer
  std::string error;        // `error` of RFC 6749, or `errorCode` of Okta's classic API
  std::string description;  // the org's words for it
  std::string requestId;    // of the org's own log, where the browser shows it
};

// `response` may be nullptr: there was none.
Outcome outcomeOf(std::string_view url, const http::Response* response);

// What is wrong, and what to change where: for those who run the page.
struct Diagnosis {
  Error error;
  Outcome outcome;
  std::string remedy;     // where in the Admin Console or in the configuration; may be empty
  std::string reference;  // "invalid_client, 14:02 UTC, 3f9ab2c1": on the page, too; may be empty
};

Diagnosis diagnose(const Error& error, Outcome outcome, const oauth::Client& client, Instant now);

// A few lines, each with one subject, for the console of a browser.
std::string textOf(const Diagnosis& diagnosis);

// Server's words as one line of at most 300 bytes. Whatever looks like a code or a token is left
// out: a gateway may send back what it was sent.
std::string discreet(std::string_view words);

}  // namespace latchkey::signin
