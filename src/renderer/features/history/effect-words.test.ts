import { expect, it } from 'vitest';
import { effectWords } from './effect-words';

it('says what was done and where to', () => {
  const effect = { id: 1, action: 'park', target: '/home/ada/Scans/errors/torn.pdf' };
  expect(effectWords(effect)).toBe('Moved to errors/torn.pdf');
  expect(effectWords({ ...effect, target: 'C:\\Scans\\errors\\torn.pdf' })).toBe('Moved to errors/torn.pdf');
  expect(effectWords({ ...effect, action: 'copy' })).toBe('copy errors/torn.pdf');
});
