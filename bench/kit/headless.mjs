import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { commandLine } from './built.mjs';
import { end, hasEnded, startProgram } from './processes.mjs';

/** Environment of the command line under measurement. */
export function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ELECTRON_|NODE_OPTIONS|npm_)/.test(name));
  return Object.fromEntries(kept);
}

/** Calls `onLine` with each JSON line of a running `filemill … --json` and the time at which it was here. */
function readLines(child, onLine) {
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const at = Date.now();
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) onLine(JSON.parse(line), at);
  });
}

/** `filemill watch FOLDER --json`, running until closed. `lines` grows: `{ name, state, at }` of each settled file. */
export async function startHeadless(folder, data) {
  const child = startProgram(commandLine, ['watch', folder, '--json', '--data', data], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  readLines(child, ({ type, path, state }, at) => {
    if (type === 'file') lines.push({ name: path.slice(path.lastIndexOf('/') + 1), state, at });
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  for (const until = Date.now() + 15_000; !/Watching\./.test(said); await pause(20)) {
    if (hasEnded(child) || Date.now() > until) throw new Error(`filemill watch did not start watching:\n${said}`);
  }
  // It says so before its first look at the folder is over.
  await pause(1_000);
  return {
    lines,
    async close() {
      if (!hasEnded(child)) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await Promise.race([gone, pause(5_000)]);
      }
      await end(child);
    },
  };
}

/**
 * `filemill watch FOLDER --once --json` to its end.
 *
 * @returns milliseconds of the whole process, and from its start to the first and last line of a settled file
 */
export async function watchOnce(folder, data) {
  const startedAt = Date.now();
  const begun = performance.now();
  const child = startProgram(commandLine, ['watch', ...(folder === null ? [] : [folder]), '--once', '--json', '--data', data], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let files = 0;
  let firstAt = null;
  let lastAt = null;
  let summary = null;
  readLines(child, (line, at) => {
    if (line.type === 'summary') summary = line;
    if (line.type !== 'file') return;
    files += 1;
    firstAt ??= at;
    lastAt = at;
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  if (code !== 0 || summary === null) throw new Error(`filemill watch --once ended with ${code}:\n${said.slice(-2_000)}`);
  return {
    ms: performance.now() - begun,
    files,
    summary,
    firstMs: firstAt === null ? null : firstAt - startedAt,
    lastMs: lastAt === null ? null : lastAt - startedAt,
  };
}
