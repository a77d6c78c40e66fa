import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, launchFlags, makeProfile } from './electron.mjs';
import { startProgram, track } from './processes.mjs';

const FILES = {
  'package.json': JSON.stringify({ name: 'empty-window', version: '1.0.0', main: 'main.cjs' }),
  'main.cjs': `
const { app, BrowserWindow } = require('electron');
const path = require('node:path');
if (!require('node:fs').existsSync('/dev/dri')) app.disableHardwareAcceleration();
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  window.on('page-title-updated', (_event, title) => {
    if (title === 'painted') console.log('painted');
  });
  window.loadFile(path.join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());
`,
  'index.html': `<!doctype html><title>empty</title><h1>Hello</h1><script>
requestAnimationFrame(() => setTimeout(() => { performance.mark('filemill:interactive'); document.title = 'painted'; }));
</script>`,
};

/** Writes an Electron program that shows a window with a word in it, and nothing else. `more` is put into its page. */
export function writeEmptyApp(folder, more = '') {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), name === 'index.html' ? `${text}${more}` : text);
}

/** A list of nothing that can be scrolled for long. */
const TALL = '<style>body { margin: 0 } main { position: fixed; inset: 60px 0 0 60px; overflow-y: auto } div { height: 4000000px }</style><main><div></div></main>';

/** What `work` gives for the page of that window, with a tall, empty list in it and Playwright attached. */
export async function onEmptyPage(runtime, work) {
  const { _electron } = await import('@playwright/test');
  const profile = makeProfile('empty-page');
  writeEmptyApp(profile.root, TALL);
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder;
  const electron = await _electron.launch({ args: [...launchFlags(), `--user-data-dir=${profile.data}`, profile.root], env: environmentOf(profile), timeout: 30_000 });
  track(electron.process());
  try {
    return await work(await electron.firstWindow());
  } finally {
    await electron.close();
    profile.remove();
  }
}

/** Starts it; it says `painted` on its standard output once its window has been painted. */
export function launchEmptyApp(runtime, folder, profile, extraFlags = []) {
  const browser = join(profile.data, 'browser');
  mkdirSync(browser, { recursive: true });
  return startProgram(runtime.executable, [...extraFlags, ...launchFlags(), `--user-data-dir=${browser}`, folder], {
    env: environmentOf(profile),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
