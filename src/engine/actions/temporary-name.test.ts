import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeStore, openStore } from '../store/open-store';
import { temporaryName } from './temporary-name';

test('two Filemills that work in one folder never prepare under one name; each finds its own again', () => {
  const base = mkdtempSync(join(tmpdir(), 'filemill-names-'));
  const nameOf = (data: string): string => {
    const { database } = openStore(join(base, data));
    try {
      return temporaryName(database, '/there/a.txt', 1);
    } finally {
      closeStore(database, join(base, data));
    }
  };
  try {
    const [one, other, oneAgain] = ['one', 'two', 'one'].map(nameOf);
    expect(other).not.toBe(one);
    expect(oneAgain).toBe(one);
    expect(one).toMatch(/^\/there\/\.tmp_effect_[\da-f]{12}_1$/);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
});
