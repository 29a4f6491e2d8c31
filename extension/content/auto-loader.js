// Brings the automatic mode into the pages of configured sites. A registered script is no module, so it imports one.
import(chrome.runtime.getURL('content/auto.js'));
