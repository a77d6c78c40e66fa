import { describe, expect, it } from 'vitest';
import type { LayoutLine } from '../../../shared/model/page-layout';
import { lookAtPage, type PageLook } from '../look/look-at-page';
import { drawText, SAMPLE_LINES } from '../ocr.test-kit';
import { rotate } from '../picture/rotate';
import { turn } from '../picture/turn';
import { judge } from './judge';
import { missedText } from './missed-text';
import { missesText, nextRecipes } from './next-recipes';
import { preparePage } from './prepare-page';
import { chooseRecipe, fitScale, MAX_PIXELS, type Recipe } from './recipe';

const PLAIN: Recipe = {
  denoise: 'none',
  invert: false,
  evenLight: false,
  turn: 0,
  deskew: 0,
  scale: 1,
  localThreshold: false,
  segmentation: 'automatic',
};
const page = await drawText(SAMPLE_LINES, { width: 1000, height: 700 });
const look = lookAtPage(page);

const line = (words: [string, number][], block = 0): LayoutLine => ({
  block,
  words: words.map(([text, confidence]) => ({ text, confidence, box: { x: 0, y: 0, width: 10, height: 10 } })),
});

describe('choosing', () => {
  it('leaves a clean upright page as it is, but for its size', () => {
    expect(chooseRecipe(look, page.width, page.height, 200)).toEqual(PLAIN);
  });

  it.each<[string, Partial<PageLook>, Partial<Recipe>]>([
    ['skew', { skew: { degrees: 1.5, clarity: 4 } }, { deskew: -1.5 }],
    ['skew that is not clear', { skew: { degrees: 1.5, clarity: 1.2 } }, { deskew: 0 }],
    ['hardly any skew', { skew: { degrees: 0.1, clarity: 9 } }, { deskew: 0 }],
    ['grain', { noise: { deviation: 20, specks: 0.02 } }, { denoise: 'soften' }],
    ['specks', { noise: { deviation: 0, specks: 0.02 } }, { denoise: 'median' }],
    ['light print', { isLightOnDark: true }, { invert: true }],
    ['shadow', { isUneven: true }, { evenLight: true }],
    ['a page on its side', { turn: 90 }, { turn: 90 }],
    ['small letters', { letterHeight: 8 }, { scale: 2.25 }],
    ['large letters', { letterHeight: 100 }, { scale: 0.15 }],
    ['capitals', { letterHeight: 34 }, { scale: 0.5 }],
  ])('answers %s', (_, seen, expected) => {
    expect(chooseRecipe({ ...look, ...seen }, 1000, 700, 200)).toMatchObject(expected);
  });

  it('goes by the resolution where letters are too few', () => {
    expect(chooseRecipe({ ...look, letters: 5 }, 1000, 700, 100).scale).toBe(3);
    expect(chooseRecipe({ ...look, letters: 5 }, 1000, 700, 300).scale).toBe(1);
    expect(chooseRecipe({ ...look, letters: 5 }, 1000, 700, null).scale).toBe(1);
  });

  it.each([
    [3, 5000, 4000],
    [1, 10_000, 9000],
    [0.5, 20_000, 10_000],
    [2.4, 4961, 7016],
  ])('keeps a picture scaled by %d of %i × %i within bounds', (wanted, width, height) => {
    const scale = fitScale(wanted, width, height);
    expect(scale * width * (scale * height)).toBeLessThanOrEqual(MAX_PIXELS * 1.0001);
  });
});

describe('placing words back on the page', () => {
  // A small dark mark: where it is found on the prepared picture must lead back to where it was drawn.
  const mark = { x: 300, y: 120, width: 60, height: 20 };
  const data = new Uint8Array(800 * 600).fill(255);
  for (let y = mark.y; y < mark.y + mark.height; y++) data.fill(0, y * 800 + mark.x, y * 800 + mark.x + mark.width);
  const marked = { data, width: 800, height: 600 };

  it.each<[string, Partial<Recipe>]>([
    ['nothing', {}],
    ['half a turn', { turn: 180 }],
    ['a quarter turn', { turn: 90 }],
    ['three quarters, made smaller', { turn: 270, scale: 0.6 }],
    ['deskew', { deskew: 3 }],
    ['deskew the other way, enlarged', { deskew: -2, scale: 1.5 }],
    ['all at once', { turn: 90, deskew: 2.5, scale: 0.7 }],
  ])('undoes %s', (_, change) => {
    const { page: prepared, placeBack } = preparePage(marked, look, { ...PLAIN, ...change }, 200);
    const { x, y, width, height } = placeBack(boundsOfDark(prepared.picture));
    const slack = Math.abs(change.deskew ?? 0) > 0 ? 9 : 2;
    expect(Math.abs(x - mark.x)).toBeLessThanOrEqual(slack);
    expect(Math.abs(y - mark.y)).toBeLessThanOrEqual(slack);
    expect(Math.abs(x + width - mark.x - mark.width)).toBeLessThanOrEqual(slack);
    expect(Math.abs(y + height - mark.y - mark.height)).toBeLessThanOrEqual(slack);
  });

  function boundsOfDark({ data: pixels, width }: { data: Uint8Array; width: number }) {
    let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
    pixels.forEach((value, at) => {
      if (value > 100) return;
      const [x, y] = [at % width, Math.floor(at / width)];
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
    });
    return { x: left, y: top, width: right - left, height: bottom - top };
  }
});

describe('preparing', () => {
  it('names what was done, in the order of doing', () => {
    const askew = turn(rotate(page, 3), 90);
    const seen = lookAtPage(askew);
    const recipe = { ...chooseRecipe(seen, askew.width, askew.height, 200), localThreshold: true, scale: 1.5 };
    expect(preparePage(askew, seen, recipe, 200).steps).toEqual(['upright 270°', 'deskew 3.0°', 'upscale 1.5×', 'local threshold']);
  });

  it('straightens: the lines of a skewed page are level afterwards', () => {
    const askew = rotate(page, -4);
    const seen = lookAtPage(askew);
    const { page: prepared } = preparePage(askew, seen, chooseRecipe(seen, askew.width, askew.height, 200), 200);
    expect(Math.abs(lookAtPage(prepared.picture).skew.degrees)).toBeLessThan(0.1);
  });
});

describe('judging', () => {
  it('takes the mean over the words with any confidence, in whole numbers', () => {
    expect(judge([line([['Payment', 90.9], ['is', 80.2], ['~', 0.4]])])).toMatchObject({ confidence: 85, words: 3, doubtfulWords: 1 });
    expect(judge([])).toMatchObject({ confidence: 0, words: 0, plausible: 0 });
  });

  it('values text above rubbish, in any script', () => {
    const text = judge([line([['Rechnung', 92], ['№', 60], ['Договор', 91], ['契約書', 90], ['1,240.50', 93]])]);
    const rubbish = judge([line([['|~.', 60], ['a;:—', 55], ['lIlIlI', 70], ['eeee', 80], ['_', 90]])]);
    expect(text.plausible).toBeGreaterThan(0.7);
    expect(rubbish.plausible).toBe(0);
    expect(text.worth).toBeGreaterThan(0);
    expect(rubbish.worth).toBeLessThan(0);
  });

  it('sees where letters are that nobody read', () => {
    const spots = Array.from({ length: 100 }, (_, index) => ({ x: index * 10, y: index < 30 ? 5 : 105 }));
    const read: LayoutLine[] = [{ block: 0, words: [{ text: 'x', confidence: 90, box: { x: 0, y: 100, width: 1000, height: 12 } }] }];
    expect(missedText(spots, read)).toBeCloseTo(0.3, 5);
    expect(missedText([], read)).toBe(0);
  });
});

describe('trying again', () => {
  const bad = judge([line([['xx', 30], ['yy', 40]])]);
  const good = judge([line([['Payment', 95], ['due', 94]])]);

  it('tries at most three times, each in another way', () => {
    const further = nextRecipes(PLAIN, { ...look, isTurnSure: false, isAxisSure: false }, { judged: bad, missed: 0.9 }, page);
    expect(further).toHaveLength(3);
    expect(new Set([PLAIN, ...further].map((recipe) => JSON.stringify(recipe))).size).toBe(4);
    expect(further.map((recipe) => recipe.turn)).toEqual([180, 90, 270]);
  });

  it('does not turn a page that surely stands upright', () => {
    const further = nextRecipes(PLAIN, { ...look, isTurnSure: true }, { judged: bad, missed: 0 }, page);
    expect(further.every((recipe) => recipe.turn === 0)).toBe(true);
    expect(further[0]).toMatchObject({ localThreshold: true, evenLight: true });
  });

  it('changes only how the page is taken apart when what was read is right but some is missing', () => {
    const outcome = { judged: good, missed: 0.3 };
    expect(missesText(look, outcome)).toBe(true);
    expect(nextRecipes({ ...PLAIN, scale: 0.7 }, look, outcome, page)).toEqual([
      PLAIN,
      { ...PLAIN, scale: 0.7, segmentation: 'column' },
      { ...PLAIN, scale: 0.7, segmentation: 'scattered' },
    ]);
  });
});
