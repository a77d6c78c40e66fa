import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChecksum, parseChecksum } from './find-checksum';

const SHA = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const MD5 = '0123456789abcdef0123456789abcdef';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checksum-'));
  path = join(folder, 'a b.csv');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const beside = (ending: string, text: string): void => writeFileSync(`${path}${ending}`, text);

describe('the checksum beside a file', () => {
  it.each([
    ['.meta.json', `{"size": 3, "checksum": "sha256:${SHA.toUpperCase()}"}`, 'sha256', SHA],
    ['.meta.json', `{"checksum": "${MD5}"}`, 'md5', MD5],
    ['.sha256', `${SHA}\n`, 'sha256', SHA],
    ['.sha256', `${SHA}  another name\n`, 'sha256', SHA],
    ['.sha256', `${OTHER}  other.csv\r\n${SHA} *a b.csv\r\n`, 'sha256', SHA],
    ['.md5', `${MD5}  a b.csv\n`, 'md5', MD5],
  ])('in %s: %s', (ending, text, algorithm, digits) => {
    beside(ending, text);
    expect(findChecksum(path)).toEqual({ algorithm, digits, from: `a b.csv${ending}` });
  });

  it('is none where there is nothing, and the stronger one where there are two', async () => {
    expect(findChecksum(path)).toBeNull();
    beside('.md5', MD5);
    beside('.sha256', SHA);
    expect(findChecksum(path)).toMatchObject({ algorithm: 'sha256' });
  });

  it('is looked for further where a sidecar speaks of other things', async () => {
    beside('.meta.json', '{"author": "x"}');
    expect(findChecksum(path)).toBeNull();
    beside('.sha256', SHA);
    expect(findChecksum(path)).toMatchObject({ digits: SHA });
  });

  it.each([
    ['.sha256', ''],
    ['.sha256', MD5],
    ['.sha256', `${OTHER}  x\n${SHA}  y\n`],
    ['.md5', `${SHA}\n`],
    ['.meta.json', '{"checksum": 7}'],
    ['.meta.json', '{torn'],
    ['.meta.json', '{"checksum": "sha256:short"}'],
  ])('that can’t be one is an error: %s %j', async (ending, text) => {
    beside(ending, text);
    expect(() => findChecksum(path)).toThrow(expect.objectContaining({ code: 'file.invalid', message: expect.stringContaining(`a b.csv${ending}`) as string }));
  });

  it('is read from no link, no folder and nothing that is too large', async () => {
    symlinkSync(path, `${path}.sha256`);
    expect(() => findChecksum(path)).toThrow(expect.objectContaining({ code: 'file.notRegular' }));
    rmSync(`${path}.sha256`);
    mkdirSync(`${path}.sha256`);
    expect(() => findChecksum(path)).toThrow(expect.objectContaining({ code: 'file.notRegular' }));
    rmSync(`${path}.sha256`, { recursive: true });
    beside('.sha256', ' '.repeat(100_000));
    expect(() => findChecksum(path)).toThrow(expect.objectContaining({ code: 'file.tooLarge' }));
  });
});

it('says by itself what it is, and is not what it says not to be', () => {
  expect(parseChecksum(` SHA-256 = ${SHA} `, 'x')).toMatchObject({ algorithm: 'sha256', digits: SHA });
  expect(() => parseChecksum(`md5:${SHA}`, 'x')).toThrow(/names no checksum/);
});
