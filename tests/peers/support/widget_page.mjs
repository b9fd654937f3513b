// The page of an app with Okta's Sign-In Widget, as its README describes one. Nothing is changed but
// where things come from: language, fonts and pictures from the npm package instead of a CDN.
export const generations = {
  gen2: {script: 'okta-sign-in.min.js', style: 'okta-sign-in.min.css'},
  gen3: {script: 'okta-sign-in.next.no-polyfill.js', style: 'okta-sign-in.next.css'},
};

const signIn = (settings) => {
  const {searchParams} = new URL(location.href);
  const say = (text) => { document.getElementById('result').textContent = text; };
  const widget = new OktaSignIn({
    ...settings,
    otp: searchParams.get('otp') ?? undefined,
    state: searchParams.get('state') ?? undefined,
  });
  widget.on('ready', () => { document.documentElement.dataset.ready = ''; });
  widget.renderEl({el: '#widget'}).then(({status, tokens}) => {
    widget.authClient.tokenManager.setTokens(tokens);
    say(`${status}: ${tokens.idToken.claims.name}`);
  }, (error) => say(`${error.name}: ${error.message}`));
};

// With the state token that /authorize handed out, as on a page of the org's own: its success leads
// back to the app, where there is nothing left to do.
const signInForOrg = (settings) => {
  const stateToken = new URL(location.href).searchParams.get('stateToken');
  if (stateToken) new OktaSignIn({...settings, stateToken}).renderEl({el: '#widget'});
};

const folder = '/peer/okta-signin-widget/dist';
const usual = {el: '#widget', assets: {baseUrl: folder}, language: 'en'};

// App: {issuer, clientId, redirectUri, scopes}, as the org knows it.
export const widgetPage = (generation, app) =>
  page(generation, signIn, {...usual, ...app, redirect: 'never', authScheme: 'oauth2'});

export const hostedWidgetPage = (generation, org) =>
  page(generation, signInForOrg, {...usual, baseUrl: org});

function page(generation, start, settings) {
  const {script, style} = generations[generation];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>An app</title>
<link rel="icon" href="data:">
<link rel="stylesheet" href="${folder}/css/${style}">
<div id="widget"></div>
<output id="result"></output>
<script src="${folder}/js/${script}"></script>
<script>(${start})(${JSON.stringify(settings)});</script>
</html>
`;
}
