// The site, as if it had been built with these members in its configuration. Not for what the page's
// own policy depends on: the origin of the issuer.
export const configures = (context, members) => context.addInitScript((changed) => {
  document.addEventListener('DOMContentLoaded', () => {
    const config = document.getElementById('config').firstChild;
    if (config) config.data = JSON.stringify({...JSON.parse(config.data), ...changed});
  });
}, members);
