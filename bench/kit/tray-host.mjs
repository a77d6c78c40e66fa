import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { end, startProgram } from './processes.mjs';
import { makeFolder, removeFolder } from './temporary.mjs';

/** The distribution's own: others lack its modules. */
const PYTHON = '/usr/bin/python3';
const HOST = resolve(import.meta.dirname, '..', '..', 'e2e', 'desktop', 'tray-host.py');

const has = (program, args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/**
 * A session bus of its own with a panel that shows tray icons; null where the distribution lacks either.
 *
 * @returns {Promise<{ environment: Record<string, string>, end(): Promise<void> } | null>}
 */
export async function startTrayHost() {
  if (process.platform !== 'linux' || !has('dbus-daemon', ['--version']) || !has(PYTHON, ['-c', 'import dbus, gi'])) return null;
  const folder = makeFolder('tray-host');
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=${folder}</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  const bus = startProgram('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await firstLine(bus, 'The session bus');
  const environment = { DBUS_SESSION_BUS_ADDRESS: address };
  // Its input stays open: it ends when that does.
  const host = startProgram(PYTHON, [HOST], { env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'inherit'] });
  await firstLine(host, 'The panel');
  return {
    environment,
    async end() {
      await end(host);
      await end(bus);
      removeFolder(folder);
    },
  };
}

function firstLine(child, what) {
  return new Promise((done, fail) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', (code) => fail(new Error(`${what} ended with ${code} before it said anything.`)));
  });
}
