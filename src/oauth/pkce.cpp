#include "oauth/pkce.h"

namespace latchkey::oauth {

CodeVerifier makeCodeVerifier(const Bytes& entropy) { return CodeVerifier(toBase64Url(entropy)); }

CodeChallenge makeCodeChallenge(const Bytes& digest) { return CodeChallenge(toBase64Url(digest)); }

State makeState(const Bytes& entropy) { return State(toBase64Url(entropy)); }

}  // namespace latchkey::oauth
