#pragma once

#include "screen/screen.h"

namespace latchkey::fuzz {

// Is there something on this screen that a person can press now and that leads on? A code to copy
// leads nowhere.
bool offersAWayOn(const screen::Screen& screen);

// Stops the run where a screen is not what every screen has to be: one heading, every id there
// once, every field and button with a name, and nothing of a text has become an element.
void promiseSoundScreen(const screen::Screen& screen);

}  // namespace latchkey::fuzz
