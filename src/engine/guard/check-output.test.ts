import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FilemillError } from '../../shared/errors/filemill-error';
import { checkOutput } from './check-output';

let base: string;
let inbox: string;
const at = (...names: string[]): string => join(base, ...names);

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'filemill-output-')));
  inbox = at('inbox');
  for (const folder of ['inbox/sub', 'outside', 'data']) mkdirSync(at(folder), { recursive: true });
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function codeOf(path: string): string | null {
  try {
    checkOutput(path, [{ path: inbox }], at('data'));
    return null;
  } catch (error) {
    expect((error as FilemillError).hint).not.toBe('');
    return (error as FilemillError).code;
  }
}

describe('a place to write to', () => {
  it('is free outside the watched folders, whether it exists or not', () => {
    writeFileSync(at('outside', 'there'), '');
    for (const path of ['outside/there', 'outside/new', 'outside/not/yet/made', 'inbox-2/beat']) expect(codeOf(at(path))).toBeNull();
  });

  it('is refused inside a watched folder, whether it exists or not', () => {
    for (const path of ['inbox', 'inbox/beat', 'inbox/sub', 'inbox/sub/not/yet/made', 'outside/../inbox/beat']) {
      expect(codeOf(`${base}/${path}`)).toBe('folder.loop');
    }
  });

  it('is refused when links lead into a watched folder', () => {
    symlinkSync(inbox, at('outside', 'to-inbox'));
    symlinkSync('../inbox/sub', at('outside', 'to-sub'));
    symlinkSync(at('inbox', 'later'), at('outside', 'to-nothing-yet'));
    symlinkSync('to-nothing-yet', at('outside', 'twice'));
    for (const path of ['to-inbox', 'to-inbox/beat', 'to-sub/new/beat', 'to-nothing-yet', 'to-nothing-yet/beat', 'twice/beat']) {
      expect(codeOf(at('outside', path))).toBe('folder.loop');
    }
  });

  it('is refused as a link inside a watched folder, wherever that leads', () => {
    symlinkSync(at('outside', 'beat'), at('inbox', 'link'));
    expect(codeOf(at('inbox', 'link'))).toBe('folder.loop');
  });

  it('is refused when the watched folder is named by a link', () => {
    symlinkSync(inbox, at('named'));
    expect(() => checkOutput(at('inbox', 'beat'), [{ path: at('named') }], at('data'))).toThrow(/lies in .*named, where Filemill takes/);
  });

  it('is free where a link leads out of a watched folder', () => {
    symlinkSync(at('outside'), at('inbox', 'way-out'));
    expect(codeOf(at('inbox', 'way-out', 'beat'))).toBeNull();
  });

  it('is refused where it would overwrite Filemill’s own data, and free beside it', () => {
    for (const name of ['', 'filemill.db', 'settings.yaml', 'artifacts/x', 'logs/engine.log']) expect(codeOf(at('data', name))).toBe('folder.ownData');
    expect(codeOf(at('data', 'heartbeat'))).toBeNull();
  });

  it('is refused when it leads nowhere', () => {
    symlinkSync('circle', at('outside', 'circle'));
    writeFileSync(at('outside', 'file'), '');
    for (const path of [at('outside', 'circle'), at('outside', 'file', 'beat'), 'beat']) expect(codeOf(path)).toBe('settings.invalid');
  });

  it('is named as it was given, also where it leads nowhere', () => {
    writeFileSync(at('outside', 'file'), '');
    expect(() => checkOutput(at('outside', 'file', 'any'), [], at('data'), at('outside', 'file'))).toThrow(`${at('outside', 'file')} is no folder: a file has its name`);
    symlinkSync('circle', at('outside', 'circle'));
    expect(() => checkOutput(at('outside', 'circle', 'any'), [], at('data'), at('outside', 'circle'))).toThrow(`${at('outside', 'circle')} leads nowhere.`);
  });
});
