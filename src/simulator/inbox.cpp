#include "simulator/inbox.h"

#include <string>
#include <utility>

#include "base/text.h"
#include "simulator/answers.h"
#include "simulator/mime.h"
#include "simulator/page.h"

namespace latchkey::simulator {
namespace {

std::string addressOf(const Mail& mail, std::string_view ending = "") {
  return "/inbox/" + escapeHtml(mail.id) + std::string(ending);
}

std::string link(const std::string& href, std::string_view text) {
  return "<a href=\"" + href + "\">" + std::string(text) + "</a>";
}

std::string delivery(const Mail& mail) {
  switch (mail.delivery) {
    case Delivery::kept:
      return "";
    case Delivery::underWay:
      return "<p class=\"soft\">On its way to the mail server.</p>";
    case Delivery::delivered:
      return "<p class=\"soft\">The mail server took it.</p>";
    case Delivery::failed:
      break;
  }
  return "<p class=\"problem\"><strong>Not delivered.</strong> " + escapeHtml(mail.problem) +
         "</p>";
}

// Whom and when, and what most people open a mail for.
std::string gist(const Mail& mail) {
  std::string html = "<p class=\"soft\">To " + escapeHtml(mail.to) + " &middot; <time datetime=\"" +
                     toRfc3339(mail.receivedAt) + "\">" + toHttpDate(mail.receivedAt) +
                     "</time></p>" + delivery(mail) + "<p class=\"code\">" + escapeHtml(mail.code) +
                     "</p>";
  if (!mail.link.empty()) {
    html += "<p><a class=\"button\" href=\"" + escapeHtml(mail.link) +
            "\" target=\"_blank\">Open the link</a></p>";
  }
  return html;
}

std::string article(const Mail& mail) {
  return "<article><h2>" + escapeHtml(mail.subject) + "</h2>" + gist(mail) + "<p class=\"soft\">" +
         link(addressOf(mail), "Read the mail") + " &middot; " +
         link(addressOf(mail, ".eml"), "Download it") + "</p></article>";
}

http::Response list(const Mailbox& mailbox, std::string_view to) {
  constexpr int kRefreshSeconds = 3;
  std::string mails;
  for (const Mail& mail : mailbox.all()) {
    if (to.empty() || equalsIgnoringCase(mail.to, to)) mails += article(mail);
  }
  if (mails.empty()) mails = "<p>No mail yet. This page looks again by itself.</p>";
  return htmlAnswer(200, page("Inbox", mails, kRefreshSeconds));
}

http::Response single(const Mail& mail) {
  const std::string body = "<p>" + link("/inbox", "All mail") + "</p><article>" + gist(mail) +
                           "<p class=\"soft\">" + link(addressOf(mail, ".eml"), "Download it") +
                           "</p></article><iframe title=\"The mail\" src=\"" +
                           addressOf(mail, ".html") +
                           "\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\"></iframe>"
                           "<h2>As plain text</h2><article><pre>" +
                           escapeHtml(mail.text) + "</pre></article>";
  return htmlAnswer(200, page(mail.subject, body));
}

// A template is somebody's own HTML: it gets no script, no form and no origin, framed or not.
http::Response framed(const Mail& mail) {
  constexpr std::string_view kHead = "<head>";
  std::string html = mail.html;
  const std::size_t head = html.find(kHead);
  // In the frame there is no room for the page behind a link.
  html.insert(head == std::string::npos ? 0 : head + kHead.size(), "<base target=\"_blank\">");
  http::Response response = htmlAnswer(200, std::move(html));
  response.headers.emplace_back(
      "Content-Security-Policy",
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
      "style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'self'");
  return response;
}

http::Response message(const Mail& mail) {
  return {200,
          {{"Content-Type", "message/rfc822"},
           {"Content-Disposition", "attachment; filename=\"" + mail.id + ".eml\""},
           {"Cache-Control", "no-cache, no-store"}},
          toMessage(mail)};
}

// Takes `ending` off `name`, if it has it.
bool cutOff(std::string_view& name, std::string_view ending) {
  const bool has =
      name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending;
  if (has) name.remove_suffix(ending.size());
  return has;
}

}  // namespace

http::Response inbox(const Mailbox& mailbox, std::string_view path, std::string_view to) {
  constexpr std::string_view kFolder = "/inbox/";
  if (path == "/inbox") return list(mailbox, to);
  if (path == "/inbox.json") return jsonAnswer(200, inboxJson(mailbox, to));
  if (path.substr(0, kFolder.size()) != kFolder) return notFound();
  path.remove_prefix(kFolder.size());
  const bool asHtml = cutOff(path, ".html");
  const bool asMessage = !asHtml && cutOff(path, ".eml");
  const Mail* mail = mailbox.byId(path);
  if (mail == nullptr) {
    return htmlAnswer(404, page("This mail is gone", "<p>" + link("/inbox", "All mail") + "</p>"));
  }
  return asHtml ? framed(*mail) : asMessage ? message(*mail) : single(*mail);
}

}  // namespace latchkey::simulator
