// The one reading of the page's address on this side. It is more generous than the program's
// (oauth/landing.h): a link that the program would not take must leave the address bar, too.
// Part of boot.js, so ES5.

var secretName =
  /^(otp|(session_)?state|(interaction_)?code|error(_description|_uri)?|\w*token)$/i;

// Ends an address that this page has sent to its own origin, so that a host which sends people back
// is noticed. A fragment goes along with every redirect and never reaches a server.
var sent = '#sent-home';

// Links of other mails of the org, for its own pages. Where this page is shown for one, the path
// ends with a token (flow/org_link.h).
var tokenPath =
  /^(https?:\/\/[^/]*\/(?:welcome|activate|tokens|reset_password|(?:signin|email)\/[a-z-]+)\/)[^/]/i;

// Mail programs and proxies escape what is escaped already.
function unescaped(text) {
  for (var i = 0; i < 5; ++i) {
    text = text.replace(/%([0-9a-f]{2})/gi, function (_, code) {
      return String.fromCharCode(parseInt(code, 16));
    });
  }
  return text;
}

// Is a parameter of a secret's name in this part of an address, however it was mangled:
// "amp;state=", "&#38;state=", "otp%3D", "%6Ftp", " OTP", "sta=te=" (a line that ended there)?
function holdsSecret(part) {
  return unescaped(part).split(/[?&#;]/).some(function (parameter) {
    return parameter.split('=').some(function (_, i, pieces) {
      var name = pieces.slice(0, i + 1).join('').replace(/\W/g, '');
      return (i === 0 || i < pieces.length - 1) && secretName.test(name);
    });
  });
}

// What may stay of an address: everything but the parameters that hold a secret, and but a fragment
// or an end of the path that holds one.
function cleaned(address) {
  var parts = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(address);
  var path = parts[1];
  var query = (parts[2] || '?').slice(1);
  var kept = query.split('&').filter(function (part) { return !holdsSecret(part); }).join('&');
  var fragment = parts[3] || '';
  // Where "?" or "&" was escaped, all of the link is path.
  var end = path.search(/%(25)*(3f|26|3b)|[&;]/i);
  if (end > 0 && holdsSecret(path.slice(end))) path = path.slice(0, end);
  var page = tokenPath.exec(path);
  if (page) path = page[1];
  return path + (kept === query ? parts[2] || '' : kept && '?' + kept) +
    (holdsSecret(fragment) ? '' : fragment);
}

// {address: all of it, clean: what may stay, isSent: it comes from this page at another origin}
export function readAddress(href) {
  var isSent = href.slice(-sent.length) === sent;
  var address = isSent ? href.slice(0, -sent.length) : href;
  return {address: address, clean: cleaned(address), isSent: isSent};
}

// The same address at the origin `home`; its root for what is no address of a web page.
export function atHome(address, home) {
  var page = /^https?:\/\/[^\/?#]*(.*)$/i.exec(address);
  return home + (page ? page[1] : '/');
}

export function sentHome(address, home) {
  return atHome(address, home) + sent;
}
