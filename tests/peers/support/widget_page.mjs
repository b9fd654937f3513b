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

// App: {issuer, clientId, redirectUri, scopes}, as the org knows it.
export function widgetPage(generation, app) {
  const {script, style} = generations[generation];
  const folder = '/peer/okta-signin-widget/dist';
  const settings = {
    ...app, el: '#widget', redirect: 'never', authScheme: 'oauth2', assets: {baseUrl: folder},
    language: 'en',
  };
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>An app</title>
<link rel="icon" href="data:">
<link rel="stylesheet" href="${folder}/css/${style}">
<div id="widget"></div>
<output id="result"></output>
<script src="${folder}/js/${script}"></script>
<script>(${signIn})(${JSON.stringify(settings)});</script>
</html>
`;
}
