import { expect, it } from 'vitest';
import type { HistoryEffect } from '../../../shared/model/history';
import { effectWords, obstacleToUndo } from './effect-words';

const effect: HistoryEffect = { id: 1, action: 'park', target: '/home/ada/Scans/errors/torn.pdf', rule: null, runId: null, state: 'done' };

it('says what was done and where to', () => {
  expect(effectWords(effect)).toBe('Moved to errors/torn.pdf');
  expect(effectWords({ ...effect, target: 'C:\\Scans\\errors\\torn.pdf' })).toBe('Moved to errors/torn.pdf');
  expect(effectWords({ ...effect, action: 'vault', target: '/home/ada/data/vault/5/lake.jpg' })).toBe('Kept in Filemill’s vault');
  expect(effectWords({ ...effect, action: 'trash' })).toBe('Moved to the trash');
  expect(effectWords({ ...effect, action: 'trash', state: 'undone' })).toBe('Moved to the trash, taken back');
  expect(effectWords({ ...effect, action: 'hardlink' })).toBe('Made a hard link to errors/torn.pdf');
  expect(effectWords({ ...effect, action: 'copy' })).toBe('Copied to errors/torn.pdf');
  expect(effectWords({ ...effect, action: 'tag', target: '' })).toBe('Tags changed');
  expect(effectWords({ ...effect, action: 'request', target: 'https://a.example/x?y' })).toBe('Sent to a.example');
  expect(effectWords({ ...effect, action: 'program', target: '/usr/bin/lp' })).toBe('Ran lp');
  expect(effectWords({ ...effect, action: 'gather', target: '' })).toBe('Gathered for an archive');
  expect(effectWords({ ...effect, action: 'novel' })).toBe('novel errors/torn.pdf');
});

it('tells the name that a file had, and the whole way where it stayed in its folder', () => {
  const moved = { ...effect, action: 'relocate', source: '/home/ada/Scans/a.pdf' };
  expect(effectWords({ ...moved, target: '/home/ada/Scans/Invoices/2026/11/2026 a.pdf' })).toBe('Moved from a.pdf to Invoices/2026/11/2026 a.pdf');
  expect(effectWords({ ...moved, target: '/home/ada/Scans/Letters/2026/a.pdf' })).toBe('Moved to Letters/2026/a.pdf');
  expect(effectWords({ ...moved, target: '/mnt/archive/a.pdf' })).toBe('Moved to archive/a.pdf');
  expect(effectWords({ ...moved, target: '/home/ada/Scans/b.pdf', state: 'undone' })).toBe('Renamed from a.pdf to b.pdf, taken back');
});

it('says why something can’t be taken back', () => {
  expect(obstacleToUndo({ ...effect, action: 'trash' })).toBeNull();
  expect(obstacleToUndo(effect)).toMatch(/^Retry the file/);
  expect(obstacleToUndo({ ...effect, action: 'vault', state: 'expired' })).toMatch(/gone/);
  expect(obstacleToUndo({ ...effect, action: 'vault', state: 'undone' })).toMatch(/already/);
  for (const action of ['log', 'message', 'request', 'program']) expect(obstacleToUndo({ ...effect, action })).not.toBeNull();
  for (const action of ['copy', 'relocate', 'discard', 'tag', 'link', 'displace']) expect(obstacleToUndo({ ...effect, action })).toBeNull();
});
