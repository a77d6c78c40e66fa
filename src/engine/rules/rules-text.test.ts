import { describe, expect, it } from 'vitest';
import { Random } from '../../../tests/helpers/random';
import type { Rule } from '../../shared/model/rule';
import { RandomRules } from './random-rules.test-kit';
import { readRules } from './read-rules';
import { writeRules, writeRulesAlone } from './write-rules';

describe('whatever rules are', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))('what is written is read as the same, seed %i', (seed) => {
    const rules = new RandomRules(seed).rules(10);
    const { rules: back, problems } = readRules(writeRulesAlone(rules));
    expect(problems).toEqual([]);
    expect(back).toEqual(rules);
  });

  it.each(Array.from({ length: 12 }, (_, seed) => 1_000 + seed))('one change after another leaves comments and gives just these rules, seed %i', (seed) => {
    const random = new Random(seed);
    const make = new RandomRules(seed);
    let rules = make.rules(3);
    // A comment above each rule, and one behind its name.
    let text = `# Mine.\n${writeRulesAlone(rules).replaceAll(/^( {2}- name: .*)$/gm, '  # about it\n$1 # so called')}`;
    expect(readRules(text).rules).toEqual(rules);
    for (let step = 0; step < 8; step += 1) {
      const commented = text.split('# about it').length - 1;
      const { after, gone } = changed(rules, random, make);
      text = writeRules(text, after);
      expect(readRules(text)).toMatchObject({ problems: [], rules: after });
      expect(text.startsWith('# Mine.\n')).toBe(true);
      if (!gone) expect(text.split('# about it').length - 1).toBe(commented);
      rules = after;
    }
  });
});

function changed(rules: Rule[], random: Random, make: RandomRules): { after: Rule[]; gone: boolean } {
  const at = random.below(Math.max(1, rules.length));
  const rule = rules[at];
  switch (rule ? random.below(5) : 0) {
    case 0:
      return { after: rules.toSpliced(at, 0, make.rule()), gone: false };
    case 1:
      return { after: rules.map((one) => (one === rule ? { ...one, isEnabled: !one.isEnabled } : one)), gone: false };
    case 2:
      return { after: rules.filter((one) => one !== rule), gone: true };
    case 3:
      return { after: [...rules.filter((one) => one !== rule), rule as Rule], gone: false };
    default:
      return { after: rules.map((one) => (one === rule ? { ...make.rule(), name: one.name } : one)), gone: false };
  }
}

describe('a file that was damaged', () => {
  const whole = writeRulesAlone(new RandomRules(3).rules(6));
  const SCRAPS = ['\t', ':', '- ', '[', '{', '*a', '&a ', '"', "'", '|', '>', '#', '!!binary ', '? ', '\0', '\uFEFF', '\r', '---\n', '%YAML 9.9\n', '<<: ', '  ', '\n'];

  it.each(Array.from({ length: 10 }, (_, seed) => seed))('gives its rules or says where it is wrong, and never fails, fifty files from seed %i', (seed) => {
    const random = new Random(seed);
    for (let file = 0; file < 50; file += 1) expectAnswer(damaged(random));
  });

  function damaged(random: Random): string {
    let text = whole;
    for (let count = random.between(1, 4); count > 0; count -= 1) {
      const at = random.below(text.length);
      const kind = random.below(4);
      const piece = kind === 3 ? text.slice(random.below(text.length)).slice(0, 80) : random.pick(SCRAPS);
      text = text.slice(0, at) + (kind === 0 ? '' : piece) + text.slice(at + (kind === 1 ? 0 : random.between(1, 40)));
    }
    return text;
  }

  function expectAnswer(text: string): void {
    const { rules, problems } = readRules(text);
    for (const { line, column, message, hint } of problems) {
      expect([line, column].every((place) => place !== null && place !== undefined && place >= 1)).toBe(true);
      expect(line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
      expect(message).toMatch(/[.?:”…]$/);
      expect(hint).not.toBe('');
    }
    if (problems.length > 0) return;
    expect(readRules(writeRules(text, rules)).rules).toEqual(rules);
  }
});

/** Milliseconds; far above what is needed, far below what these would take. */
const BOUND = 10_000;

describe('a file that is meant to hurt', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...[...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`)].join('\n');
  it.each<[string, string, RegExp]>([
    ['a bomb of aliases in a condition', `${bomb}\nrules:\n- name: A\n  if: {name is one of: *i}\n`, /aliases stand for too much|no “a” in “the file”/],
    ['one in an action', `rules:\n- name: A\n  then:\n  - tag: &a [x, x, x, x, x, x, x, x, x]\n  - tag: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n  - tag: &c [*b, *b, *b, *b, *b, *b, *b, *b]\n  - tag: [*c, *c, *c, *c, *c, *c, *c, *c]\n`, /aliases stand for too much|text/],
    ['thousands of aliases', `rules:\n- name: &a A\n  folders: [${Array(100_000).fill('*a').join(', ')}]\n`, /too many aliases/],
    ['an alias within itself', 'rules:\n- name: A\n  if: &a {all: [*a]}\n', /./],
    ['20 MB', '# x\n'.repeat(5_000_000), /larger than 2 MB/],
    ['lists in lists', `rules: ${'['.repeat(500_000)}`, /nested too deeply/],
    ['maps in maps', `rules:\n- name: A\n  if: ${'{all: ['.repeat(200_000)}`, /nested too deeply/],
    ['conditions by indentation', `rules:\n- name: A\n  if:\n${Array.from({ length: 1_200 }, (_, level) => `${' '.repeat(4 + level)}all:\n`).join('')}`, /nested too deeply/],
    ['a key of two megabytes', `? ${'x'.repeat(1_900_000)}\n: y\n`, /./],
    ['a name of two megabytes', `- name: ${'x'.repeat(1_900_000)}\n`, /too long/],
    ['twenty thousand keys', `rules:\n- name: A\n${Array.from({ length: 20_000 }, (_, key) => `  k${key}: 1\n`).join('')}`, /no “k0”/],
    ['twenty thousand rules', '- name: A\n'.repeat(20_000), /more than 10,000 rules|another rule/],
    ['ten thousand mistakes', '- nme: A\n  thn: x\n'.repeat(10_000), /./],
    ['quotes that are never closed', `- name: A\n  note: "${'x\n'.repeat(200_000)}`, /./],
    ['an expression that backtracks', `- name: A\n  if: {text matches: '${'(a*)*'.repeat(100)}$'}\n- name: B\n  if: {text matches: '(a{1000}){1000}'}\n`, /1000/],
    ['six thousand expressions', `- name: A\n  if:\n    any: [${Array(6_000).fill('{text matches: "a(b|c)*d"}').join(', ')}]\n`, /too many conditions|more than 200/],
    ['a tag of code', '- name: !!js/function "function () { process.exit(1) }"\n  if: !!python/object/apply:os.system ["true"]\n', /./],
    ['names of JavaScript', '- name: A\n  __proto__: {x: 1}\n  constructor: 1\n  if: {__proto__: 1, constructor.name: 2}\n', /no “__proto__”/],
  ])('is refused in time that is bounded: %s', (_what, text, message) => {
    const began = performance.now();
    const { problems, rules } = readRules(text);
    expect(performance.now() - began).toBeLessThan(BOUND);
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
    expect(problems.length).toBeLessThanOrEqual(100);
    expect(rules.every(({ name }) => name === 'A')).toBe(true);
    expect(JSON.stringify(problems).length).toBeLessThan(200_000);
  });
});

it('a thousand rules are read in a moment', () => {
  const rules = new RandomRules(11).rules(1_000);
  const text = writeRulesAlone(rules);
  const began = performance.now();
  expect(readRules(text).rules).toHaveLength(1_000);
  expect(performance.now() - began).toBeLessThan(BOUND);
});
