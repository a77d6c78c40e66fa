import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { acquireLock } from '../../base/lock/acquire-lock';
import { notePuts, takeBackUnfinished } from './put-note';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'filemill-note-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A note of these files, as a process leaves it that was killed. */
function leftNote(...names: string[]): void {
  const fds = names.map((name) => {
    writeFileSync(at(name), name);
    return openSync(at(name), 'r');
  });
  const note = notePuts(folder, names.map((name, i) => ({ name, fd: fds[i] as number })));
  for (const fd of [...fds, note.fd]) closeSync(fd);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const [left = ''] = readdirSync(folder).filter((name) => name.startsWith('.tmp_putting-'));
  renameSync(at(left), at(left.replace(`-${process.pid}-`, `-${pid}-`)));
}
const recover = async (): Promise<string[]> => {
  await takeBackUnfinished(folder, readdirSync(folder));
  return readdirSync(folder);
};

it('takes back data that has no sidecar, and nothing else', async () => {
  leftNote('alone.csv', 'whole.csv', 'other.csv');
  writeFileSync(at('whole.csv.meta.json'), '{}');
  // Another program's by now, under the same name.
  rmSync(at('other.csv'));
  writeFileSync(at('placeholder'), '');
  writeFileSync(at('other.csv'), 'theirs');
  expect(await recover()).toEqual(['other.csv', 'placeholder', 'whole.csv', 'whole.csv.meta.json']);
});

it('leaves what somebody has, who has seen it with its sidecar', async () => {
  leftNote('a.csv');
  const lock = await acquireLock(at('a.csv'), { purpose: 'take', waitMs: 0 });
  const left = await recover();
  lock.release();
  expect(left).toEqual(['a.csv', 'a.csv.lock']);
});

it('does nothing while the process that wrote the note lives, nor by what is no note', async () => {
  writeFileSync(at('a.csv'), 'x');
  const fd = openSync(at('a.csv'), 'r');
  const note = notePuts(folder, [{ name: 'a.csv', fd }]);
  expect(await recover()).toHaveLength(2);
  note.close();
  closeSync(fd);
  leftNote('b.csv');
  const [left = ''] = readdirSync(folder).filter((name) => name.startsWith('.tmp_putting-'));
  for (const content of ['[{"name":"../x","file":"1/2"}]', '[{"na', '']) {
    writeFileSync(at(left), content);
    expect(await recover()).toEqual(['a.csv', 'b.csv']);
  }
});
