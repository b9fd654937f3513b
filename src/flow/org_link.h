#pragma once

#include <optional>
#include <string_view>

#include "flow/config.h"
#include "signin/phase.h"

namespace latchkey::flow {

// Is this address a link of another mail of the org than the one that people sign in with: to
// activate an account, to choose a new password, to unlock? It comes here where a template of a
// mail, or the org's custom domain, leads to this site instead. Two kinds are known:
//
//   /signin/reset-password/TOKEN, /welcome/TOKEN, ...   as an org writes them (its own pages)
//   ?recoveryToken=TOKEN, ?activation_token=TOKEN, ...  as templates for an app of its own do
//
// The pages of the configuration are not taken for the first kind. Okta takes these tokens from its
// own pages and from confidential clients only, which no page can be.
std::optional<signin::OrgLink> orgLinkIn(std::string_view url, const Config& config);

}  // namespace latchkey::flow
