// How fast and how large the simulated org is.
//   org_bench once            50 sign-ins in one process (for callgrind)
//   org_bench in-process      how long one takes, beside what a signature takes
//   org_bench load N PEOPLE   N sign-ins over loopback, so many at once
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "simulator/http_server.h"
#include "simulator/locked_org.h"
#include "simulator/signing_key.h"
#include "simulator/system_ports.h"
#include "tests/bench/load.h"

namespace latchkey::bench {
namespace {

constexpr int kCounted = 50;

int fail(const std::string& sentence) {
  std::cerr << "org_bench: " << sentence << "\n";
  return 1;
}

// Of this thread alone: what else the machine does is not in it.
double cpuMilliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// An org and one person in one process; `spent` is what the org took of the thread's time.
class InProcess {
 public:
  bool signIn() {
    spent = 0;
    return signInOnce([this](http::Method method, const std::string& target, std::string_view type,
                             const std::string& body) { return ask(method, target, type, body); },
                      0)
        .empty();
  }

  double spent = 0;

 private:
  static simulator::Policy policy() {
    simulator::Policy made = crowdPolicy(1);
    made.keptMails =
        1;  // or the inbox of one person who signs in again and again would be the cost
    return made;
  }
  Json ask(http::Method method, const std::string& target, std::string_view type,
           const std::string& body) {
    http::Request request;
    request.method = method;
    request.url = org_.policy().origin + target;
    request.headers = {{"Content-Type", std::string(type)}};
    request.body = body;
    const double begin = cpuMilliseconds();
    const auto answer = org_.handle(request);
    spent += cpuMilliseconds() - begin;
    return answer && answer->status == 200 ? parseJson(answer->body).value_or(nullptr) : nullptr;
  }

  simulator::SystemClock clock_;
  simulator::SystemRandom random_;
  simulator::Org org_{policy(), clock_, random_};
};

int once() {
  InProcess person;
  bool good = true;
  for (int i = 0; i < kCounted; ++i) good = person.signIn() && good;
  return good ? 0 : fail("a sign-in failed");
}

int inProcess() {
  constexpr int kRuns = 2'000;
  InProcess person;
  bool good = true;
  std::vector<double> signIns;
  std::vector<double> signatures;
  const simulator::SigningKey key = simulator::SigningKey::generate();
  const Json claims = {{"sub", "00u1"}, {"iss", "http://localhost:8081/oauth2/default"}};
  // In turn, so that both meet the same weather.
  for (int i = 0; i < kRuns; ++i) {
    good = person.signIn() && good;
    signIns.push_back(person.spent);
    const double begin = cpuMilliseconds();
    key.sign(claims, "kid");
    signatures.push_back(cpuMilliseconds() - begin);
  }
  if (!good) return fail("a sign-in failed");
  std::printf("%.3f %.3f\n", median(signIns), median(signatures));
  return 0;
}

// VmHWM of a process: the most memory that it ever had, in kB.
long peakOf(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  std::string word;
  long kilobytes = 0;
  while (status >> word) {
    if (word == "VmHWM:") status >> kilobytes;
  }
  return kilobytes;
}

// What is in use of the heap, in kB: without what was freed and is kept for later, which the peak
// has in it.
long heapInUse() { return static_cast<long>(::mallinfo2().uordblks / 1'000); }

// The org in a process of its own: it says its port, and for each byte from `until` what it uses of
// the heap; it ends when `until` does.
void serve(int said, int until, int people) {
  const simulator::SystemClock clock;
  simulator::SystemRandom random;
  simulator::Org org(crowdPolicy(people), clock, random);
  simulator::LockedOrg locked(org);
  simulator::HttpServer server("http://localhost:8081", locked.handler());
  if (!server.bind(0)) _exit(1);
  server.start();
  const int port = server.port();
  char byte = 0;
  if (::write(said, &port, sizeof(port)) != sizeof(port)) _exit(1);
  while (::read(until, &byte, 1) == 1) {
    const long used = heapInUse();
    if (::write(said, &used, sizeof(used)) != sizeof(used)) _exit(1);
  }
  server.stop();
}

// What the org in the other process has of memory.
struct Memory {
  long peak = 0;
  long used = 0;
};

Memory memoryOf(pid_t org, int ask, int answer) {
  Memory memory{peakOf(org), 0};
  if (::write(ask, "?", 1) != 1 ||
      ::read(answer, &memory.used, sizeof(memory.used)) != sizeof(memory.used)) {
    memory.used = 0;
  }
  return memory;
}

int load(int signIns, int people) {
  int said[2];
  int until[2];
  if (::pipe(said) != 0 || ::pipe(until) != 0) return fail("no pipe");
  const pid_t org = ::fork();
  if (org == 0) {
    ::close(until[1]);
    serve(said[1], until[0], people);
    _exit(0);
  }
  ::close(until[0]);
  ::close(said[1]);
  Load wanted;
  if (::read(said[0], &wanted.port, sizeof(wanted.port)) != sizeof(wanted.port)) {
    return fail("the org did not start");
  }
  wanted.people = people;
  // A tenth first: what is kept has its size then, and must not grow any more.
  wanted.signIns = signIns / 10;
  std::vector<std::string> problems = signIn(wanted);
  const Memory early = memoryOf(org, until[1], said[0]);
  wanted.signIns = signIns - signIns / 10;
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<std::string> more = signIn(wanted);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  problems.insert(problems.end(), more.begin(), more.end());
  const Memory late = memoryOf(org, until[1], said[0]);
  ::close(until[1]);
  ::waitpid(org, nullptr, 0);
  if (!problems.empty()) std::cerr << problems.front() << "\n";
  std::printf("%zu %.0f %ld %ld %ld %ld\n", problems.size(), wanted.signIns / took.count(),
              early.peak, late.peak, early.used, late.used);
  return 0;
}

}  // namespace
}  // namespace latchkey::bench

int main(int argc, char** argv) {
  using namespace latchkey::bench;
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words == std::vector<std::string>{"once"}) return once();
  if (words == std::vector<std::string>{"in-process"}) return inProcess();
  if (words.size() == 3 && words[0] == "load")
    return load(std::stoi(words[1]), std::stoi(words[2]));
  return fail("see the top of org_bench.cpp");
}
