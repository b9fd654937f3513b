#pragma once

#include "base/json_reader.h"

namespace latchkey::simulator {

// What can be wrong inside a document that is JSON and looks like IDX.
enum class Distortion {
  foreignHrefs,   // every form leads to another host
  hostileTexts,   // every text for people is markup, and turns the direction of writing
  lostRelations,  // every `relatesTo` points at nothing
  bare,           // nothing that could be left out
  wrongTypes,     // members of other types than they have
};

void distort(Json& document, Distortion distortion);

}  // namespace latchkey::simulator
