// The page of an app with okta-auth-js from npm, and the app in Node's hand.
import {ada, clientId, issuer, newestMail, page as site, redirectUri, scopes} from './org.mjs';

export function authJsPage(options) {
  const settings = {issuer, clientId, redirectUri, scopes, ...options};
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>An app</title>
<link rel="icon" href="data:">
<script src="/peer/okta-auth-js/dist/okta-auth-js.min.js"></script>
<script>window.app = new OktaAuth(${JSON.stringify(settings)});</script>
</html>
`;
}

// How the two modes of okta-auth-js say the same thing.
export const modes = {
  legacy: {
    options: {idx: {enableLegacyMode: true}},
    begin: [['authenticate', {username: ada}], ['proceed', {methodType: 'email'}]],
    answer: (code) => ['proceed', {verificationCode: code}],
    resend: ['proceed', {resend: true}],
    link: (search) => ['handleEmailVerifyCallback', search],
  },
  'by step': {
    options: {},
    begin: [['start'], ['proceed', {step: 'identify', username: ada}],
      ['proceed', {step: 'authenticator-verification-data', methodType: 'email'}]],
    answer: (otp) => ['proceed', {step: 'challenge-authenticator', otp}],
    resend: ['proceed', {actions: ['currentAuthenticatorEnrollment-resend']}],
    // handleEmailVerifyCallback() names no step.
    link: (search) => {
      const {otp, state} = Object.fromEntries(new URLSearchParams(search));
      return ['proceed', {step: 'challenge-authenticator', otp, state}];
    },
  },
};

export class AppUser {
  constructor(page, mode) {
    this.page = page;
    this.mode = modes[mode];
  }

  open(path = '/') { return this.page.goto(site + path); }

  // Calls app.idx and answers what matters of its transaction.
  idx([method, options]) {
    return this.page.evaluate(async ([name, settings]) => {
      try {
        const transaction = await window.app.idx[name](settings);
        const {status, nextStep, messages = [], tokens} = transaction;
        if (tokens) window.app.tokenManager.setTokens(tokens);
        return {status, step: nextStep?.name, keys: messages.map(({i18n}) => i18n.key),
          name: tokens?.idToken.claims.name};
      } catch (error) {
        return {error: error.name, message: error.message};
      }
    }, [method, options]);
  }

  async askForMail() {
    await this.open();
    let transaction;
    for (const call of this.mode.begin) transaction = await this.idx(call);
    if (transaction.step !== 'challenge-authenticator') throw new Error(JSON.stringify(transaction));
    return newestMail(ada);
  }

  answer(code) { return this.idx(this.mode.answer(code)); }
  resend() { return this.idx(this.mode.resend); }
  // On the page that a click on the link has opened.
  async link() { return this.idx(this.mode.link(new URL(this.page.url()).search)); }
  isAuthenticated() { return this.page.evaluate(() => window.app.isAuthenticated()); }
}
