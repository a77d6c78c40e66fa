import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { argumentsFor } from './notify-send';

const notice = {
  title: '--help & <more>',
  body: 'a <b>bold</b> & strange.pdf',
  actions: [
    { id: 'show', label: 'Show' },
    { id: 'retry', label: 'Retry' },
  ],
  icon: '/icons/window.png',
};

it('gives what a stranger wrote as text and never as an option or as markup', () => {
  const args = argumentsFor(notice, true);
  expect(args.slice(args.indexOf('--'))).toEqual(['--', '--help & <more>', 'a &lt;b&gt;bold&lt;/b&gt; &amp; strange.pdf']);
  expect(argumentsFor(notice, false).at(-1)).toBe(notice.body);
});

it('has a button for each action, and the first for a click on the notice', () => {
  expect(argumentsFor(notice, true).filter((arg) => arg.startsWith('--action='))).toEqual(['--action=default=Show', '--action=show=Show', '--action=retry=Retry']);
  expect(argumentsFor({ ...notice, actions: [] }, true).some((arg) => arg.startsWith('--action'))).toBe(false);
});

describe.skipIf(process.platform === 'win32')('the program of the desktop', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'filemill-notify-'));
    vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
    vi.resetModules();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  /** What becomes of a notice where notify-send is this script. */
  async function outcome(script: string): Promise<string> {
    for (const [name, lines] of [['notify-send', script], ['gdbus', 'exit 1']] as const) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    const { notifySend } = await import('./notify-send');
    return new Promise((resolve) => {
      notifySend(notice, { onAction: (id) => resolve(`chosen: ${id}`), onFailed: (reason) => resolve(`failed: ${reason}`) }, () => resolve('without'));
    });
  }
  const withActions = (rest: string): string => `if [ "$1" = --help ]; then echo "-A, --action=[NAME=]Text"; exit; fi\n${rest}`;

  it.each([
    ['says which button was chosen', withActions('echo retry'), 'chosen: retry'],
    ['says that the notice itself was clicked', withActions('echo default'), 'chosen: show'],
    ['has no service to talk to', withActions('echo "no service" >&2; exit 1'), 'failed: no service'],
    ['is too old for buttons', 'echo "Usage: notify-send"', 'without'],
    ['is not there', 'exit 127', 'without'],
  ])('%s', async (_what, script, expected) => {
    expect(await outcome(script)).toBe(expected);
  });
});
