import { describe, expect, it } from 'vitest';
import type { LayoutLine } from '../../../shared/model/page-layout';
import { lookAtPage, type PageLook } from '../look/look-at-page';
import { drawText, SAMPLE_LINES } from '../ocr.test-kit';
import { rotate } from '../picture/rotate';
import { turn } from '../picture/turn';
import { judge } from './judge';
import { missedText } from './missed-text';
import { bestOf, MAX_FURTHER_TRIES, nextRecipe, type Outcome } from './next-recipe';
import { preparePage } from './prepare-page';
import { chooseRecipe, fitScale, MAX_PIXELS, type Recipe } from './recipe';

const PLAIN: Recipe = {
  denoise: 'none',
  invert: false,
  evenLight: false,
  turn: 0,
  deskew: 0,
  scale: 1,
  sharpen: false,
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
    ['letters that touch', { isRunTogether: true }, { sharpen: true }],
    ['a page on its side', { turn: 90 }, { turn: 90 }],
    ['small letters', { letterHeight: 8 }, { scale: 2.25 }],
    ['large letters', { letterHeight: 100 }, { scale: 0.15 }],
    ['capitals', { letterHeight: 34 }, { scale: 0.5 }],
  ])('answers %s', (_, seen, expected) => {
    expect(chooseRecipe({ ...look, ...seen }, 1000, 700, 200)).toMatchObject(expected);
  });

  it('enlarges a large picture less where hardly anything looks like words', () => {
    const specks = { ...look, letterHeight: 4, inWords: look.inWords.slice(0, 30) };
    expect(chooseRecipe({ ...look, letterHeight: 4 }, 1600, 1200, null).scale).toBe(3);
    expect(chooseRecipe(specks, 1600, 1200, null).scale).toBe(1.75);
    expect(chooseRecipe(specks, 4000, 3000, null).scale).toBe(1);
    expect(chooseRecipe(specks, 500, 300, null).scale).toBe(3);
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
    const { page: prepared, placeBack, placeOn } = preparePage(marked, look, { ...PLAIN, ...change }, 200);
    const found = boundsOfDark(prepared.picture);
    const { x, y, width, height } = placeBack(found);
    const slack = Math.abs(change.deskew ?? 0) > 0 ? 9 : 2;
    const [middleX, middleY] = placeOn(mark.x + mark.width / 2, mark.y + mark.height / 2);
    expect(Math.abs(middleX - found.x - found.width / 2)).toBeLessThanOrEqual(2);
    expect(Math.abs(middleY - found.y - found.height / 2)).toBeLessThanOrEqual(2);
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

  it('holds a lost line for worse than a little doubt', () => {
    const all = judge([line([['Payment', 91], ['is', 90]]), line([['due', 88], ['within', 90]])]);
    const half = judge([line([['Payment', 97], ['is', 96]])]);
    expect(half.confidence).toBeGreaterThan(all.confidence);
    expect(half.worth).toBeLessThan(all.worth);
  });
});

describe('what was missed', () => {
  const asIs = { placeOn: (x: number, y: number): [number, number] => [x, y], scale: 1 };
  const read = (...boxes: [x: number, y: number, width: number, height: number][]): LayoutLine[] => [
    { block: 0, words: boxes.map(([x, y, width, height]) => ({ text: 'x', confidence: 90, box: { x, y, width, height } })) },
  ];
  const row = (y: number) => ({ height: 12, pieces: Array.from({ length: 20 }, (_, index) => ({ x: 5 + index * 12, y, length: 10 })) });

  it('is told by the letters that no word covers', () => {
    const inWords = Array.from({ length: 100 }, (_, index) => ({ x: index * 10, y: index < 30 ? 5 : 105 }));
    const lines = read([0, 100, 1000, 12]);
    expect(missedText({ inWords, rows: [] }, { ...asIs, lines }).letters).toBeCloseTo(0.3, 5);
    expect(missedText({ inWords: [], rows: [] }, { ...asIs, lines })).toEqual({ letters: 0, lines: 0 });
  });

  it('is told by lines, or good pieces of them, that no word covers', () => {
    const rows = [row(10), row(40), row(70), row(100)];
    const lines = read([0, 4, 240, 12], [0, 34, 240, 12], [0, 64, 120, 12]);
    expect(missedText({ inWords: [], rows }, { ...asIs, lines }).lines).toBeCloseTo(1.5 / 4, 5);
    // One short word of it, or every other one, may be a mark or a smudge.
    const others = read([0, 4, 180, 12], [0, 34, 60, 12], [84, 34, 60, 12], [168, 34, 60, 12], [0, 64, 240, 12], [0, 94, 240, 12]);
    expect(missedText({ inWords: [], rows }, { ...asIs, lines: others }).lines).toBe(0);
  });

  it('is not hidden by rubbish as large as the page', () => {
    expect(missedText({ inWords: [], rows: [row(10)] }, { ...asIs, lines: read([0, 0, 300, 300]) }).lines).toBe(1);
  });

  it('is looked for where the page lies on the prepared picture', () => {
    const lines = read([0, 5, 120, 6]);
    const half = { placeOn: (x: number, y: number): [number, number] => [x / 2, y / 2], scale: 0.5 };
    expect(missedText({ inWords: [], rows: [row(16)] }, { ...half, lines }).lines).toBe(0);
    expect(missedText({ inWords: [], rows: [row(60)] }, { ...half, lines }).lines).toBe(1);
  });
});

describe('trying again', () => {
  const bad = judge([line([['xx', 30], ['yy', 40]])]);
  const good = judge([line([['Payment', 95], ['due', 94]])]);
  const nothing = { letters: 0, lines: 0 };

  /** Goes on until nothing is left to try; `outcomeOf` tells what each recipe gives. */
  function tryAll(seen: PageLook, outcomeOf: (recipe: Recipe) => Omit<Outcome, 'recipe'>, first = PLAIN): Recipe[] {
    const tries: [Outcome, ...Outcome[]] = [{ recipe: first, ...outcomeOf(first) }];
    for (let next = nextRecipe(tries, seen, page); next; next = nextRecipe(tries, seen, page)) {
      tries.push({ recipe: next, ...outcomeOf(next) });
    }
    return tries.map(({ recipe }) => recipe);
  }

  it('is not done where all that was seen was read for sure', () => {
    expect(tryAll(look, () => ({ judged: good, missed: nothing }))).toEqual([PLAIN]);
  });

  it('is done three times at most, each in another way', () => {
    const recipes = tryAll({ ...look, isTurnSure: false, isAxisSure: false }, () => ({ judged: bad, missed: { letters: 0.9, lines: 0.9 } }));
    expect(recipes).toHaveLength(1 + MAX_FURTHER_TRIES);
    expect(new Set(recipes.map((recipe) => JSON.stringify(recipe))).size).toBe(4);
    expect(recipes.map((recipe) => recipe.turn)).toEqual([0, 180, 90, 270]);
  });

  it('does not turn a page that surely stands upright', () => {
    const recipes = tryAll({ ...look, isTurnSure: true }, () => ({ judged: bad, missed: nothing }));
    expect(recipes.every((recipe) => recipe.turn === 0)).toBe(true);
    expect(recipes[1]).toMatchObject({ localThreshold: true, evenLight: true });
  });

  it('looks for scattered words on a picture as it came, where hardly anything looks like words', () => {
    const seen = { ...look, isTurnSure: true, inWords: look.inWords.slice(0, 30) };
    const enlarged = { ...PLAIN, scale: 2, sharpen: true };
    const [, second] = tryAll(seen, () => ({ judged: judge([]), missed: { letters: 1, lines: 1 } }), enlarged);
    expect(second).toEqual({ ...PLAIN, segmentation: 'scattered' });
    const [, other] = tryAll({ ...look, isTurnSure: true }, () => ({ judged: judge([]), missed: { letters: 1, lines: 1 } }), enlarged);
    expect(other).toEqual({ ...enlarged, segmentation: 'column' });
  });

  it('changes the size, and how the page is taken apart, when what was read is right but much is missing', () => {
    const small = { ...PLAIN, scale: 0.7 };
    const recipes = tryAll(look, () => ({ judged: good, missed: { letters: 0.3, lines: 0 } }), small);
    expect(recipes).toEqual([small, PLAIN, { ...small, segmentation: 'column' }, { ...small, segmentation: 'scattered' }]);
  });

  it('looks elsewhere than at the size once that was tried, though it brought a little', () => {
    const outcomeOf = ({ scale }: Recipe) => ({ judged: { ...good, worth: good.worth + scale }, missed: { letters: 0.3, lines: 0 } });
    expect(tryAll(look, outcomeOf, { ...PLAIN, scale: 0.6 }).map(({ scale, segmentation }) => [scale < 0.7, segmentation])).toEqual([
      [true, 'automatic'],
      [false, 'automatic'],
      [false, 'column'],
      [false, 'scattered'],
    ]);
  });

  it('sharpens when a line is missing from a reading that is right, and stops when that brings it back', () => {
    const recipes = tryAll(look, ({ sharpen }) => ({ judged: good, missed: { letters: 0.02, lines: sharpen ? 0 : 0.02 } }));
    expect(recipes).toEqual([PLAIN, { ...PLAIN, sharpen: true }]);
  });

  it('gives a line up, for it may be none, when another try does not bring it back', () => {
    const missed = { letters: 0.02, lines: 0.02 };
    expect(tryAll(look, () => ({ judged: good, missed }))).toHaveLength(2);
    // Nor does it matter that the other try was a little surer.
    const surer = judge([line([['Payment', 96], ['due', 96]])]);
    expect(tryAll(look, ({ sharpen }) => ({ judged: sharpen ? surer : good, missed }))).toHaveLength(2);
  });

  it('goes on from the turn at which the page could be read', () => {
    const outcomeOf = ({ turn: by, sharpen }: Recipe) =>
      by === 0 ? { judged: bad, missed: nothing } : { judged: good, missed: { letters: 0, lines: sharpen ? 0 : 0.05 } };
    expect(tryAll({ ...look, isTurnSure: false, isAxisSure: true }, outcomeOf)).toEqual([
      PLAIN,
      { ...PLAIN, turn: 180 },
      { ...PLAIN, turn: 180, sharpen: true },
    ]);
  });

  it('keeps a page as it stands when it reads as rubbish either way', () => {
    const turned = (confidence: number): Outcome => ({ recipe: { ...PLAIN, turn: 180 }, judged: { ...bad, confidence, worth: bad.worth + 9 }, missed: nothing });
    const first = { recipe: PLAIN, judged: bad, missed: nothing };
    expect(bestOf([first, turned(30)])).toBe(first);
    expect(bestOf([first, turned(55)])).not.toBe(first);
  });

  it('keeps what lost least, and another order of the words only where that pays', () => {
    const first = { recipe: PLAIN, judged: good, missed: { letters: 0.02, lines: 0.02 } };
    const whole = { recipe: { ...PLAIN, scale: 0.5 }, judged: { ...good, worth: good.worth * 0.995 }, missed: nothing };
    const scattered = { recipe: { ...PLAIN, segmentation: 'scattered' as const }, judged: { ...good, worth: good.worth * 1.01 }, missed: nothing };
    expect(bestOf([first, whole])).toBe(whole);
    expect(bestOf([{ ...first, missed: nothing }, scattered])).not.toBe(scattered);
  });
});
