import { createConnection } from 'node:net';
import { realpathSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { commandLine } from './built.mjs';
import { environment } from './headless.mjs';
import { endOrderly, hasEnded, startProgram } from './processes.mjs';
import { wireClient } from './wire-client.mjs';

const CONNECT_POLL_MS = 5;
const START_MS = 60_000;
/** An engine with work under way ends that first. */
const END_MS = 60_000;

/** The control socket (src/base/socket-port.ts): a message is a line. Null when no engine listens on the data folder yet. */
async function connectEngine(data) {
  const socket = await openSocket(join(data, 'engine.sock'));
  if (!socket) return null;
  const { greeted, take, end, call, on } = wireClient((message) => socket.write(`${JSON.stringify(message)}\n`));
  const parts = [];
  socket.setEncoding('utf8').on('data', (piece) => {
    const lines = piece.split('\n');
    const rest = lines.pop();
    for (const line of lines) take(JSON.parse(parts.splice(0).join('') + line));
    parts.push(rest);
  });
  socket.once('close', () => end('the engine has gone'));
  await greeted;
  return { call, on, hangUp: () => socket.destroy() };
}

/** Undefined when nobody listens there. The socket may be a link to one with a shorter path. */
function openSocket(path) {
  let address;
  try {
    address = realpathSync(path);
  } catch {
    return undefined;
  }
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('error', () => resolve(undefined));
    socket.once('connect', () => resolve(socket.on('error', () => undefined)));
  });
}

/**
 * `filemill watch FOLDER…` and a line to its engine, which is that same process. Comes back as soon as the engine can be
 * talked to: before it has looked at any folder.
 *
 * @param {{ settings?: string }} options `settings`: a file of further folders
 */
export async function startEngine(folders, data, { settings } = {}) {
  const startedAt = Date.now();
  const more = settings === undefined ? [] : ['--settings', settings];
  const child = startProgram(commandLine, ['watch', ...folders, ...more, '--data', data], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  let line = null;
  for (const until = startedAt + START_MS; line === null; await pause(CONNECT_POLL_MS)) {
    if (hasEnded(child) || Date.now() > until) throw new Error(`filemill watch did not start:\n${said}`);
    line = await connectEngine(data);
  }
  return {
    ...line,
    pid: child.pid,
    startedAt,
    /** In its orderly way: the next one finds the ledger as it was left. */
    async close() {
      line.hangUp();
      await endOrderly(child, END_MS);
    },
  };
}

/** Asks again and again until the answer is to the liking of `isRight`, and gives that answer. */
export async function askUntil(ask, isRight, { patienceMs, pauseMs, what }) {
  let answer;
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(pauseMs)) {
    answer = await ask();
    if (isRight(answer)) return answer;
  }
  throw new Error(`${what} within ${patienceMs / 1000} s: ${JSON.stringify(answer).slice(0, 500)}`);
}
