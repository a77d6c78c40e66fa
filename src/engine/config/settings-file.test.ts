import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FilemillError } from '../../shared/errors/filemill-error';
import { parseSettings, readSettings, writeSettings } from './settings-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const failure = (text: string): FilemillError => {
  try {
    parseSettings(text, 'settings.yaml');
  } catch (error) {
    return error as FilemillError;
  }
  throw new Error('it was accepted');
};

describe('the settings file', () => {
  it('has defaults for everything', () => {
    const settings = readSettings(join(folder, 'settings.yaml'));
    expect(settings.general.rescanSeconds).toBe(60);
    expect(settings.folders).toEqual([]);
  });

  it('keeps the mark and the ends of lines that its editor left', () => {
    const path = join(folder, 'settings.yaml');
    writeFileSync(path, '\ufeff# mine\r\nversion: 1\r\ngeneral:\r\n  rescanSeconds: 90 # slow\r\n');
    const settings = readSettings(path);
    writeSettings(path, { ...settings, general: { ...settings.general, appearance: 'light' } });
    expect(readFileSync(path, 'utf8')).toMatch(/^\ufeff# mine\r\nversion: 1\r\ngeneral:\r\n  rescanSeconds: 90 # slow\r\n(?:.*\r\n)+$/);
  });

  it('names the line of a typo and what was meant', () => {
    const error = failure('version: 1\nfolders:\n  - path: /in\n    name: In\n    recusive: false\n');
    expect(error.code).toBe('settings.invalid');
    expect(error.message).toContain('line 5');
    expect(error.message).toContain('“recursive” is meant?');
  });

  it('names the line of a value that is not right', () => {
    const error = failure('general:\n  rescanSeconds: soon\n');
    expect(error.message).toContain('line 2');
    expect(error.message).toContain('rescanSeconds');
  });

  it('names the line where the YAML itself breaks', () => {
    expect(failure('general:\n  appearance: "dark\n').message).toMatch(/line \d/);
  });

  it('says when a setting stands in the wrong place', () => {
    expect(failure('version: 1\nworkers: 2\n').message).toContain('“workers” does not belong here');
  });

  it('names the line of a pattern that can’t be used, and of settings that contradict each other', () => {
    const head = 'folders:\n  - path: /in\n    name: In\n    exclude:\n      - "*.bak"\n';
    expect(failure(`${head}      - regex:(\n`).message).toBe('The settings, line 6: “regex:(” can’t be used: a “(” is never closed.');
    expect(failure(`${head}    maxBytes: 10\n    minBytes: 20\n`).message).toContain('line 7: No file has');
  });

  it('keeps comments when the window changes a setting', () => {
    const path = join(folder, 'settings.yaml');
    writeFileSync(path, '# my own words\ngeneral:\n  # dark is kinder\n  appearance: dark # at night\n');
    const settings = readSettings(path);
    writeSettings(path, { ...settings, general: { ...settings.general, appearance: 'light' } });
    for (const words of ['my own words', 'dark is kinder', 'at night']) expect(readFileSync(path, 'utf8')).toContain(`# ${words}`);
    expect(readSettings(path).general.appearance).toBe('light');
  });
});
