import { expect, it } from 'vitest';
import type { HistoryEffect } from '../../../shared/model/history';
import { effectWords, obstacleToUndo } from './effect-words';

const effect: HistoryEffect = { id: 1, action: 'park', target: '/home/ada/Scans/errors/torn.pdf', runId: null, state: 'done' };

it('says what was done and where to', () => {
  expect(effectWords(effect)).toBe('Moved to errors/torn.pdf');
  expect(effectWords({ ...effect, target: 'C:\\Scans\\errors\\torn.pdf' })).toBe('Moved to errors/torn.pdf');
  expect(effectWords({ ...effect, action: 'vault', target: '/home/ada/data/vault/5/lake.jpg' })).toBe('Kept in Filemill’s vault');
  expect(effectWords({ ...effect, action: 'trash' })).toBe('Moved to the trash');
  expect(effectWords({ ...effect, action: 'trash', state: 'undone' })).toBe('Moved to the trash, taken back');
  expect(effectWords({ ...effect, action: 'hardlink' })).toBe('Made a hard link to errors/torn.pdf');
  expect(effectWords({ ...effect, action: 'copy' })).toBe('copy errors/torn.pdf');
});

it('says why something can’t be taken back', () => {
  expect(obstacleToUndo({ ...effect, action: 'trash' })).toBeNull();
  expect(obstacleToUndo(effect)).toMatch(/^Retry the file/);
  expect(obstacleToUndo({ ...effect, action: 'vault', state: 'expired' })).toMatch(/gone/);
  expect(obstacleToUndo({ ...effect, action: 'vault', state: 'undone' })).toMatch(/already/);
});
