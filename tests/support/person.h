#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/support/visit.h"

namespace latchkey::support {

// A person who wants to sign in and knows nothing of how it works: reads a screen, fills in what it
// asks for, presses what it offers, and tries something else when that led nowhere. Does nothing
// that the screen does not offer.
class Person {
 public:
  Person(World& world, std::string username, std::string password = "")
      : world_(world), username_(std::move(username)), password_(std::move(password)) {}

  // One look at the page, and one thing done.
  void act(Visit& visit);
  // ... by the whim of `random`: anything that is offered.
  void actAtRandom(Visit& visit, std::mt19937& random);
  // Until the page leaves for the app. False when this person loses patience, after some minutes.
  bool signsIn(Visit& visit);

 private:
  void fillIn(Visit& visit);
  std::string answerTo(const screen::TextField& field) const;
  std::vector<std::string> promising(const Visit& visit) const;

  World& world_;
  std::string username_;
  std::string password_;
  // How often this very screen was answered, which decides what to try next.
  std::map<std::string, std::size_t> answered_;
};

}  // namespace latchkey::support
