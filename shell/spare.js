// What is loaded only where something is wrong: boot.js once more, for a host that changed the page
// so that the browser refused the script in it, and the reason why the WebAssembly did not run.
import {advice, look, sentences} from './asset.js';
import './boot.js';
import * as texts from './texts.js';

const smallest = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);  // a WebAssembly without content

function isBlocked() {
  try {
    return !new WebAssembly.Module(smallest);
  } catch {
    return true;
  }
}

// What stands against WebAssembly by itself. Our own policy does only where the browser does not
// know what that allows.
function blockedBy(policy) {
  if (policy.includes("'wasm-unsafe-eval'")) return {sentence: texts.old};
  return {
    sentence: texts.blocked,
    told: "WebAssembly is blocked. Add 'wasm-unsafe-eval' to script-src in the " +
      `Content-Security-Policy header${policy && ` (now: ${policy})`}.`,
  };
}

// Why the program did not start: {verdict, sentence, told}. `error` is what was thrown, `policy`
// the content security policy that stopped something.
export async function diagnose(url, error, policy) {
  if (isBlocked()) return blockedBy(policy);
  const {verdict, told, bytes} = await look(url);
  if (verdict) return {verdict, sentence: sentences[verdict], told: told && told + advice[verdict]};
  if (!WebAssembly.validate(bytes)) return {sentence: texts.old};
  return {
    sentence: texts.broken,
    told: `the program did not start: ${error}`,
  };
}
