import { describe, expect, it } from 'vitest';
import { aFlow, aLink, aPart } from './a-flow.test-kit';
import { groupParts } from './group-parts';
import { BOX, layOutFlow, thicknessOf } from './lay-out-flow';
import { placeLabels } from './place-labels';

const grouped = (folders: number, rules: number) => groupParts(aFlow(folders, rules), new Set());

describe('the picture', () => {
  it.each([[700], [810], [1_180]])('has its columns side by side in %d pixels, and no box over another', (width) => {
    const layout = layOutFlow(grouped(5, 12), width);
    expect(layout.width).toBe(width);
    const columns = [...new Set(layout.parts.map(({ x }) => x))];
    expect(columns).toHaveLength(4);
    expect(columns).toEqual(columns.toSorted((a, b) => a - b));
    for (const one of layout.parts) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width).toBeLessThanOrEqual(width);
      expect(one.y + BOX).toBeLessThanOrEqual(layout.height);
      for (const other of layout.parts) {
        if (one === other || one.x !== other.x) continue;
        expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(BOX);
      }
    }
  });

  it('takes the height that there is, up to a comfortable distance, and no more', () => {
    const rowsOf = (height: number): number[] => layOutFlow(grouped(2, 4), 1_000, height).parts.filter(({ part }) => part.column === 'rule').map(({ y }) => y);
    const distance = ([first = 0, second = 0]: number[]): number => second - first - BOX;
    expect(distance(rowsOf(0))).toBe(10);
    expect(distance(rowsOf(5_000))).toBe(60);
    const usual = layOutFlow(grouped(2, 4), 1_000);
    const roomier = layOutFlow(grouped(2, 4), 1_000, usual.height + 60);
    expect(roomier.height).toBeGreaterThan(usual.height);
    expect(roomier.height).toBeLessThanOrEqual(usual.height + 60);
  });

  it('is wider than its frame rather than unreadable', () => {
    expect(layOutFlow(grouped(2, 2), 300).width).toBeGreaterThan(600);
  });

  it('leads past a column below its boxes', () => {
    const layout = layOutFlow(grouped(2, 3), 1_000);
    const past = layout.links.find(({ link }) => link.to === 'destination:stays');
    const rules = layout.parts.filter(({ part }) => part.column === 'rule');
    const foot = Math.max(...rules.map(({ y }) => y + BOX));
    const straight = /L(\S+) (\S+)/.exec(past?.path ?? '');
    expect(Number(straight?.[1])).toBeCloseTo((rules[0]?.x ?? 0) + (rules[0]?.width ?? 0), 0);
    expect(Number(straight?.[2])).toBeGreaterThan(foot);
    expect(Number(straight?.[2])).toBeLessThan(layout.height);
  });

  it('begins and ends each line at its boxes', () => {
    const layout = layOutFlow(grouped(9, 3), 1_000);
    for (const { link, path } of layout.links) {
      const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? [];
      const [from, to] = [link.from, link.to].map((id) => layout.parts.find(({ part }) => part.id === id));
      expect(numbers[0]).toBeCloseTo((from?.x ?? 0) + (from?.width ?? 0), 0);
      expect(numbers.at(-2)).toBeCloseTo(to?.x ?? 0, 0);
      expect(numbers[1]).toBeGreaterThanOrEqual(from?.y ?? 0);
      expect(numbers.at(-1)).toBeLessThanOrEqual((to?.y ?? 0) + BOX);
    }
  });

  it('leaves out lines to what is not there, and columns without a part', () => {
    const layout = layOutFlow({ parts: [{ ...aPart('folder', 'a'), stands: 1 }], links: [aLink('folder:a', 'lane:gone')] }, 800);
    expect(layout.links).toEqual([]);
    expect(layout.heads.map(({ column }) => column)).toEqual(['folder']);
  });
});

it('draws a line the wider the more passes, within bounds', () => {
  const rates = [0, 1, 10, 100, 1_000_000].map((perMinute) => thicknessOf({ perMinute }));
  expect(rates).toEqual(rates.toSorted((a, b) => a - b));
  expect(new Set(rates.slice(0, 4)).size).toBe(4);
  expect(rates.at(-1)).toBe(11);
});

it('puts no label over another, and those first that matter most', () => {
  const layout = layOutFlow(grouped(8, 8), 900);
  const labels = placeLabels(layout.links, ({ files }) => `${files} files`, ({ to }) => to === 'rule:1');
  expect(labels[0]?.text).toBe('1 files');
  expect(labels.length).toBeGreaterThan(5);
  for (const { at, text } of labels.slice(1)) {
    const across = layout.links.filter(({ course }) => course.some(({ x, y }) => Math.abs(x - at.x) < 20 && Math.abs(y - at.y) < 6));
    expect(across.map(({ link }) => `${link.files} files`)).toEqual([text]);
  }
  for (const one of labels) {
    for (const other of labels) {
      if (one === other) continue;
      const isApart = Math.abs(one.at.y - other.at.y) >= 14 || Math.abs(one.at.x - other.at.x) >= 20;
      expect(isApart).toBe(true);
    }
  }
});
