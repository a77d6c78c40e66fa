import { expect, it } from 'vitest';
import type { RuleOrder } from '../../../../shared/model/rule-order';
import { isOver, leftOutOf, progressOf, resultOf, rulesIn } from './order-words';

const order = (over: Partial<RuleOrder>): RuleOrder => ({ id: 1, at: 0, trigger: 'manual', folderId: null, rules: ['A'], isLooking: false, cancelledAt: null, files: 0, open: 0, attention: 0, effects: 0, undone: 0, ...over });

it('names the rule, or counts them', () => {
  expect([rulesIn({ rules: ['Invoices'] }), rulesIn({ rules: ['A', 'B'] })]).toEqual(['“Invoices”', '2 rules']);
});

it('says how far it is, without an end in sight while files are looked for', () => {
  expect(progressOf({ files: 10, open: 4, isLooking: true })).toEqual({ sentence: 'Looking for files… 6 of 10 files so far', fraction: null });
  expect(progressOf({ files: 10, open: 4, isLooking: false })).toEqual({ sentence: '6 of 10 files', fraction: 0.6 });
  expect([isOver({ isLooking: true, open: 0 }), isOver({ isLooking: false, open: 1 }), isOver({ isLooking: false, open: 0 })]).toEqual([false, false, true]);
});

it('says what came of it', () => {
  expect(resultOf(order({}))).toBe('No file was acted on.');
  expect(resultOf(order({ files: 2, effects: 3, attention: 1 }))).toBe('2 files, 3 changes; 1 file needs attention.');
  expect(resultOf(order({ files: 2, undone: 3, cancelledAt: 5 }))).toBe('Called off. 2 files, 3 changes; all taken back.');
});

it('says what is left out, and why', () => {
  const nothing = { files: 9, acted: 1, steps: 1, before: 0, unread: 0, underWay: 0 };
  expect(leftOutOf(nothing)).toEqual([]);
  expect(leftOutOf({ ...nothing, before: 1, unread: 1, underWay: 2 })).toEqual([
    '1 more has to be read first; the rules are asked then.',
    '1 file left alone, as all of it was done with it before.',
    '2 files left out, being read at this moment.',
  ]);
});
