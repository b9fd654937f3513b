#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "simulator/files.h"
#include "simulator/http_server.h"
#include "simulator/locked_org.h"
#include "simulator/mail_folder.h"
#include "simulator/options.h"
#include "simulator/policy_file.h"
#include "simulator/smtp_sender.h"
#include "simulator/static_site.h"
#include "simulator/system_ports.h"

namespace latchkey::simulator {
namespace {

int complain(const std::string& sentence) {
  std::cerr << "latchkey-org: " << sentence << "\n";
  return 1;
}

std::string taken(int port) {
  return "port " + std::to_string(port) + " is taken by another program";
}

std::string originOf(int port) { return "http://localhost:" + std::to_string(port); }

void print(const Mail& mail) {
  std::cout << "mail to " << mail.to << ": code " << mail.code;
  if (!mail.link.empty()) std::cout << ", link " << mail.link;
  std::cout << std::endl;
}

// Where mails go besides the inbox: to the terminal, into a folder, to a mail server.
class Post {
 public:
  Post(LockedOrg& org, std::optional<MailFolder> folder) : org_(org), folder_(std::move(folder)) {}

  void sendThrough(const SmtpServer& server) {
    smtp_ = std::make_unique<SmtpSender>(
        server, [this](const std::string& id, const std::string& problem) { note(id, problem); });
  }
  void take(Mail& mail) {
    print(mail);
    if (folder_ && !folder_->keep(mail)) complain("a mail could not be kept as a file");
    if (!smtp_) return;
    mail.delivery = Delivery::underWay;
    if (smtp_->send(mail)) return;
    mail.delivery = Delivery::failed;
    mail.problem = "Too many mails were waiting for the mail server.";
    complain("mail " + mail.id + " was not delivered. " + mail.problem);
  }

 private:
  void note(const std::string& id, const std::string& problem) {
    const bool delivered = problem.empty();
    org_.noteDelivery(id, delivered ? Delivery::delivered : Delivery::failed, problem);
    if (!delivered) complain("mail " + id + " was not delivered. " + problem);
  }

  LockedOrg& org_;
  std::optional<MailFolder> folder_;
  std::unique_ptr<SmtpSender> smtp_;
};

// Blocked in every thread that is started later, so that only waitForEnd() hears them.
sigset_t blockEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void waitForEnd(const sigset_t& signals) {
  int received = 0;
  sigwait(&signals, &received);
}

Result<Policy> policyOf(const Options& options) {
  const Origins origins{originOf(options.port), originOf(options.sitePort)};
  if (options.policy.empty()) return demoPolicy(origins.org, origins.site);
  const auto text = readFile(options.policy);
  if (!text) return Error{ErrorCode::malformedConfig, "cannot read " + options.policy};
  return readPolicy(*text, options.policy, origins);
}

// Nothing is wrong with a file that is not there yet.
std::optional<Error> takeUp(Org& org, const std::string& file) {
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) return std::nullopt;
  const auto text = readFile(file);
  if (!text) return Error{ErrorCode::malformedConfig, "cannot read " + file};
  return org.restore(*text, file);
}

std::unique_ptr<Random> randomOf(const Options& options) {
  if (options.seed) return std::make_unique<SeededRandom>(*options.seed);
  return std::make_unique<SystemRandom>();
}

Result<std::optional<MailFolder>> mailFolderOf(const Options& options) {
  if (options.mailFolder.empty()) return std::optional<MailFolder>();
  Result<MailFolder> opened = MailFolder::open(options.mailFolder);
  if (!opened) return opened.error();
  return std::optional(*std::move(opened));
}

void greet(const std::string& issuer, const std::string& orgOrigin, const std::string& page) {
  std::cout << "org:   " << issuer << "\n"
            << "inbox: " << orgOrigin << "/inbox\n"
            << "ready: " << page << "/" << std::endl;
}

int serve(const Options& options, Policy policy) {
  const std::string orgOrigin = originOf(options.port);
  const std::string siteOrigin = originOf(options.sitePort);
  const std::string issuer = policy.issuer();
  const bool hasSite = !options.site.empty();
  std::error_code problem;
  if (hasSite && !std::filesystem::is_directory(options.site, problem)) {
    return complain("there is no folder " + options.site);
  }
  Result<std::optional<MailFolder>> folder = mailFolderOf(options);
  if (!folder) return complain(folder.error().detail);
  const sigset_t endSignals = blockEndSignals();
  const SystemClock clock;
  const std::unique_ptr<Random> random = randomOf(options);

  Org org(std::move(policy), clock, *random, SigningKey::generate(), options.control);
  if (const auto error = takeUp(org, options.state)) return complain(error->detail);
  for (const Fault& fault : options.faults) org.faults().add(fault);
  LockedOrg locked(org);
  const auto save = [&org, &options] {
    if (!replaceFile(options.state, org.saved())) complain("cannot write " + options.state);
  };
  if (!options.state.empty()) locked.afterEach(save);
  Post post(locked, *std::move(folder));
  if (options.smtp) post.sendThrough(*options.smtp);
  org.onMail([&post](Mail& mail) { post.take(mail); });
  const StaticSite site(options.site);
  HttpServer orgServer(orgOrigin, locked.handler());
  HttpServer siteServer(siteOrigin,
                        [&site](const http::Request& request) { return site.handle(request); });
  if (!orgServer.bind(options.port)) return complain(taken(options.port));
  if (hasSite && !siteServer.bind(options.sitePort)) return complain(taken(options.sitePort));
  orgServer.start();
  if (hasSite) siteServer.start();

  greet(issuer, orgOrigin, hasSite ? siteOrigin : orgOrigin);
  waitForEnd(endSignals);
  orgServer.stop();
  siteServer.stop();
  return 0;
}

}  // namespace
}  // namespace latchkey::simulator

int main(int argc, char** argv) {
  using namespace latchkey::simulator;
  const auto options = parseOptions(std::vector<std::string_view>(argv + 1, argv + argc));
  if (!options) return complain(options.error().detail + " (see --help)");
  if (options->help) {
    std::cout << usage();
    return 0;
  }
  if (options->version) {
    std::cout << "latchkey-org " << LATCHKEY_VERSION << "\n";
    return 0;
  }
  auto policy = policyOf(*options);
  if (!policy) return complain(policy.error().detail);
  return serve(*options, *std::move(policy));
}
