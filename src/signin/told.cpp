#include "signin/told.h"

#include <algorithm>
#include <cstddef>

namespace latchkey::signin {
namespace {

constexpr std::size_t kMostTold = 32;

bool isSame(const Diagnosis& a, const Diagnosis& b) {
  return a.error == b.error && a.outcome.address == b.outcome.address &&
         a.outcome.status == b.outcome.status && a.outcome.error == b.outcome.error;
}

}  // namespace

std::optional<Diagnosis> Told::note(const Error& error, const Outcome& outcome,
                                    const oauth::Client& client, Instant now) {
  Diagnosis diagnosis = diagnose(error, outcome, client, now);
  const auto before = std::find_if(all_.begin(), all_.end(),
                                   [&](const Diagnosis& it) { return isSame(it, diagnosis); });
  if (before != all_.end()) {
    reference_ = before->reference;
    return std::nullopt;
  }
  if (all_.size() == kMostTold) all_.erase(all_.begin());
  reference_ = diagnosis.reference;
  all_.push_back(diagnosis);
  return diagnosis;
}

std::optional<Diagnosis> Told::note(Trouble& trouble, const Outcome& outcome,
                                    const oauth::Client& client, Instant now) {
  std::optional<Diagnosis> news;
  // That is about what the person did, and of no interest to those who run the page.
  if (trouble.advice == Advice::tooManyAttempts) return news;
  if (trouble.error && trouble.error != error_) news = note(*trouble.error, outcome, client, now);
  error_ = trouble.error;
  trouble.reference = trouble.error ? reference_ : "";
  return news;
}

void Told::passed(const Outcome& outcome) {
  std::erase_if(all_, [&](const Diagnosis& it) { return it.outcome.address == outcome.address; });
}

}  // namespace latchkey::signin
