import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { destinationOf, noteOnKeys } from './destination-option';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'filemill-destination-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('takes a destination of the data folder, and what options change of it', () => {
  writeFileSync(join(home, 'destinations.yaml'), 'archive:\n  bucket: papers\n  endpoint: https://s3.example.com\n  prefix: in/\n');
  expect(destinationOf({ destination: 'archive', prefix: 'out/' }, home)).toMatchObject({ bucket: 'papers', endpoint: 'https://s3.example.com', prefix: 'out/' });
  expect(() => destinationOf({ destination: 'archive', bucket: 'other' }, home)).toThrow('Where is it to be uploaded to?');
});

it('says that keys of the key store are not used', () => {
  expect(noteOnKeys({ credentials: 'chain' })).toBeNull();
  expect(noteOnKeys({ credentials: 'typed' })).toContain('those of the environment are used');
});
