import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWindowMemory, parseFacts } from './window-memory';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-window-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('window memory', () => {
  it('keeps facts from one start to the next, for the user alone', () => {
    const bounds = { x: -10, y: 20, width: 1000, height: 700 };
    const first = openWindowMemory(folder, () => undefined);
    first.remember({ bounds, appearance: 'dark' });
    first.flush();
    expect(openWindowMemory(folder, () => undefined).facts).toEqual({
      bounds,
      isMaximized: false,
      appearance: 'dark',
      trayNoticeGiven: false,
    });
    if (process.platform !== 'win32') expect(statSync(join(folder, 'window.json')).mode & 0o777).toBe(0o600);
  });

  it('opens as new on a damaged file, and repairs it with the next change', () => {
    writeFileSync(join(folder, 'window.json'), '{"bounds":');
    const memory = openWindowMemory(folder, () => undefined);
    expect(memory.facts.bounds).toBeNull();
    memory.remember({ isMaximized: true });
    memory.flush();
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toMatchObject({ isMaximized: true });
  });

  it('tells a folder that can not be written, and goes on', () => {
    const faults: unknown[] = [];
    const memory = openWindowMemory(join(folder, 'absent'), (error) => faults.push(error));
    memory.remember({ isMaximized: true });
    memory.flush();
    expect(faults).toHaveLength(1);
  });

  it.each([[null], ['x'], [{ bounds: { x: 1, y: 2, width: 0, height: 5 } }], [{ bounds: { x: 1e9, y: 2, width: 5, height: 5 } }]])(
    'takes no nonsense: %j',
    (found) => {
      expect(parseFacts(found).bounds).toBeNull();
    },
  );
});
