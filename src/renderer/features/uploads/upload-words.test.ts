import { expect, it } from 'vitest';
import { progressWords } from './upload-words';

it('says how far it is and how fast', () => {
  const at = { state: 'uploading', bytes: 12_000_000, size: 80_000_000, bytesPerSecond: 4_000_000, phase: 'uploading' } as const;
  expect(progressWords(at)).toBe('12 MB of 80 MB · 4 MB/s');
  expect(progressWords({ ...at, bytesPerSecond: null })).toBe('12 MB of 80 MB');
  expect(progressWords({ ...at, phase: 'verifying' })).toBe('80 MB · comparing checksums');
  expect(progressWords({ ...at, state: 'waiting' })).toBe('80 MB');
});
