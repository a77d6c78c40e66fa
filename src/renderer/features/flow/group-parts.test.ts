import { expect, it } from 'vitest';
import { aFlow, aLink, aPart } from './a-flow.test-kit';
import { groupParts, type Column } from './group-parts';

const NONE: ReadonlySet<Column> = new Set();
const ids = (parts: readonly { id: string }[]): string[] => parts.map(({ id }) => id);

it('shows a small mill whole', () => {
  const flow = aFlow(3, 4);
  const { parts, links } = groupParts(flow, NONE);
  expect(ids(parts)).toEqual(ids(flow.parts));
  expect(links).toEqual(flow.links);
});

it('puts the many into one, and keeps what passes, in the order of the mill', () => {
  const { parts, links } = groupParts(aFlow(2, 200), NONE);
  const rules = parts.filter(({ column }) => column === 'rule');
  expect(ids(rules)).toEqual(['rule:193', 'rule:194', 'rule:195', 'rule:196', 'rule:197', 'rule:198', 'rule:199', 'more:rule']);
  expect(rules.at(-1)).toMatchObject({ title: 'and 193 more', stands: 193, opens: null });
  const destinations = parts.filter(({ column }) => column === 'destination');
  // What stays where it is has its place at the foot.
  expect(ids(destinations).slice(-2)).toEqual(['more:destination', 'destination:stays']);
  expect(destinations).toHaveLength(8);
  // Nothing is lost: 0 + 1 + … + 192 files go through what was put into one.
  expect(links.find(({ from, to }) => from === 'lane:documents' && to === 'more:rule')?.files).toBe((192 * 193) / 2);
  expect(links.filter(({ from }) => from === 'lane:documents').reduce((sum, { files }) => sum + files, 0)).toBe((199 * 200) / 2 + 5);
});

it('shows what failed before what is busy', () => {
  const parts = Array.from({ length: 30 }, (_, n) => aPart('folder', String(n), n === 25 ? { failed: 1 } : {}));
  const links = [aLink('folder:3', 'x', 1_000), aLink('folder:4', 'x', 1, { perMinute: 40 })];
  const shown = groupParts({ parts, links }, NONE, 4).parts;
  expect(ids(shown)).toEqual(['folder:3', 'folder:4', 'folder:25', 'more:folder']);
});

it('shows all of a column where that is wanted', () => {
  const { parts } = groupParts(aFlow(50, 50), new Set<Column>(['rule']));
  expect(parts.filter(({ column }) => column === 'rule')).toHaveLength(50);
  expect(parts.filter(({ column }) => column === 'folder')).toHaveLength(8);
});

it('says what the sum of the others is', () => {
  const parts = Array.from({ length: 12 }, (_, n) => aPart('folder', String(n), { failed: 1, active: 2, waiting: 3, done: 4 }));
  expect(groupParts({ parts, links: [] }, NONE, 3).parts.at(-1)).toMatchObject({ failed: 10, active: 20, waiting: 30, done: 40 });
});
