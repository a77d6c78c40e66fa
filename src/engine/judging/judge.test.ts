import { describe, expect, test } from 'vitest';
import type { FactValue } from '../../shared/model/fact';
import type { Rule } from '../../shared/model/rule';
import type { ActedFile } from '../acting/action';
import type { CompiledRule } from '../rules/compiled-rule';
import { judge } from './judge';
import type { Judged, JudgeOptions } from './judged';
import { compiled, plannedOnly, written } from './judging.test-kit';
import { nameFacts } from './name-facts';

const file: ActedFile = {
  jobId: 1, fileId: 1, folderId: 1, folderName: 'Inbox', root: '/inbox', path: 'sub/Invoice 7.pdf', source: '/inbox/sub/Invoice 7.pdf',
  size: 5, mtimeMs: 1, ino: '1', sha256: 'a'.repeat(64), event: 'created', arrivedAt: 1, isGone: false,
};
const known: Record<string, FactValue> = { ...nameFacts(file.path), kind: 'document', text: 'No. 2041 of May', pages: 2 };
const asked: string[] = [];
const facts = {
  now: 1_000,
  value: (name: string) => {
    asked.push(name);
    return known[name];
  },
};
const surroundings = { dataFolder: '/data', folders: () => [], programsAllowed: false, roots: [] };
const all: JudgeOptions = { madeBy: new Set(), hasFailed: false, keepTraces: 10, surroundings };
const ask = (rules: readonly (Rule | CompiledRule)[], options: Partial<JudgeOptions> = {}): Judged =>
  judge(rules.map((rule) => ('condition' in rule ? rule : compiled(rule))), facts, file, plannedOnly, { ...all, ...options });
const met = ({ outcomes }: Judged): (string | boolean)[][] => outcomes.map(({ rule, isMet }) => [rule, isMet]);
const sentences = ({ steps }: Judged): string[] => steps.map(({ told }) => told.sentence);
const reasons = ({ outcomes }: Judged): (string | null)[] => outcomes.map(({ reason }) => reason);
const copy = { do: 'copy', to: '/out' };

describe('rules', () => {
  test('are asked in their order, those of other folders and events not at all', () => {
    const judged = ask([
      written({ name: 'c', if: { kind: 'image' }, then: [copy] }),
      written({ name: 'a', folders: ['/elsewhere'], then: [copy] }),
      written({ name: 'd', on: ['deleted'], then: [copy] }),
      written({ name: 'off', isEnabled: false, then: [copy] }),
      written({ name: 'b', folders: ['inbox'], if: { kind: 'document' }, then: [copy] }),
    ]);
    expect(met(judged)).toEqual([['c', false], ['b', true]]);
    expect(sentences(judged)).toEqual(['Copy to /out/Invoice 7.pdf']);
    expect(judged.outcomes[0]?.trace).toMatchObject({ sentence: 'the kind is “image”', isMet: false, actual: 'document' });
  });

  test('below one that stops are not asked, and say why; one that does not act stops nothing', () => {
    const judged = ask([
      written({ name: 'not met', if: { kind: 'image' }, stop: true }),
      written({ name: 'stops', stop: true, then: [copy] }),
      written({ name: 'below', then: [copy] }),
    ]);
    expect(met(judged)).toEqual([['not met', false], ['stops', true], ['below', false]]);
    expect(reasons(judged)).toEqual([null, null, '“stops” acted on it, and lets no rule below it act.']);
    expect(judged.outcomes[2]?.trace).toBeNull();
    expect(judged.steps).toHaveLength(1);
  });

  test('leave alone what they made themselves, and then stop nothing', () => {
    const judged = ask([written({ name: 'maker', stop: true, then: [copy] }), written({ name: 'other', then: [copy] })], { madeBy: new Set(['maker']) });
    expect(reasons(judged)).toEqual(['It made this file itself, and leaves it alone.', null]);
    expect(judged.steps.map(({ rule }) => rule)).toEqual(['other']);
  });

  test('are not asked about a file that could not be read, unless they ask for that', () => {
    known['error'] = 'file.damaged';
    const rules = [written({ name: 'any', then: [copy] }), written({ name: 'damaged', if: { any: [{ error: 'file.damaged' }] }, then: [copy] })];
    expect(met(ask(rules, { hasFailed: true }))).toEqual([['any', false], ['damaged', true]]);
    expect(met(ask(rules))).toEqual([['any', true], ['damaged', true]]);
    delete known['error'];
  });

  test('whose facts are still to come wait', () => {
    const judged = ask([written({ name: 'text', if: { 'text contains': 'May' } }), written({ name: 'kind', if: { kind: 'document' } })], {
      isWaiting: (needs) => (needs.has('ocr') ? 'It waits for OCR.' : null),
    });
    expect(reasons(judged)).toEqual(['It waits for OCR.', null]);
    expect(met(judged)).toEqual([['text', false], ['kind', true]]);
  });

  test('keep as many traces as are wanted, those that act theirs in any case; without traces no more is asked than is needed', () => {
    const rules = [1, 2, 3].map((n) => written({ name: `unmet ${n}`, if: { all: [{ kind: 'image' }, { 'text contains': 'x' }] } }));
    const judged = ask([...rules, written({ name: 'met' })], { keepTraces: 2 });
    expect(judged.outcomes.map(({ trace }) => trace !== null)).toEqual([true, true, false, true]);
    asked.length = 0;
    expect(ask(rules, { keepTraces: 0 }).outcomes.every(({ trace }) => trace === null)).toBe(true);
    expect(new Set(asked)).toEqual(new Set(['kind']));
  });
});

describe('the original', () => {
  test('goes where all rules together say: a rename, then a move; what comes after them sees the new name and place', () => {
    const judged = ask([
      written({ name: 'rename', then: [{ do: 'rename', as: '{stem|slug}{ext}', conflict: 'skip' }, { do: 'log', to: '/log' , as: '{name} in {subfolder}' }] }),
      written({ name: 'move', if: { name: 'invoice-7.pdf' }, then: [{ do: 'move', to: '/inbox/done' }, copy] }),
      written({ name: 'path', if: { path: 'done/invoice-7.pdf' }, then: [{ do: 'log', to: '/log', as: '{path}' }] }),
    ]);
    expect(judged.redirect).toEqual({ kind: 'place', folder: '/inbox/done', name: 'invoice-7.pdf', conflict: 'rename', within: '/' });
    expect(sentences(judged)).toEqual(['rename sub/Invoice 7.pdf', 'Log invoice-7.pdf in sub', 'move sub/Invoice 7.pdf', 'Copy to /out/invoice-7.pdf', 'Log done/invoice-7.pdf']);
    expect(judged.steps.flatMap(({ planned }) => planned?.target ?? [])).toEqual(['/inbox/sub/invoice-7.pdf', '/inbox/done/invoice-7.pdf']);
  });

  test('is outside of its folder known by its whole path', () => {
    const judged = ask([written({ name: 'out', then: [{ do: 'move', to: '/archive/2026' }] }), written({ name: 'in', if: { 'path is like': 'sub/*' } }), written({ name: 'there', if: { path: '/archive/2026/Invoice 7.pdf' } })]);
    expect(met(judged)).toEqual([['out', true], ['in', false], ['there', true]]);
  });

  test('that goes to the trash goes nowhere else any more; copies of it are made all the same', () => {
    const judged = ask([written({ name: 'trash', then: [{ do: 'trash' }] }), written({ name: 'then', then: [{ do: 'move', to: '/x' }, copy] })]);
    expect(judged.redirect).toEqual({ kind: 'trash', to: 'system' });
    expect(judged.outcomes[1]?.steps.map(({ state, sentence }) => [state, sentence])).toEqual([['skipped', 'It goes to the trash already.'], ['planned', 'Copy to /out/Invoice 7.pdf']]);
    expect(judged.steps.map(({ spec }) => spec.do)).toEqual(['trash', 'copy']);
  });

  test('stays where something can’t be done, and nothing after that is', () => {
    const judged = ask([
      written({ name: 'first', then: [{ do: 'move', to: '/x' }] }),
      written({ name: 'broken', then: [copy, { do: 'copy', to: '/{author}' }, copy] }),
      written({ name: 'later', then: [copy] }),
    ]);
    expect(judged.redirect).toBeNull();
    expect(judged.outcomes[1]?.steps.map(({ state }) => state)).toEqual(['planned', 'failed', 'notReached']);
    expect(judged.steps.at(-1)).toMatchObject({ rule: 'broken', planned: null, error: { code: 'file.invalid' } });
    expect(reasons(judged)[2]).toBe('An action of “broken” can’t be done; no rule below it is asked.');
  });

  test('goes all the same where the failure is not to stop anything', () => {
    const judged = ask([written({ name: 'one', then: [{ do: 'copy', to: '/{author}', onFailure: 'continue' }, { do: 'move', to: '/x' }] })]);
    expect(judged.redirect).toMatchObject({ folder: '/x' });
    expect(judged.outcomes[0]?.steps.map(({ state }) => state)).toEqual(['failed', 'planned']);
  });
});

test('templates have what the conditions of their rule caught, and only of theirs', () => {
  const catching = { 'text matches': 'No\\. (?P<number>\\d+)' };
  const judged = ask([
    written({ name: 'catches', if: catching, then: [{ do: 'log', to: '/log', as: 'no {match.number} {counter:000}' }] }),
    written({ name: 'has none', then: [{ do: 'log', to: '/log', as: 'no {match.number|or none}' }] }),
  ]);
  expect(sentences(judged)).toEqual(['Log no 2041 001', 'Log no none']);
});

test('what is done is added to what all steps see of it', () => {
  const judged = ask([written({ name: 'one', then: [copy, { do: 'log', to: '/log' }] })]);
  judged.taken.push({ action: 'copy' });
  expect(judged.steps[1]?.context.taken).toEqual([{ action: 'copy' }]);
  const [first] = judged.steps;
  if (first) first.told.state = 'done';
  expect(judged.outcomes[0]?.steps[0]?.state).toBe('done');
});

test('an action that this version does not know is passed by', () => {
  const judged = ask([written({ name: 'one', then: [{ do: 'webhook', url: 'https://example.org' }, copy] })]);
  expect(judged.outcomes[0]?.steps.map(({ state }) => state)).toEqual(['skipped', 'planned']);
});

test('a thousand rules are asked in a few milliseconds', () => {
  const rules = Array.from({ length: 1_000 }, (_, n) => compiled(written({ name: `rule ${n}`, if: { all: [{ 'name contains': `x${n}` }, { 'text contains': `y${n}` }] }, then: [copy] })));
  const best = Math.min(...Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    expect(ask(rules, { keepTraces: 50 }).steps).toEqual([]);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }));
  // The machine of a test may be slow and busy; a hundred times what it takes is a mistake all the same.
  expect(best).toBeLessThan(100);
});
