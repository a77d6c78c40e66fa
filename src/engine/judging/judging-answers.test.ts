import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineApi } from '../../shared/contract/engine-api';
import type { Report } from '../../shared/model/report';
import type { CallInput, CallOutput } from '../../shared/rpc/define-api';
import { judgingAnswers } from './judging-answers';
import { JudgingRig, written } from './judging.test-kit';

const note: Report = { kind: 'text', encoding: 'utf-8', lineCount: 1, wordCount: 3, characterCount: 10, preview: '' };
const rule = written({ name: 'Notes', if: { kind: 'text' }, then: [{ do: 'copy', to: 'c' }] });

let rig: JudgingRig;
let answers: ReturnType<typeof judgingAnswers>;
beforeEach(() => {
  rig = new JudgingRig();
  for (let n = 1; n <= 30; n += 1) rig.file({ path: `${n}.txt`, report: note, text: `text ${n}` });
  answers = judgingAnswers(rig.parts());
});
afterEach(() => rig.end());

type Call = 'rules.simulate' | 'rules.matches' | 'rules.backTest';
const ask = <C extends Call>(call: C, input: CallInput<EngineApi, C>, signal = new AbortController().signal): Promise<CallOutput<EngineApi, C>> => {
  const answer = answers[call] as (asked: unknown, context: { signal: AbortSignal }) => Promise<CallOutput<EngineApi, C>>;
  return Promise.resolve(answer(input, { signal }));
};
const page = { offset: 0, limit: 10 };

describe('those who try rules out', () => {
  test('have the answer before called off when they ask the same again, and no other answer', async () => {
    const first = ask('rules.simulate', { rules: [rule], ...page });
    const other = ask('rules.matches', { rule, show: 'all', ...page });
    const second = ask('rules.simulate', { rules: [rule], ...page });
    expect(await Promise.allSettled([first, second, other])).toMatchObject([
      { status: 'rejected', reason: { code: 'call.cancelled' } },
      { status: 'fulfilled', value: { files: 30, acted: 30 } },
      { status: 'fulfilled', value: { files: 30, met: 30 } },
    ]);
  });

  test('can call it off', async () => {
    const stop = new AbortController();
    const asked = [ask('rules.simulate', { rules: [rule], ...page }, stop.signal), ask('rules.backTest', { rule, formerName: null, last: 30, ...page }, stop.signal), ask('rules.matches', { rule, show: 'all', ...page }, stop.signal)];
    stop.abort();
    expect(await Promise.allSettled(asked)).toMatchObject(Array.from({ length: 3 }, () => ({ status: 'rejected', reason: { code: 'call.cancelled' } })));
  });

  test('turn the pages of one back-test, until the rules or the ledger change', async () => {
    const back = (more = {}) => ask('rules.backTest', { rule, formerName: null, last: 100, ...page, ...more });
    expect(await back()).toMatchObject({ files: 30, changed: 30 });
    expect((await back({ offset: 20 })).rows.map(({ path }) => path)).toEqual(['10.txt', '9.txt', '8.txt', '7.txt', '6.txt', '5.txt', '4.txt', '3.txt', '2.txt', '1.txt']);
    rig.rules = [rule];
    rig.rulesRevision += 1;
    expect(await back({ formerName: 'Notes' })).toMatchObject({ files: 30, changed: 0 });
    expect(await back()).toMatchObject({ changed: 0 });
    rig.file({ path: '31.txt', report: note });
    expect(await back()).toMatchObject({ files: 31 });
  });

  test('see how far a simulation is, and that there is none', async () => {
    const context = { signal: new AbortController().signal };
    const simulating = answers['rules.simulating'] as (asked: object, context: { signal: AbortSignal }) => { files: number | null };
    expect(simulating({}, context)).toEqual({ files: null });
    const asked = ask('rules.simulate', { rules: [rule], ...page });
    expect(simulating({}, context)).toEqual({ files: 0 });
    await asked;
    expect(simulating({}, context)).toEqual({ files: null });
  });
});
