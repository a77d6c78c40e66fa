import { expect, it } from 'vitest';
import { EVERYTHING, historyFilter } from './history-filter';

const noon = new Date(2026, 10, 21, 12).getTime();

it('asks for everything without a filter', () => {
  expect(historyFilter(EVERYTHING, noon)).toEqual({});
  expect(historyFilter({ ...EVERYTHING, find: '  ' }, noon)).toEqual({});
});

it('asks for what each filter names', () => {
  const place = { state: 'attention', folderId: 4, event: 'moved', trigger: 'cli', period: 'week', day: '', rule: 'File', deed: 'linked', target: '/archive', find: ' in/ ' } as const;
  expect(historyFilter(place, noon)).toEqual({
    states: ['attention'],
    folderId: 4,
    events: ['moved'],
    triggers: ['cli'],
    from: new Date(2026, 10, 15).getTime(),
    rule: 'File',
    actions: ['link', 'hardlink'],
    target: '/archive',
    query: 'in/',
  });
});

it('asks the same all day long', () => {
  const place = { ...EVERYTHING, period: 'today' } as const;
  expect(historyFilter(place, noon)).toEqual(historyFilter(place, noon + 3_600_000));
});

it('takes one day, from its midnight to its last millisecond', () => {
  const { from, to } = historyFilter({ ...EVERYTHING, period: 'week', day: '2026-11-20' }, noon);
  expect(from).toBe(new Date(2026, 10, 20).getTime());
  expect(to).toBe(new Date(2026, 10, 21).getTime() - 1);
});
