import { writeFileSync } from 'node:fs';
import { environmentOf, launchFlags, makeProfile } from './electron.mjs';
import { end, startProgram } from './processes.mjs';
import { wireClient } from './wire-client.mjs';

/**
 * An Electron program without a window that starts the built worker as the application's shell does, each in a utility
 * process of its own, and passes messages on: what is measured runs where the user has it.
 */
const SHELL = `
const { app, utilityProcess, MessageChannelMain } = require('electron');
const { argv } = process;
const [program, count] = argv.slice(argv.indexOf('--') + 1);
if (!require('node:fs').existsSync('/dev/dri')) app.disableHardwareAcceleration();
process.on('disconnect', () => app.exit(0));
app.whenReady().then(() => {
  const ports = [];
  for (let i = 0; i < Number(count); i += 1) {
    const child = utilityProcess.fork(program, [], { serviceName: 'bench worker ' + i, stdio: ['ignore', 'ignore', 'inherit'] });
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ type: 'port' }, [port1]);
    port2.on('message', ({ data }) => process.send({ worker: i, message: data }));
    port2.start();
    ports.push(port2);
    child.once('spawn', () => process.send({ worker: i, pid: child.pid }));
    child.once('exit', (code) => process.send({ worker: i, gone: 'ended with code ' + code }));
  }
  process.on('message', ({ worker, message }) => ports[worker].postMessage(message));
});
`;

/** @returns its workers, `{ line, pid }` each, and `close` */
export async function openWorkerShell(runtime, program, count) {
  const profile = makeProfile('worker-shell');
  writeFileSync(`${profile.root}/package.json`, JSON.stringify({ name: 'bench-worker-shell', version: '1.0.0', main: 'main.cjs' }));
  writeFileSync(`${profile.root}/main.cjs`, SHELL);
  const flags = [...launchFlags(), `--user-data-dir=${profile.data}`, profile.root, '--', program, String(count)];
  const child = startProgram(runtime.executable, flags, {
    env: environmentOf(profile),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'json',
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-4_000)));
  const workers = Array.from({ length: count }, (_, worker) => ({
    line: wireClient((message) => child.send({ worker, message })),
    pid: undefined,
  }));
  const started = new Promise((resolve, reject) => {
    child.on('message', ({ worker, message, pid, gone }) => {
      if (message !== undefined) workers[worker].line.take(message);
      if (gone !== undefined) workers[worker].line.end(`the worker ${gone}:\n${said}`);
      if (pid === undefined) return;
      workers[worker].pid = pid;
      if (workers.every((one) => one.pid !== undefined)) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const { line } of workers) line.end('Electron has gone');
      reject(new Error(`Electron ended with ${signal ?? code}:\n${said}`));
    });
  });
  const close = async () => {
    await end(child);
    profile.remove();
  };
  try {
    await started;
  } catch (error) {
    await close();
    throw error;
  }
  return { workers, close };
}
