import { expect, it } from 'vitest';
import { effectWords } from './effect-words';

it('says what was done and where to', () => {
  const effect = { id: 1, action: 'park', target: '/home/ada/Scans/errors/torn.pdf' };
  expect(effectWords(effect)).toBe('Moved to errors/torn.pdf');
  expect(effectWords({ ...effect, target: 'C:\\Scans\\errors\\torn.pdf' })).toBe('Moved to errors/torn.pdf');
  expect(effectWords({ ...effect, action: 'vault', target: '/home/ada/data/vault/5/lake.jpg' })).toBe('Kept in Filemill’s vault');
  expect(effectWords({ ...effect, action: 'trash' })).toBe('Moved to the trash');
  expect(effectWords({ ...effect, action: 'hardlink' })).toBe('Made a hard link to errors/torn.pdf');
  expect(effectWords({ ...effect, action: 'copy' })).toBe('copy errors/torn.pdf');
});
