import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Database } from './database';
import { GroupCommit } from './group-commit';
import { openStore } from './open-store';
import { Tags } from './tags';

let folder: string;
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-commit-'));
  ({ database } = openStore(folder));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const INSERT = 'INSERT INTO tags (file_id, tag, search_tag) VALUES (1, ?, ?)';

it('commits what comes in one moment together, and answers each', async () => {
  const commit = new GroupCommit(database);
  const transaction = vi.spyOn(database, 'transaction');
  const answers = await Promise.all(['a', 'b', 'c'].map((tag) => commit.write((writer) => (writer.run(INSERT, tag, tag), tag))));
  expect(answers).toEqual(['a', 'b', 'c']);
  expect(transaction).toHaveBeenCalledTimes(1);
  expect(new Tags(database).of(1)).toEqual(['a', 'b', 'c']);
});

it('lets one that is refused take back its own rows alone', async () => {
  const commit = new GroupCommit(database);
  const results = await Promise.allSettled([
    commit.write((writer) => writer.run(INSERT, 'a', 'a')),
    commit.write((writer) => {
      writer.run(INSERT, 'half', 'half');
      throw new Error('refused');
    }),
    commit.write((writer) => writer.run(INSERT, 'c', 'c')),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(new Tags(database).of(1)).toEqual(['a', 'c']);
});

it('writes at once what waits, when it is asked to', () => {
  const commit = new GroupCommit(database);
  void commit.write((writer) => writer.run(INSERT, 'a', 'a'));
  commit.flush();
  expect(new Tags(database).of(1)).toEqual(['a']);
});

it('gathers a little longer in a burst, and no longer once that is over', async () => {
  const commit = new GroupCommit(database);
  const transaction = vi.spyOn(database, 'transaction');
  const write = (tag: string): Promise<unknown> => commit.write((writer) => writer.run(INSERT, tag, tag));
  await Promise.all(['a', 'b', 'c', 'd'].map(write));
  const first = write('e');
  await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([first, write('f')]);
  expect(transaction).toHaveBeenCalledTimes(2);
  await write('g');
  expect(transaction).toHaveBeenCalledTimes(3);
  expect(new Tags(database).of(1)).toHaveLength(7);
});
