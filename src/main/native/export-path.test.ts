import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportPath } from './export-path';

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'filemill-exports-'));
  mkdirSync(join(data, 'exports', 'deeper'), { recursive: true });
  writeFileSync(join(data, 'exports', 'scan (searchable).pdf'), 'pdf');
  writeFileSync(join(data, 'settings.yaml'), 'version: 1');
  symlinkSync(join(data, 'settings.yaml'), join(data, 'exports', 'link'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('exportPath', () => {
  it('leads to what was exported', () => {
    expect(exportPath(data, 'scan (searchable).pdf')).toBe(join(data, 'exports', 'scan (searchable).pdf'));
  });

  it.each(['gone.pdf', 'deeper', 'link'])('leads to no file by the name of %s', (name) => {
    expect(() => exportPath(data, name)).toThrow('not there any more');
  });

  it.each(['', '.', '..', '../settings.yaml', 'deeper/x', 'deeper\\x', '/etc/passwd', 'a\0b'])('refuses "%s"', (name) => {
    expect(() => exportPath(data, name)).toThrow('not the name of an exported file');
  });
});
