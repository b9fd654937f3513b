// What App adds to the sign-in: whole visits are in tests/scenarios.
#include "app/app.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "flow/config_file.h"
#include "screen/build_screen.h"
#include "session/token_store.h"
#include "tests/support/fake_ports.h"
#include "tests/support/site_role.h"

namespace latchkey::app {
namespace {

namespace ids = screen::ids;
using screen::ElementId;

constexpr const char* kSignInPage = "https://www.example.test/login/callback/";
constexpr const char* kAccountPage = "https://www.example.test/app/";
constexpr const char* kLinkOfElsewhere =
    "https://www.example.test/login/callback/?otp=482913&state=someone-elses";

class AppTest : public testing::Test {
 protected:
  AppTest()
      : config_(*flow::parseConfig(R"({"issuer":"https://id.example.test/oauth2/default",
            "clientId":"0oa1client","redirectUri":"https://www.example.test/login/callback/"})")),
        app_(std::make_unique<App>(config_, ports_.all(), ports_.clipboard, ports_.locale)) {}

  void open(const std::string& url) {
    Visit visit;
    visit.url = url;
    visit.role = support::roleAt(url, config_);
    app_->open(visit);
  }

  void openAccountOf(const std::string& name) {
    signedIn(name);
    open(kAccountPage);
  }

  void signedIn(const std::string& name) {
    session::Tokens tokens;
    tokens.accessToken = oauth::AccessToken("an-access-token");
    tokens.idToken = oauth::IdToken("h.p.s");
    tokens.tokenType = "Bearer";
    tokens.scopes = {"openid"};
    tokens.accessExpiresAt = ports_.clock.now() + std::chrono::hours(1);
    tokens.idExpiresAt = tokens.accessExpiresAt;
    tokens.claims = R"({"sub":"00u1","name":")" + name + R"("})";
    session::TokenStore(ports_.storage, config_.client).save(tokens, config_.client.issuer());
  }

  void press(const char* button) { app_->dispatch(screen::Press{ElementId(button)}); }

  std::string name() const { return app_->screen().name; }

  std::string heading() const {
    for (const screen::Element& element : app_->screen().elements) {
      if (const auto* it = std::get_if<screen::Heading>(&element)) return it->text;
    }
    return "";
  }

  template <class T>
  const T* find(const char* id) const {
    for (const screen::Element& element : app_->screen().elements) {
      const T* it = std::get_if<T>(&element);
      if (it != nullptr && it->id == ElementId(id)) return it;
    }
    return nullptr;
  }

  support::FakePorts ports_;
  flow::Config config_;
  std::unique_ptr<App> app_;
};

// Another screen in between would replace the form that a person has typed into already.
TEST_F(AppTest, ShowsTheUsernameFirstWhateverTheBrowserSaysOfThePageAndTheNetwork) {
  for (const bool isHidden : {false, true}) {
    for (const bool isOnline : {false, true}) {
      app_ = std::make_unique<App>(config_, ports_.all(), ports_.clipboard, ports_.locale);
      std::vector<std::string> shown;
      app_->onChange([&] { shown.push_back(name()); });
      Visit visit;
      visit.url = "https://www.example.test/";
      visit.hidden = isHidden;
      visit.online = isOnline;
      app_->open(visit);
      ASSERT_FALSE(shown.empty());
      EXPECT_EQ(shown.front(), "username") << isHidden << isOnline;
    }
  }
}

TEST_F(AppTest, BeginsWithTheUsernameScreenThatThePageIsShippedWith) {
  std::string first;
  app_->onChange([&] {
    if (first.empty()) first = name();
  });
  open(kSignInPage);
  EXPECT_EQ(first, "username") << "any other would flicker";
}

TEST_F(AppTest, TellsOfEachChange) {
  int changes = 0;
  app_->onChange([&changes] { ++changes; });
  open(kSignInPage);
  const int opened = changes;
  EXPECT_GT(opened, 0);
  app_->dispatch(screen::Submit{});
  EXPECT_GT(changes, opened);
}

TEST_F(AppTest, KeepsTypingToItself) {
  open(kSignInPage);
  int changes = 0;
  app_->onChange([&changes] { ++changes; });
  app_->dispatch(screen::Edit{ElementId(ids::kUsername), "ada@example.com"});
  EXPECT_EQ(changes, 0) << "no frame for a letter that the page shows by itself";
}

TEST_F(AppTest, BringsTheFocusBackEachTimeAFieldIsRefused) {
  open(kSignInPage);
  const std::string fresh = app_->screen().focusKey;
  app_->dispatch(screen::Submit{});
  const std::string first = app_->screen().focusKey;
  EXPECT_NE(first, fresh);
  app_->dispatch(screen::Submit{});
  EXPECT_NE(app_->screen().focusKey, first);
}

TEST_F(AppTest, CopiesTheCodeAndSaysSo) {
  open(kLinkOfElsewhere);
  ASSERT_EQ(name(), "elsewhere");
  app_->dispatch(screen::Submit{});
  press(ids::kCopyCode);
  EXPECT_EQ(find<screen::Status>("copied"), nullptr) << "not before the browser answered";
  ports_.later.run();
  EXPECT_EQ(ports_.clipboard.content, "482913");
  ASSERT_NE(find<screen::Status>("copied"), nullptr);
  EXPECT_EQ(find<screen::Status>("copied")->text, "Copied.");
}

TEST_F(AppTest, SaysWhatToDoWhereCopyingIsForbidden) {
  ports_.clipboard.mood = support::FakeClipboard::Mood::refuses;
  open(kLinkOfElsewhere);
  app_->dispatch(screen::Submit{});
  press(ids::kCopyCode);
  ports_.later.run();
  ASSERT_NE(find<screen::Status>("copied"), nullptr);
  EXPECT_EQ(find<screen::Status>("copied")->text,
            "Your browser did not let us copy it. Please type it instead.");
}

TEST_F(AppTest, ACopyThatIsAnsweredAfterTheEndIsDropped) {
  open(kLinkOfElsewhere);
  app_->dispatch(screen::Submit{});
  press(ids::kCopyCode);
  app_.reset();
  ports_.later.run();
  EXPECT_EQ(ports_.clipboard.content, "482913");
}

TEST_F(AppTest, ShowsTheAccountOnItsPage) {
  openAccountOf("Ada Lovelace");
  EXPECT_EQ(heading(), "You are signed in");
  const auto* facts = find<screen::Facts>("facts");
  ASSERT_NE(facts, nullptr);
  EXPECT_EQ(facts->rows[0].second, "Ada Lovelace");
}

// Hosts serve one page at different addresses, and send people from one to the other: the page says
// what it is.
class AccountPageTest : public AppTest, public testing::WithParamInterface<const char*> {};

TEST_P(AccountPageTest, IsTheSamePageInEachForm) {
  signedIn("Ada Lovelace");
  Visit visit;
  visit.url = std::string("https://www.example.test") + GetParam();
  visit.role = flow::Role::account;
  app_->open(visit);
  EXPECT_EQ(heading(), "You are signed in");
  EXPECT_EQ(ports_.navigator.visited, std::vector<std::string>()) << "the person stays here";
}

INSTANTIATE_TEST_SUITE_P(Form, AccountPageTest,
                         testing::Values("/app/", "/app", "/app/index.html", "/app/index",
                                         "/app.html", "/app//", "/%61pp/", "/app?x=1", "/app#x",
                                         "/a/preview/"));

struct SignInPlace {
  const char* name;
  const char* members;
  const char* accountPage;
  const char* signInPage;
};
void PrintTo(const SignInPlace& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class SignInPlaceTest : public AppTest, public testing::WithParamInterface<SignInPlace> {};

TEST_P(SignInPlaceTest, IsWherePeopleAreSentToSignIn) {
  const auto config = flow::parseConfig(std::string(R"({"issuer":"https://id.example.test",
      "clientId":"0oa1client",)") + GetParam().members +
                                        "}");
  ASSERT_TRUE(config) << config.error().detail;
  config_ = *config;
  app_ = std::make_unique<App>(config_, ports_.all(), ports_.clipboard, ports_.locale);
  open(GetParam().accountPage);
  EXPECT_EQ(ports_.navigator.visited, std::vector<std::string>{GetParam().signInPage});
}

INSTANTIATE_TEST_SUITE_P(
    Site, SignInPlaceTest,
    testing::Values(
        SignInPlace{"OfItsOwn", R"("redirectUri":"https://a.test/login/callback/")",
                    "https://a.test/app/", "https://a.test/"},
        SignInPlace{"InAFolder", R"("redirectUri":"https://a.test/repo/login/callback/")",
                    "https://a.test/repo/app", "https://a.test/repo/"},
        SignInPlace{"BelowTheApp",
                    R"("redirectUri":"https://a.test/login/callback/","defaultPage":"/")",
                    "https://a.test/index.html", "https://a.test/login/"},
        SignInPlace{"AsConfigured",
                    R"("redirectUri":"https://a.test/cb/","signInPage":"/members/enter/")",
                    "https://a.test/members/enter/app/", "https://a.test/members/enter/"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(AppTest, OffersANewSignInWhenTheSessionHasEnded) {
  openAccountOf("Ada Lovelace");
  ports_.clock.advance(std::chrono::hours(1));
  ports_.timers.runDue();
  EXPECT_EQ(heading(), "Your session has ended");
  EXPECT_FALSE(session::TokenStore(ports_.storage, config_.client).load());
  app_->dispatch(screen::Submit{});
  ASSERT_EQ(ports_.navigator.visited.size(), 1U);
  EXPECT_EQ(ports_.navigator.visited.front(), "https://www.example.test/");
}

TEST_F(AppTest, SaysThatItSignsOutWhileItDoes) {
  openAccountOf("Ada Lovelace");
  press(ids::kSignOut);
  EXPECT_TRUE(find<screen::Button>(ids::kSignOut)->busy);
  while (!ports_.transport.pending.empty()) ports_.transport.answer(http::Response{200, {}, ""});
  EXPECT_EQ(heading(), "Signing you out");
  ASSERT_EQ(ports_.navigator.visited.size(), 1U);
  EXPECT_FALSE(session::TokenStore(ports_.storage, config_.client).load());
}

struct WayHome {
  const char* name;
  std::string uri;  // as an app or another script wrote it
  std::string page;
};
void PrintTo(const WayHome& row, std::ostream* out) { *out << row.name; }  // NOLINT: gtest's

class WayHomeTest : public AppTest, public testing::WithParamInterface<WayHome> {};

TEST_P(WayHomeTest, LeadsWhereTheAppWantedToGoButNeverToAnotherOrigin) {
  signedIn("Ada Lovelace");
  ports_.storage.write(session::Lifetime::tab, "referrerPath", GetParam().uri);
  open("https://www.example.test/");
  EXPECT_EQ(ports_.navigator.visited, std::vector<std::string>{GetParam().page});
  EXPECT_FALSE(ports_.storage.read(session::Lifetime::tab, "referrerPath"));
}

INSTANTIATE_TEST_SUITE_P(
    From, WayHomeTest,
    testing::Values(
        WayHome{"APath", "/app/orders/7", "https://www.example.test/app/orders/7"},
        WayHome{"AQueryAndAFragment", "/app/?q=a b#7", "https://www.example.test/app/?q=a b#7"},
        WayHome{"AUrlOfOurs", "https://www.example.test/a", "https://www.example.test/a"},
        WayHome{"Nothing", "", kAccountPage}, WayHome{"AWord", "orders", kAccountPage},
        WayHome{"AnotherOrigin", "https://evil.example/app/", kAccountPage},
        WayHome{"AnotherScheme", "http://www.example.test/app/", kAccountPage},
        WayHome{"AnotherPort", "https://www.example.test:8443/app/", kAccountPage},
        WayHome{"ANameThatBeginsLikeOurs", "https://www.example.test.evil.example/", kAccountPage},
        WayHome{"OursAsAPassword", "https://www.example.test@evil.example/", kAccountPage},
        WayHome{"AnotherHost", "//evil.example/app/", kAccountPage},
        WayHome{"ABackslash", R"(/\evil.example/app/)", kAccountPage},
        WayHome{"ABackslashLater", R"(/app/\evil.example/)", kAccountPage},
        WayHome{"ATab", "/\t/evil.example/", kAccountPage},
        WayHome{"ALineEnd", "/\n/evil.example/", kAccountPage},
        WayHome{"ASpaceBefore", " //evil.example/", kAccountPage},
        WayHome{"AScript", "javascript:alert(1)", kAccountPage},
        WayHome{"AScriptInDisguise", "\x01javascript:alert(1)", kAccountPage},
        WayHome{"TheSignInPageWithAFragment", "/#/orders/7", kAccountPage},
        WayHome{"TheSignInPageByItsUrl", "https://www.example.test#x", kAccountPage},
        WayHome{"TheCallbackPage", "/login/callback/?x", kAccountPage},
        WayHome{"TheCallbackPageWithoutItsSlash", "/login/callback", kAccountPage},
        WayHome{"AnotherDocument", "data:text/html,x", kAccountPage}),
    [](const auto& test) { return std::string(test.param.name); });

// A browser that does not follow at once must not leave a page without anything to press.
TEST_F(AppTest, OffersToLeaveOnceMoreWhereItIsStillThereSomeSecondsLater) {
  signedIn("Ada Lovelace");
  open("https://www.example.test/");
  ASSERT_EQ(name(), "leaving");
  EXPECT_EQ(find<screen::Button>("leave"), nullptr);
  ports_.clock.advance(Seconds(5));
  ports_.timers.runDue();
  ASSERT_NE(find<screen::Button>("leave"), nullptr);
  EXPECT_FALSE(app_->screen().busy);
  app_->dispatch(screen::Submit{});
  EXPECT_EQ(ports_.navigator.visited, (std::vector<std::string>{kAccountPage, kAccountPage}));
}

TEST_F(AppTest, TakesALinkOutOfTheAddressBarWhereItIsAnsweredHere) {
  open("https://www.example.test/login/callback/?code=x&state=y");
  EXPECT_EQ(ports_.navigator.shown, std::vector<std::string>{kSignInPage});
}

TEST_F(AppTest, LeavesAnAddressWithoutSecretsAlone) {
  open("https://www.example.test/?utm_source=mail");
  EXPECT_TRUE(ports_.navigator.shown.empty());
}

TEST_F(AppTest, AsksForASignInFirstOnTheAccountPage) {
  open(kAccountPage);
  EXPECT_EQ(name(), "leaving");
  EXPECT_EQ(heading(), "Just a moment") << "nobody is signed in";
  EXPECT_EQ(ports_.navigator.visited.size(), 1U);
}

}  // namespace
}  // namespace latchkey::app
