import { expect, it } from 'vitest';
import { choose } from '../../../processors/catalogue';
import type { Job } from '../../job';
import { inTurns, readingLimits } from './read';

function job(name: string, mime: string): Job {
  const recognised = { name, mime, kind: 'image' as const, size: 2_000 };
  return { path: name, plan: { recognised, processors: choose(recognised) } } as Job;
}

it('reads all together but drawings, which come last, one by one, and may take less than a picture', () => {
  const [photo, drawing, scan, other] = [job('a.jpg', 'image/jpeg'), job('b.svg', 'image/svg+xml'), job('c.png', 'image/png'), job('d.svg', 'image/svg+xml')];
  expect(inTurns([drawing, photo, other, scan])).toEqual([[photo, scan], [drawing], [other]]);
  expect(inTurns([drawing])).toEqual([[drawing]]);
  expect(inTurns([])).toEqual([]);
  const [forDrawing, forPhoto] = [readingLimits([drawing]), readingLimits([photo])];
  expect(forDrawing.timeoutMs).toBeLessThan(forPhoto.timeoutMs / 2);
  expect(forDrawing.memoryBytes).toBeLessThan(forPhoto.memoryBytes / 2);
});
