#pragma once

#include <string>
#include <string_view>

namespace latchkey::simulator {

// Reads the HTML of a mail: well enough for its plain text, and never for a decision.

// What a person would read: paragraphs apart, white space collapsed, links with their address
// behind them, nothing of <head>, <style>, <script> and comments.
std::string textOfHtml(std::string_view html);

// The `href` of the first <a> of that id; empty if there is none.
std::string hrefById(std::string_view html, std::string_view id);

}  // namespace latchkey::simulator
