#include "jose/rules.h"

#include <array>
#include <string>

namespace latchkey::jose {
namespace {

struct Row {
  std::string_view section;
  ErrorCode code;
};

constexpr std::array<Row, kRules> kTable = {{
    /*  1 compact       */ {"RFC 7515 3.1", ErrorCode::malformedToken},
    /*  2 plain         */ {"3.1.3.7 (1)", ErrorCode::malformedToken},
    /*  3 header        */ {"RFC 7515 4", ErrorCode::malformedToken},
    /*  4 algorithm     */ {"3.1.3.7 (7), (8)", ErrorCode::algorithmRefused},
    /*  5 understood    */ {"RFC 7515 4.1.11", ErrorCode::algorithmRefused},
    /*  6 type          */ {"RFC 8725 3.11", ErrorCode::malformedToken},
    /*  7 keyNamed      */ {"10.1", ErrorCode::malformedToken},
    /*  8 keyPublished  */ {"10.1", ErrorCode::keyNotFound},
    /*  9 keyUnique     */ {"RFC 7517 4.5", ErrorCode::keyUnsuitable},
    /* 10 keySuitable   */ {"RFC 7517 4", ErrorCode::keyUnsuitable},
    /* 11 signature     */ {"3.1.3.7 (6)", ErrorCode::signatureInvalid},
    /* 12 claims        */ {"RFC 7519 4", ErrorCode::malformedToken},
    /* 13 issuer        */ {"3.1.3.7 (2)", ErrorCode::issuerMismatch},
    /* 14 audience      */ {"3.1.3.7 (3)", ErrorCode::audienceMismatch},
    /* 15 partyNamed    */ {"3.1.3.7 (4)", ErrorCode::authorizedPartyMismatch},
    /* 16 party         */ {"3.1.3.7 (5)", ErrorCode::authorizedPartyMismatch},
    /* 17 subject       */ {"2", ErrorCode::subjectMissing},
    /* 18 expiry        */ {"2", ErrorCode::malformedToken},
    /* 19 issued        */ {"2", ErrorCode::malformedToken},
    /* 20 order         */ {"2", ErrorCode::malformedToken},
    /* 21 nonce         */ {"3.1.3.7 (11)", ErrorCode::nonceMismatch},
    /* 22 samePerson    */ {"12.2", ErrorCode::subjectMismatch},
    /* 23 sameSignIn    */ {"12.2", ErrorCode::subjectMismatch},
    /* 24 notExpired    */ {"3.1.3.7 (9)", ErrorCode::tokenExpired},
    /* 25 notFromFuture */ {"3.1.3.7 (10)", ErrorCode::tokenFromFuture},
    /* 26 notBefore     */ {"RFC 7519 4.1.5", ErrorCode::tokenFromFuture},
    /* 27 context       */ {"3.1.3.7 (12)", ErrorCode::authenticationTooWeak},
    /* 28 age           */ {"3.1.3.7 (13)", ErrorCode::authenticationTooOld},
    /* 29 accessToken   */ {"3.1.3.8", ErrorCode::accessTokenMismatch},
    /* 30 code          */ {"3.3.2.10", ErrorCode::codeMismatch},
}};

const Row& rowOf(Rule rule) { return kTable.at(static_cast<std::size_t>(rule) - 1); }

}  // namespace

std::string_view sectionOf(Rule rule) { return rowOf(rule).section; }

Error broken(Rule rule) {
  return {rowOf(rule).code,
          "rule " + std::to_string(static_cast<int>(rule)) + ", " + std::string(sectionOf(rule))};
}

}  // namespace latchkey::jose
