#include "simulator/mime.h"

#include <algorithm>

#include "base/text.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMostOfALine = 76;  // RFC 2045 §6.7 (5), RFC 2047 §2

bool isVisible(char c) { return c > ' ' && c <= '~'; }
bool isForeign(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// RFC 5322 §3.2.3.
bool isAtom(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
  return isLetter(c) || isDigit(c) || isForeign(c) || kMarks.find(c) != std::string_view::npos;
}

std::string escaped(char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'=', kHex[byte >> 4U], kHex[byte & 0xFU]};
}

// What somebody entered, fit for a header: no line end or other control character is left in it.
std::string singleLine(std::string_view text) {
  std::string line;
  const bool utf8 = isUtf8(text);
  for (const char c : text) {
    const bool kept = isVisible(c) || (isForeign(c) && utf8);
    line += kept ? c : isForeign(c) ? '?' : ' ';
  }
  return std::string(trimmed(line));
}

// RFC 2047 in its Q form, as many words as it takes, folded; a character is never cut in two.
std::string encodedWords(std::string_view line) {
  constexpr std::string_view kBegin = "=?UTF-8?Q?";
  constexpr std::string_view kEnd = "?=";
  constexpr std::size_t kMostOfAWord = 64;  // leaves room for "Subject: "
  std::string words(kBegin);
  std::size_t length = words.size();
  for (std::size_t at = 0; at < line.size();) {
    std::size_t next = at + 1;
    while (next < line.size() && (static_cast<unsigned char>(line[next]) & 0xC0U) == 0x80) ++next;
    std::string character;
    for (const char c : line.substr(at, next - at)) {
      const bool plain = isLetter(c) || isDigit(c);
      character += plain ? std::string(1, c) : c == ' ' ? "_" : escaped(c);
    }
    if (length + character.size() + kEnd.size() > kMostOfAWord) {
      words.append(kEnd).append(kLineEnd).append(" ").append(kBegin);
      length = 1 + kBegin.size();
    }
    words += character;
    length += character.size();
    at = next;
  }
  return words.append(kEnd);
}

// A subject, or a name before an address (a phrase of atoms), is written as it is when it can be.
enum class Header { subject, name };

std::string headerText(std::string_view text, Header kind) {
  constexpr std::size_t kMostPlain = 60;
  const std::string line = singleLine(text);
  const bool plain = std::all_of(line.begin(), line.end(), [kind](char c) {
    return !isForeign(c) && (c == ' ' || kind == Header::subject || isAtom(c));
  });
  const bool looksEncoded = line.find("=?") != std::string::npos;
  return plain && !looksEncoded && line.size() <= kMostPlain ? line : encodedWords(line);
}

std::string mailbox(std::string_view name, std::string_view address) {
  if (!isMailAddress(address)) return "undisclosed-recipients:;";
  const std::string shown = headerText(name, Header::name);
  if (shown.empty()) return std::string(address);
  return shown + std::string(kLineEnd) + " <" + std::string(address) + ">";
}

// RFC 2045 §6.7. Text has LF or CRLF at the end of its lines.
std::string quotedPrintable(std::string_view text) {
  std::string encoded;
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\r' && text.substr(at + 1, 1) == "\n") continue;
    if (c == '\n') {
      encoded += kLineEnd;
      length = 0;
      continue;
    }
    const bool lineEnds = at + 1 == text.size() || text[at + 1] == '\n' || text[at + 1] == '\r';
    const bool plain = (isVisible(c) && c != '=') || (c == ' ' && !lineEnds);
    // A dot at the beginning of a line means something to SMTP.
    const std::string piece = plain && !(c == '.' && length == 0) ? std::string(1, c) : escaped(c);
    if (length + piece.size() >= kMostOfALine) {
      encoded.append("=").append(kLineEnd);
      length = 0;
    }
    encoded += piece;
    length += piece.size();
  }
  return encoded;
}

std::string date(Instant at) { return replaceAll(toHttpDate(at), "GMT", "+0000"); }

std::string field(std::string_view name, const std::string& value) {
  return std::string(name) + ": " + value + std::string(kLineEnd);
}

std::string part(std::string_view boundary, std::string_view type, std::string_view body) {
  return "--" + std::string(boundary) + std::string(kLineEnd) +
         field("Content-Type", std::string(type) + "; charset=utf-8") +
         field("Content-Transfer-Encoding", "quoted-printable") + std::string(kLineEnd) +
         quotedPrintable(body) + std::string(kLineEnd);
}

bool isHost(std::string_view text) {
  const auto labels = split(text, '.');
  return std::all_of(labels.begin(), labels.end(), [](std::string_view label) {
    return !label.empty() && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) {
             return isLetter(c) || isDigit(c) || c == '-' || isForeign(c);
           });
  });
}

}  // namespace

bool isMailAddress(std::string_view text) {
  constexpr std::size_t kMostLocal = 64;
  constexpr std::size_t kMost = 254;
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at > kMostLocal || text.size() > kMost) return false;
  const auto atoms = split(text.substr(0, at), '.');
  return isUtf8(text) && isHost(text.substr(at + 1)) &&
         std::all_of(atoms.begin(), atoms.end(), [](std::string_view atom) {
           return !atom.empty() && std::all_of(atom.begin(), atom.end(), isAtom);
         });
}

std::string toMessage(const Mail& mail) {
  const std::size_t host = mail.from.find('@');
  const std::string domain = host == std::string::npos ? "localhost" : mail.from.substr(host + 1);
  // "=_" cannot be in quoted-printable text, so no body can hold the boundary.
  const std::string boundary = "=_" + mail.id;
  return field("Date", date(mail.receivedAt)) + field("From", mailbox(mail.fromName, mail.from)) +
         field("To", mailbox(mail.toName, mail.to)) +
         field("Subject", headerText(mail.subject, Header::subject)) +
         field("Message-ID", "<" + mail.id + "@" + domain + ">") + field("MIME-Version", "1.0") +
         // RFC 3834: nobody's holiday notice is wanted.
         field("Auto-Submitted", "auto-generated") +
         field("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"") +
         std::string(kLineEnd) + part(boundary, "text/plain", mail.text) +
         part(boundary, "text/html", mail.html) + "--" + boundary + "--" + std::string(kLineEnd);
}

}  // namespace latchkey::simulator
