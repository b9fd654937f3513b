#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/json_reader.h"

namespace latchkey::simulator {

// The shape of JSON documents of one kind: which members there are, of which types, and whether
// each is in all of them. Elements of a list that have a name are told apart by it; the others
// count as one, with what each may have.
class Shape {
 public:
  static Shape of(const Json& document) {
    Shape shape;
    shape.add(document, "");
    return shape;
  }
  // Of several documents of the same kind.
  static Shape of(const std::vector<Json>& documents) {
    std::vector<Shape> shapes;
    for (const Json& document : documents) shapes.push_back(of(document));
    return merged(shapes);
  }

  // "-path:type" for what recordings always have and `this` lacks, "+path:type" for what `this` has
  // and no recording, "~path" for named elements in an order that no recording has. Of members
  // inside each other only the outermost.
  std::vector<std::string> differencesFrom(const Shape& recordings) const {
    std::vector<std::string> lacks = missing(recordings, *this, true);
    std::vector<std::string> differences;
    for (const std::string& member : lacks) differences.push_back("-" + member);
    for (const std::string& member : missing(*this, recordings, false)) {
      differences.push_back("+" + member);
    }
    for (const auto& [list, orders] : orders_) {
      const auto recorded = recordings.orders_.find(list);
      if (recorded == recordings.orders_.end()) continue;
      for (const auto& names : orders) {
        if (!isInSomeOrder(names, recorded->second)) differences.push_back("~" + list);
      }
    }
    return differences;
  }

 private:
  using Names = std::vector<std::string>;

  static Shape merged(const std::vector<Shape>& shapes) {
    Shape all;
    std::map<std::string, std::size_t> always;
    for (const Shape& shape : shapes) {
      for (const auto& [member, isAlways] : shape.members_) {
        all.members_.emplace(member, false);
        always[member] += isAlways ? 1U : 0U;
      }
      for (const auto& [list, orders] : shape.orders_) {
        auto& known = all.orders_[list];
        known.insert(known.end(), orders.begin(), orders.end());
      }
      all.emptyLists_.insert(shape.emptyLists_.begin(), shape.emptyLists_.end());
    }
    for (auto& [member, isAlways] : all.members_) isAlways = always[member] == shapes.size();
    return all;
  }

  static std::string_view typeOf(const Json& json) {
    if (json.is_object()) return "object";
    if (json.is_array()) return "list";
    if (json.is_string()) return "text";
    return json.is_boolean() ? "boolean" : json.is_number() ? "number" : "null";
  }

  void add(const Json& json, const std::string& path) {
    if (json.is_array()) return addList(json, path);
    if (!json.is_object()) return;
    for (const auto& item : json.items()) {
      const std::string inner = path + "." + item.key();
      members_[inner + ":" + std::string(typeOf(item.value()))] = true;
      add(item.value(), inner);
    }
  }

  void addList(const Json& list, const std::string& path) {
    if (list.empty()) emptyLists_.insert(path);
    std::map<std::string, std::vector<Shape>> groups;
    Names names;
    for (const Json& element : list) {
      const auto name = text(element, "name");
      const std::string inner = path + "[" + name.value_or("") + "]";
      if (name) {
        if (std::find(names.begin(), names.end(), *name) == names.end()) names.push_back(*name);
        members_[inner + ":element"] = true;
      }
      Shape shape;
      shape.add(element, inner);
      groups[inner].push_back(std::move(shape));
    }
    for (const auto& [inner, shapes] : groups) absorb(merged(shapes));
    if (!names.empty()) orders_[path].push_back(std::move(names));
  }

  void absorb(const Shape& part) {
    members_.insert(part.members_.begin(), part.members_.end());
    emptyLists_.insert(part.emptyLists_.begin(), part.emptyLists_.end());
    for (const auto& [list, orders] : part.orders_) {
      auto& known = orders_[list];
      known.insert(known.end(), orders.begin(), orders.end());
    }
  }

  // What `from` has (or always has) and `in` has not.
  static std::vector<std::string> missing(const Shape& from, const Shape& in, bool always) {
    std::vector<std::string> found;
    for (const auto& [member, isAlways] : from.members_) {
      if ((always && !isAlways) || in.members_.contains(member)) continue;
      if (!isInside(member, in.emptyLists_)) found.push_back(member);
    }
    std::vector<std::string> outermost;
    for (const std::string& member : found) {
      const bool inner = std::any_of(found.begin(), found.end(), [&member](const auto& other) {
        return isInside(member, {other.substr(0, other.rfind(':'))});
      });
      if (!inner) outermost.push_back(member);
    }
    return outermost;
  }

  static bool isInside(const std::string& member, const std::set<std::string>& parents) {
    return std::any_of(parents.begin(), parents.end(), [&member](const std::string& parent) {
      return member.size() > parent.size() && member.compare(0, parent.size(), parent) == 0 &&
             (member[parent.size()] == '.' || member[parent.size()] == '[');
    });
  }

  // Names that only one side has do not count.
  static bool isInSomeOrder(const Names& names, const std::vector<Names>& orders) {
    return std::any_of(orders.begin(), orders.end(), [&names](const Names& order) {
      return shared(names, order) == shared(order, names);
    });
  }
  static Names shared(const Names& one, const Names& other) {
    Names both;
    std::copy_if(one.begin(), one.end(), std::back_inserter(both), [&other](const auto& name) {
      return std::find(other.begin(), other.end(), name) != other.end();
    });
    return both;
  }

  std::map<std::string, bool> members_;  // "path:type" -> in all of them?
  std::set<std::string> emptyLists_;
  std::map<std::string, std::vector<Names>> orders_;  // of named elements
};

}  // namespace latchkey::simulator
