import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrangementOf, openWindowMemory, parseFacts, rememberedLanguage } from './window-memory';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-window-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('window memory', () => {
  it('keeps facts from one start to the next, for the user alone', () => {
    const bounds = { x: -10, y: 20, width: 1000, height: 700 };
    const first = openWindowMemory(folder, () => undefined);
    first.remember({ bounds, appearance: 'dark', language: 'de', fileSize: { width: 700, height: 500 } });
    first.flush();
    expect(openWindowMemory(folder, () => undefined).facts).toEqual({
      bounds,
      isMaximized: false,
      places: [],
      fileSize: { width: 700, height: 500 },
      appearance: 'dark',
      language: 'de',
      trayNoticeGiven: false,
      startsAtLogin: false,
    });
    expect(rememberedLanguage(folder)).toBe('de');
    if (process.platform !== 'win32') expect(statSync(join(folder, 'window.json')).mode & 0o777).toBe(0o600);
  });

  it('opens as new on a damaged file, and repairs it with the next change', () => {
    writeFileSync(join(folder, 'window.json'), '{"bounds":');
    const memory = openWindowMemory(folder, () => undefined);
    expect(memory.facts.bounds).toBeNull();
    expect(rememberedLanguage(folder)).toBe('system');
    memory.remember({ isMaximized: true });
    memory.flush();
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toMatchObject({ isMaximized: true });
  });

  it('knows a place for each arrangement of screens', () => {
    const laptop = { bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scaleFactor: 1 };
    const desk = { bounds: { x: 1920, y: 0, width: 2560, height: 1440 }, scaleFactor: 2 };
    const [alone, both] = [arrangementOf([laptop]), arrangementOf([laptop, desk])];
    expect(arrangementOf([desk, laptop])).toBe(both);
    const small = { x: 10, y: 10, width: 1000, height: 700 };
    const large = { x: 2000, y: 50, width: 2000, height: 1200 };
    const first = openWindowMemory(folder, () => undefined);
    first.rememberPlace({ screens: alone, bounds: small, isMaximized: false });
    first.rememberPlace({ screens: both, bounds: large, isMaximized: true });
    first.flush();
    const second = openWindowMemory(folder, () => undefined);
    expect(second.placeFor(alone)).toMatchObject({ bounds: small, isMaximized: false });
    expect(second.placeFor(both)).toMatchObject({ bounds: large, isMaximized: true });
    expect(second.placeFor('others')).toMatchObject({ bounds: large, isMaximized: true });
    for (let i = 0; i < 20; i += 1) second.rememberPlace({ screens: `${i}`, bounds: small, isMaximized: false });
    expect(second.facts.places).toHaveLength(8);
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
      expect(parseFacts({ fileSize: (found as { bounds?: unknown } | null)?.bounds ?? found }).fileSize).toBeNull();
    },
  );
});
