#pragma once

#include <string_view>

#include "http/message.h"
#include "simulator/mailbox.h"

namespace latchkey::simulator {

// Everybody's mail, to read and click in. Works without scripts.
//   /inbox?to=ADDRESS   the newest first, looked up anew by itself; without `to` everybody's
//   /inbox.json?to=...  the same, for tests
//   /inbox/ID           one mail: its HTML in a frame that can do nothing but open links, its text
//   /inbox/ID.html      what is in that frame
//   /inbox/ID.eml       the message as it travels
http::Response inbox(const Mailbox& mailbox, std::string_view path, std::string_view to);

}  // namespace latchkey::simulator
