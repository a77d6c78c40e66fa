import { expect, it } from 'vitest';
import { folderSettingsSchema } from './folder';
import { patchOf } from './patch-of';
import { generalSettingsSchema } from './settings';

it('leaves out what a change leaves out', () => {
  expect(patchOf(folderSettingsSchema).parse({ minBytes: 3 })).toEqual({ minBytes: 3 });
  expect(patchOf(folderSettingsSchema).parse({})).toEqual({});
  expect(patchOf(generalSettingsSchema).parse({ lanes: { text: { paused: true } } })).toEqual({
    lanes: { text: { concurrency: null, paused: true } },
  });
});

it('still checks what it is given', () => {
  expect(() => patchOf(folderSettingsSchema).parse({ maxAttempts: 99 })).toThrow();
  expect(() => patchOf(folderSettingsSchema).parse({ unheardOf: 1 })).toThrow();
});
