#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "http/message.h"
#include "idx/response.h"
#include "jose/id_token.h"
#include "oauth/client.h"
#include "oauth/pkce.h"

namespace latchkey::idx {

// POST {issuer}/v1/interact: form-encoded and without any header that would need a preflight.
http::Request interactRequest(const oauth::Client& client, const oauth::CodeChallenge& challenge,
                              const oauth::State& state, const jose::Nonce& nonce);

// Errors: policyDenied, clientRejected, oauthRefused (RFC 6749 bodies), malformedResponse and those
// of http::failureOf.
Result<InteractionHandle> parseInteractAnswer(const http::Response& response);

// POST {org}/idp/idx/introspect: opens a transaction, or tells where a known one stands.
http::Request introspectRequest(const oauth::Client& client, const InteractionHandle& handle);

// What a person or a rule answers to a form: values by path, "credentials.passcode",
// "authenticator.id". For an Option whose value is a form, its fixed fields are put in by
// `choose`.
using Values = std::map<std::string, Scalar>;

// Adds the values of option `index` of the field `fieldName` (authenticator -> id, methodType),
// which may be a path: "authenticator.methodType".
// Errors: malformedInput where there is no such field or option.
Result<Values> choose(const Remediation& remediation, std::string_view fieldName, std::size_t index,
                      Values values = {});

// `form` as it was, with the state handle of `newer`, the same form in a later document.
Remediation withHandleOf(Remediation form, const Remediation& newer);

// The request that submits `remediation`: defaults of mutable fields, then `values`, then the
// immutable ones; later ones win, so a stateHandle cannot be overridden. Cookies are included. The
// only option of a required field is its default; a field without a value is left out of the body.
http::Request submitRequest(const Remediation& remediation, const Values& values);

// Does it go to the client's org? A form says itself where it leads, and what people type is for
// the org alone: not even for the page's own origin.
bool leadsToOrg(const http::Request& request, const oauth::Client& client);

}  // namespace latchkey::idx
