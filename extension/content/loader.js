// Brings the modules into the page. Its value is what `scripting.executeScript` waits for; the module itself could not be copied.
import(chrome.runtime.getURL('content/content.js')).then(() => true);
