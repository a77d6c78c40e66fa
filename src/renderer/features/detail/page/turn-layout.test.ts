import { describe, expect, it } from 'vitest';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { layoutWords } from './layout-words';
import { turnBox, turnLayout, uprightTurn } from './turn-layout';

const page = { width: 100, height: 200 };
const layout = (turn: number, source: PageLayout['source'] = 'ocr'): PageLayout => ({
  page: 1,
  ...page,
  source,
  lines: [{ block: 0, turn, words: [{ text: 'upwards', box: { x: 10, y: 150, width: 5, height: 40 }, confidence: 90 }] }],
});

describe('a page turned for reading', () => {
  it('has its boxes where its picture has them', () => {
    const box = { x: 10, y: 150, width: 5, height: 40 };
    expect(turnBox(box, page, 90)).toEqual({ x: 10, y: 10, width: 40, height: 5 });
    expect(turnBox(box, page, 180)).toEqual({ x: 85, y: 10, width: 5, height: 40 });
    expect(turnBox(box, page, 270)).toEqual({ x: 150, y: 85, width: 40, height: 5 });
  });

  it('comes back to itself after four quarters', () => {
    const turned = [90, 90, 90, 90].reduce((result) => turnLayout(result, 90), layout(0));
    expect(turned).toEqual(layout(0));
  });

  it('stands upright when it is turned as its words ask for', () => {
    for (const turn of [90, 180, 270] as const) {
      expect(uprightTurn(layout(turn))).toBe(turn);
      const shown = turnLayout(layout(turn), turn);
      expect(layoutWords(shown)[0]).toMatchObject({ text: 'upwards', turn: 0 });
      expect(uprightTurn(shown)).toBe(0);
    }
    expect(uprightTurn(layout(358.6))).toBe(0);
    expect(uprightTurn(layout(91.4))).toBe(90);
  });

  it('is left alone where the text is the file’s own, or the words disagree', () => {
    expect(uprightTurn(layout(90, 'text'))).toBe(0);
    expect(uprightTurn(undefined)).toBe(0);
    const [one, other] = [layout(90), layout(0)];
    expect(uprightTurn({ ...one, lines: [...one.lines, ...other.lines] })).toBe(0);
  });
});
