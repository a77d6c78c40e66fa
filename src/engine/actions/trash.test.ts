import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { percentEncode, planTrash, trashFor, writeTrashInfo, type TrashEnvironment } from './trash';

let base: string;
let environment: TrashEnvironment;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-trash-'));
  environment = { platform: 'linux', home: base, dataHome: join(base, 'share'), uid: process.getuid?.() ?? 0 };
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('the trash', () => {
  it('is in the user’s home, for files on the same file system, and is made with nobody else’s rights', () => {
    const trash = trashFor(base, environment);
    expect(trash).toEqual({ files: join(base, 'share/Trash/files'), info: join(base, 'share/Trash/info'), top: null });
    expect(existsSync(join(base, 'share/Trash/info'))).toBe(true);
  });

  it('is not made by asking for it', () => {
    expect(trashFor(base, environment, { mayMake: false })).not.toBeNull();
    expect(existsSync(join(base, 'share'))).toBe(false);
  });

  it('is never what a link leads to', () => {
    mkdirSync(join(base, 'elsewhere'));
    mkdirSync(join(base, 'share'));
    symlinkSync(join(base, 'elsewhere'), join(base, 'share/Trash'));
    expect(trashFor(base, environment, { isShared: true })).toBeNull();
  });

  it('gives a name that is free among files and among their origins, and no longer than names may be', () => {
    const trash = { files: join(base, 'files'), info: join(base, 'info'), top: null };
    mkdirSync(trash.files);
    mkdirSync(trash.info);
    writeFileSync(join(trash.files, 'a.txt'), '');
    writeFileSync(join(trash.info, 'a (2).txt.trashinfo'), '');
    expect(planTrash(trash, '/x/a.txt').target).toBe(join(trash.files, 'a (3).txt'));
    const long = planTrash(trash, `/x/${'ä'.repeat(125)}.txt`);
    writeTrashInfo(long, trash, '/x/long', new Date());
    expect(existsSync(long.infoPath ?? '')).toBe(true);
    expect(long.target.endsWith('.txt')).toBe(true);
  });

  it('knows where a file came from, and when in local time', () => {
    const trash = { files: base, info: base, top: '/media/stick' };
    const planned = planTrash(trash, '/media/stick/sub/b 100%.txt');
    writeTrashInfo(planned, trash, '/media/stick/sub/b 100%.txt', new Date(2026, 0, 5, 7, 8, 9));
    expect(readFileSync(planned.infoPath ?? '', 'utf8')).toBe('[Trash Info]\nPath=sub/b%20100%25.txt\nDeletionDate=2026-01-05T07:08:09\n');
    expect(() => writeTrashInfo(planned, trash, '/media/stick/other', new Date())).toThrow(/EEXIST/);
  });

  it('writes paths as the specification asks', () => {
    expect(percentEncode('/a b/ü%\uefff~-_.1')).toBe('/a%20b/%C3%BC%25%FF~-_.1');
  });
});
