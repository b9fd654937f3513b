#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "base/error.h"

namespace latchkey {

// A value or an Error. The interface is a subset of std::expected<T, Error> (C++23), so that this
// class can become an alias once every compiler we support has it. `*` and `->` on an error are a
// programming mistake, as in std::expected; callers write `if (!x) return x.error();`.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Implicit on purpose: `return value;` and `return Error{...};` read best.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  const Error& error() const { return *std::get_if<1>(&state_); }

  template <class U>
  T value_or(U&& fallback) const {
    return has_value() ? **this : static_cast<T>(std::forward<U>(fallback));
  }

  // Calls `next` with the value, or passes the error on. `next` returns a Result.
  template <class F>
  auto and_then(F&& next) const -> std::invoke_result_t<F, const T&> {
    if (!has_value()) return error();
    return std::forward<F>(next)(**this);
  }

 private:
  std::variant<T, Error> state_;
};

// For std::visit over a variant with one lambda for each alternative.
template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
// clang 14 cannot deduce aggregates.
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace latchkey
