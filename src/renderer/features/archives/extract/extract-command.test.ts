import { expect, it } from 'vitest';
import { unpackLimitsSchema } from '../../../../shared/model/archive';
import { extractCommand } from './extract-command';
import { extractRequestOf, patternsOf, USUAL_CHOICE } from './extract-request';

it('says only what differs from the usual', () => {
  expect(extractCommand('/home/ada/a.zip', USUAL_CHOICE, 'linux')).toBe('filemill archive extract /home/ada/a.zip');
});

it('says every choice, in quotes where the shell would read more into it', () => {
  const choice = { ...USUAL_CHOICE, include: '*.pdf\n\n photos/** ', exclude: "it's", target: '/my things', maxEntryBytes: 5_000_000, ownFolder: 'never', conflict: 'skip' } as const;
  expect(extractCommand('-a.zip', choice, 'linux')).toBe(
    "filemill archive extract ./-a.zip --to '/my things' --include '*.pdf' --include 'photos/**' --exclude 'it'\\''s' --max-file-size 5000000 --own-folder never --conflict skip",
  );
});

it('asks the engine for the lines that were written, without empty ones', () => {
  expect(patternsOf(' a \n\n\tb\n')).toEqual(['a', 'b']);
  const limits = unpackLimitsSchema.parse({});
  expect(extractRequestOf({ path: '/a.zip', inside: [] }, { ...USUAL_CHOICE, include: '*.pdf', ordinals: [3] }, limits)).toMatchObject({
    pick: { ordinals: [3], include: ['*.pdf'], exclude: [], maxEntryBytes: null },
    target: null,
    limits,
  });
});
