import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDestination } from './destination';
import { destinationNamed, removeDestination, writeDestination, writtenDestinations } from './destinations-file';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-destinations-'));
  path = join(folder, 'destinations.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('adds, changes and removes, and leaves comments and others alone', () => {
  writeFileSync(path, '# ours\nold:\n  bucket: o # the first\n');
  writeDestination(folder, 'new one', readDestination({ bucket: 'n', endpoint: 'https://s3.example.com', credentials: 'typed' }));
  expect(readFileSync(path, 'utf8')).toBe('# ours\nold:\n  bucket: o # the first\nnew one:\n  bucket: n\n  endpoint: https://s3.example.com\n  credentials: typed\n');
  expect(destinationNamed(folder, 'new one')).toMatchObject({ bucket: 'n', credentials: 'typed' });
  removeDestination(folder, 'new one');
  expect(Object.keys(writtenDestinations(folder))).toEqual(['old']);
  expect(() => destinationNamed(folder, 'new one')).toThrow(expect.objectContaining({ code: 'settings.invalid', hint: 'There is: old.' }));
});

it('begins a file for its owner alone, and changes none that it does not understand', () => {
  writeDestination(folder, 'a', readDestination({ bucket: 'a' }));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(path, 'a: [1');
  expect(() => writeDestination(folder, 'b', readDestination({ bucket: 'b' }))).toThrow(expect.objectContaining({ code: 'settings.invalid' }));
  expect(readFileSync(path, 'utf8')).toBe('a: [1');
});
