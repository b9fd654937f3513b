// All browser tests. One file, so that they share one org, one site and one browser, and run one
// after the other wherever they run.
import './cases/code.mjs';
import './cases/link.mjs';
import './cases/link-tabs.mjs';
import './cases/mistakes.mjs';
import './cases/weather.mjs';
import './cases/trouble.mjs';
import './cases/early.mjs';
import './cases/hosts.mjs';
import './cases/folders.mjs';
import './cases/tabs.mjs';
import './cases/session.mjs';
import './cases/keyboard.mjs';
import './cases/accessibility.mjs';
import './cases/scenes.mjs';
import './cases/steps.mjs';
import './cases/keys.mjs';
import './cases/crypto.mjs';
import './cases/views.mjs';
import './cases/screens.mjs';
import './cases/changed.mjs';
import './cases/reflow.mjs';
import './cases/names.mjs';
import './cases/peer.mjs';
import './cases/requests.mjs';
import './cases/rest.mjs';
import './cases/picture.mjs';
