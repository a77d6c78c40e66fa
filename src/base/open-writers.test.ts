import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasOpenWriter } from './open-writers';

const WRITER = `
  const fs = require('node:fs');
  const [path, times] = process.argv.slice(1);
  if (times === 'hold') {
    const fd = fs.openSync(path, 'a');
    process.send('open');
    process.on('message', () => { fs.closeSync(fd); process.send('closed'); });
  } else {
    for (let i = 0; i < Number(times); i += 1) {
      const fd = fs.openSync(path, 'a');
      fs.writeSync(fd, 'x');
      fs.closeSync(fd);
    }
    process.send('done');
    process.disconnect();
  }`;

describe.skipIf(process.platform !== 'linux')('open writers', () => {
  let folder: string;
  let path: string;
  let child: ChildProcess | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'filemill-writers-'));
    path = join(folder, 'a file');
    writeFileSync(path, 'start');
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    child = null;
    rmSync(folder, { recursive: true, force: true });
  });

  const probe = (): boolean | null => {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return hasOpenWriter(fd);
    } finally {
      closeSync(fd);
    }
  };
  const start = (mode: string): ChildProcess => {
    child = spawn(process.execPath, ['-e', WRITER, path, mode], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    return child;
  };
  const said = (writer: ChildProcess, word: string): Promise<void> =>
    new Promise((resolve, reject) => {
      writer.on('message', (message) => message === word && resolve());
      writer.once('error', reject);
    });

  it('sees another process that holds the file open for append, until it closes', async () => {
    expect(probe()).toBe(false);
    const writer = start('hold');
    await said(writer, 'open');
    expect(probe()).toBe(true);
    expect(probe()).toBe(true);
    const closed = said(writer, 'closed');
    writer.send('close');
    await closed;
    expect(probe()).toBe(false);
  });

  it('does not mind readers', () => {
    const other = openSync(path, 'r');
    expect(probe()).toBe(false);
    closeSync(other);
  });

  it('can tell nothing about what is no regular file', () => {
    const fd = openSync(folder, 'r');
    expect(hasOpenWriter(fd)).toBe(null);
    closeSync(fd);
  });

  it('neither harms a busy writer nor is harmed by one', async () => {
    const writer = start('5000');
    let isDone = false;
    const done = said(writer, 'done').then(() => {
      isDone = true;
    });
    const exit = new Promise<number | null>((resolve) => writer.once('exit', resolve));
    const answers = new Set<boolean | null>();
    let turns = 0;
    // One descriptor for many probes: the shortest path between two leases, so the writer meets one most often.
    const fd = openSync(path, constants.O_RDONLY);
    while (!isDone) {
      for (let i = 0; i < 500; i += 1) answers.add(hasOpenWriter(fd));
      turns += 1;
      await pause(0);
    }
    closeSync(fd);
    await done;
    expect(await exit).toBe(0);
    expect(turns).toBeGreaterThan(0);
    expect(answers.has(null)).toBe(false);
    expect(probe()).toBe(false);
  });
});
