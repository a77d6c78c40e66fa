import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PageLayout } from '../../shared/model/page-layout';
import { processor as pdf } from '../document/pdf/index';
import { PdfFixture, textOfLayout } from '../document/pdf.test-kit';
import { loadSharp } from './load-sharp';
import { processor } from './index';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

describe('a searchable copy of a photo', () => {
  // What the camera says of how it was held, and how the page lay before it.
  it.each([1, 3, 6, 8].flatMap((orientation) => [0, 90, 270].map((turn) => [orientation, turn] as const)))(
    'with orientation %i, of a page that must be turned by %i° is upright as the camera was, with its words where they stand',
    async (orientation, turn) => {
      const isOnItsSide = orientation > 4;
      const stored = { width: isOnItsSide ? 300 : 400, height: isOnItsSide ? 400 : 300 };
      const photo = await loadSharp()({ create: { ...stored, channels: 3, background: '#eeeeee' } })
        .jpeg()
        .withMetadata({ orientation })
        .toBuffer();
      const across = { x: 100, y: 200, width: 60, height: 12 };
      const along = { x: 100, y: 100, width: 12, height: 60 };
      const layout: PageLayout = {
        page: 1,
        width: 400,
        height: 300,
        source: 'ocr',
        lines: [{ block: 0, turn, words: [{ text: 'Harbour', confidence: 90, box: turn === 0 ? across : along }] }],
      };
      const path = join(fixture.root, 'layouts.jsonl');
      writeFileSync(path, JSON.stringify(layout));
      const artifact = await fixture.withFile(photo, async (file, recognised) =>
        processor.searchable?.(file, { ...recognised, mime: 'image/jpeg', kind: 'image' }, path, fixture.context),
      );
      const found = await fixture.layoutOf(pdf, readFileSync(artifact?.scratchPath ?? ''), 1);
      // Points: 72 of them for 200 pixels.
      expect([found.width, found.height]).toEqual([144, 108]);
      expect(textOfLayout(found)).toBe('Harbour');
      expect(found.lines[0]?.turn ?? 0).toBe(turn);
      const [box, expected] = [found.lines[0]?.words[0]?.box, turn === 0 ? across : along];
      for (const key of ['x', 'y', 'width', 'height'] as const) expect(Math.abs((box?.[key] ?? NaN) - expected[key] * 0.36), key).toBeLessThan(0.5);
    },
  );
});
