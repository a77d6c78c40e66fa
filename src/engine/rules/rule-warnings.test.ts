import { describe, expect, it } from 'vitest';
import { Random } from '../../../tests/helpers/random';
import { folderSettingsSchema, type FolderSettings } from '../../shared/model/folder';
import { ruleSchema, type Condition, type Rule, type RuleWarning } from '../../shared/model/rule';
import { ALL_ACTIONS } from '../acting/all-actions';
import { warningsAmong } from './check-rules';
import type { RuleWarnings } from './rule-warnings';
import type { WatchedFolder } from './warnings/watched-folder';
import { readCondition } from './written-condition';

const folder = (id: number, name: string, path: string, patch: Partial<FolderSettings> = {}): WatchedFolder => ({ id, path, settings: folderSettingsSchema.parse({ name, ...patch }) });
const FOLDERS = [folder(1, 'Scans', '/in/scans'), folder(2, 'Photos', '/in/photos', { ocr: { mode: 'never', languages: null, reviewBelow: 50 } }), folder(3, 'Flat', '/in/flat', { recursive: false })];

const rule = (name: string, more: Record<string, unknown> = {}, condition?: unknown): Rule => ruleSchema.parse({ name, ...more, ...(condition === undefined ? {} : { if: readCondition(condition) }) });
const warnings = (rules: readonly Rule[], of: Rule, programsAllowed = false): RuleWarning[] =>
  warningsAmong(rules, { dataFolder: '/data', actions: ALL_ACTIONS, folders: FOLDERS, programsAllowed }).of(of);
const kindsOf = (rules: readonly Rule[], of: Rule): string[] => warnings(rules, of).map(({ kind }) => kind);
const sentence = (rules: readonly Rule[], of: Rule, kind: RuleWarning['kind']): string | undefined => warnings(rules, of).find((warning) => warning.kind === kind)?.sentence;
const COPY = { then: [{ do: 'copy', to: '/out' }] };

describe('conditions that no file can meet', () => {
  it.each<[string, unknown]>([
    ['two kinds at once', [{ kind: 'image' }, { kind: 'archive' }]],
    ['a fact of one kind, asked of another', [{ kind: 'archive' }, { 'sharpness above': 10 }]],
    ['facts of two kinds', [{ 'rows above': 1 }, { camera: 'Leica' }]],
    ['numbers apart', [{ 'pages above': 10 }, { 'pages below': 5 }]],
    ['numbers that touch and do not meet', [{ 'pages above': 10 }, { 'pages at most': 10 }]],
    ['sizes in other units', [{ 'size above': '1 GB' }, { 'size below': '1000 kB' }]],
    ['spans of time', [{ 'age above': '2 weeks' }, { 'age below': '3 days' }]],
    ['days', [{ 'modified after': '2026-05' }, { 'modified before': '2026-02-01' }]],
    ['one text that is two', [{ name: 'a.txt' }, { name: 'b.txt' }]],
    ['one text that is excluded', [{ extension: ['pdf', 'tif'] }, { 'extension is not': 'pdf' }, { 'extension is not': 'TIF' }]],
    ['yes and no', [{ blurry: true }, { blurry: false }]],
    ['known and unknown', [{ 'taken is known': false }, { 'taken after': '2020' }]],
    ['an empty list with something in it', [{ 'warnings is empty': true }, { 'warnings contains': 'x' }]],
    ['more and less of a list', [{ 'entries has at least': 5 }, { 'entries has at most': 3 }]],
    ['what is asked, and none of it', [{ kind: 'image' }, { none: [{ kind: ['image', 'document'] }] }]],
    ['an any of impossible things', [{ kind: 'image' }, { any: [{ 'rows above': 1 }, { kind: 'text' }] }]],
    ['an any of nothing', { any: [] }],
  ])('are told: %s', (_what, condition) => {
    const one = rule('A', COPY, condition);
    expect(kindsOf([one], one)).toContain('neverMatches');
  });

  it.each<[string, unknown]>([
    ['capitals in an expression', [{ name: 'A.txt' }, { 'name matches': '^a' }]],
    ['numbers that meet', [{ 'pages at least': 10 }, { 'pages at most': 10 }]],
    ['a picture with pages', [{ kind: 'image' }, { 'pages above': 1 }]],
    ['two things in one list', [{ 'entries contains': 'a' }, { 'entries contains': 'b' }]],
    ['two things in one text', [{ 'text contains': 'a' }, { 'text does not contain': 'b' }]],
    ['one of several', [{ kind: ['image', 'archive'] }, { 'kind is not': 'image' }]],
    ['unknown in one branch', { any: [{ all: [{ 'taken is known': false }, { 'taken after': '2020' }] }, { kind: 'image' }] }],
    ['a window that moves and a day that stays', [{ 'modified within the last': '1 day' }, { 'modified before': '2020' }]],
    ['nothing at all', { all: [] }],
  ])('are not confused with those that some can: %s', (_what, condition) => {
    const one = rule('A', COPY, condition);
    expect(kindsOf([one], one)).not.toContain('neverMatches');
  });
});

describe('a rule that is never asked', () => {
  const above = (condition: unknown, more: object = {}): Rule => rule('Above', { ...COPY, stop: true, ...more }, condition);
  const isShadowed = (first: Rule, second: Rule): boolean => kindsOf([first, second], second).includes('shadowed');

  it.each<[string, unknown, unknown]>([
    ['everything is taken', { all: [] }, { kind: 'image' }],
    ['the same is asked', { kind: 'image' }, { kind: 'image' }],
    ['more is asked', { kind: 'image' }, [{ kind: 'image' }, { 'pages above': 1 }]],
    ['a narrower number', { 'size above': '1 MB' }, { 'size above': '2 MB' }],
    ['a longer word', { 'text contains': 'invoice' }, { 'text contains': 'Invoices 2026' }],
    ['one of them', { any: [{ kind: 'image' }, { kind: 'text' }] }, { kind: 'text' }],
    ['each of them', { kind: ['image', 'text'] }, { any: [{ kind: 'image' }, { kind: 'text' }] }],
    ['what is excluded', { none: [{ kind: 'archive' }] }, { kind: 'image' }],
    ['what must be known', { 'taken is known': true }, { 'taken after': '2020' }],
  ])('as the one above takes every file of it: %s', (_what, first, second) => {
    expect(isShadowed(above(first), rule('Below', COPY, second))).toBe(true);
    expect(isShadowed(above(first, { stop: false }), rule('Below', COPY, second))).toBe(false);
    expect(isShadowed(above(first, { isEnabled: false }), rule('Below', COPY, second))).toBe(false);
    const below = rule('Below', COPY, second);
    expect(kindsOf([below, above(first)], below)).not.toContain('shadowed');
  });

  it.each<[string, unknown, unknown]>([
    ['a wider number', { 'size above': '2 MB' }, { 'size above': '1 MB' }],
    ['another kind', { kind: 'image' }, { kind: ['image', 'text'] }],
    ['less is asked', [{ kind: 'image' }, { 'pages above': 1 }], { kind: 'image' }],
    ['an expression', { 'text matches': 'a' }, { 'text matches': 'ab' }],
    ['the absence of a word', { 'text does not contain': 'x' }, { 'text contains': 'y' }],
  ])('is not confused with one that is: %s', (_what, first, second) => {
    expect(isShadowed(above(first), rule('Below', COPY, second))).toBe(false);
  });

  it('only where folders and events are all of its own', () => {
    const all = { all: [] };
    expect(isShadowed(above(all, { folders: ['Scans'] }), rule('B', { ...COPY, folders: ['scans'] }))).toBe(true);
    expect(isShadowed(above(all, { folders: ['Scans'] }), rule('B', COPY))).toBe(false);
    expect(isShadowed(above(all, { folders: ['Scans'] }), rule('B', { ...COPY, folders: ['Scans', 'Photos'] }))).toBe(false);
    expect(isShadowed(above(all, { on: ['created'] }), rule('B', COPY))).toBe(false);
    expect(isShadowed(above(all, { on: ['created'] }), rule('B', { ...COPY, on: ['created'] }))).toBe(true);
  });
});

describe('what a rule makes and would see again', () => {
  it('is told', () => {
    const one = rule('A', { folders: ['Scans'], then: [{ do: 'tag', add: ['x'] }, { do: 'copy', to: 'copies' }] });
    expect(warnings([one], one)).toContainEqual(expect.objectContaining({ kind: 'loop', action: 1, sentence: expect.stringContaining('“Scans”') }));
  });

  it('is told over several rules and folders', () => {
    const there = rule('There', { folders: ['Scans'], then: [{ do: 'move', to: '/in/photos' }] });
    const back = rule('Back', { folders: ['Photos'], then: [{ do: 'copy', to: '/in/scans/{name}' }] });
    expect(sentence([there, back], there, 'loop')).toBe('Files come back to it: “Scans” → “Photos” → “Scans”. It leaves alone what came from it.');
    expect(kindsOf([there, rule('Back', { ...back, isEnabled: false })], there)).not.toContain('loop');
  });

  it.each<[string, object, unknown?]>([
    ['outside of watched folders', { folders: ['Scans'], then: [{ do: 'copy', to: '/out' }] }],
    ['below a folder that is watched without its subfolders', { folders: ['Flat'], then: [{ do: 'copy', to: 'copies' }] }],
    ['within the folder, by a move', { folders: ['Scans'], then: [{ do: 'move', to: 'sorted' }] }],
    ['where it does not look', { folders: ['Scans'], then: [{ do: 'copy', to: 'copies' }] }, [{ kind: 'image' }, { none: [{ 'subfolder starts with': 'copies' }] }]],
    ['of which it does not hear', { folders: ['Scans'], on: ['deleted'], then: [{ do: 'log', to: 'logs' }] }],
  ])('is not told of what lies %s', (_where, more, condition) => {
    const one = rule('A', more as Record<string, unknown>, condition);
    expect(kindsOf([one], one)).not.toContain('loop');
  });
});

describe('two rules that write one file', () => {
  it('are both told, with the name of the other', () => {
    const one = rule('One', { then: [{ do: 'copy', to: '/out', as: 'report.txt' }] });
    const two = rule('Two', { then: [{ do: 'tag', add: ['x'] }, { do: 'copy', to: '/OUT', as: 'Report.txt' }] });
    expect(sentence([one, two], one, 'sameTarget')).toBe('“Two” writes /out/report.txt, too.');
    expect(warnings([one, two], two)).toContainEqual(expect.objectContaining({ kind: 'sameTarget', action: 1 }));
  });

  it('are not told where each file has a name of its own, where lines are added, or one is off', () => {
    const own = (name: string): Rule => rule(name, { then: [{ do: 'copy', to: '/out' }] });
    expect(kindsOf([own('A'), own('B')], own('A'))).not.toContain('sameTarget');
    const lines = (name: string): Rule => rule(name, { then: [{ do: 'log', to: '/out', as: 'all.jsonl' }] });
    const logs = [lines('A'), lines('B')] as [Rule, Rule];
    expect(kindsOf(logs, logs[0])).not.toContain('sameTarget');
    const fixed = (name: string, isEnabled: boolean): Rule => rule(name, { isEnabled, then: [{ do: 'copy', to: '/out', as: 'x' }] });
    const some = [fixed('A', true), fixed('B', false)] as [Rule, Rule];
    expect(kindsOf(some, some[0])).not.toContain('sameTarget');
  });
});

describe('what has to be found out first', () => {
  it('is told where the text is needed, also by a name', () => {
    const byText = rule('A', { folders: ['Scans'], ...COPY }, { 'text contains': 'x' });
    expect(sentence([byText], byText, 'needsOcr')).toMatch(/wait until OCR has read them/);
    const byName = rule('B', { folders: ['Scans'], then: [{ do: 'copy', to: '/out', as: '{words}{ext}' }] });
    expect(kindsOf([byName], byName)).toContain('needsOcr');
  });

  it('is told with the folders in which OCR is off', () => {
    const one = rule('A', COPY, { 'text contains': 'x' });
    expect(sentence([one], one, 'needsOcr')).toBe('It needs the text, and OCR is off in “Photos”: scans there have none.');
  });

  it.each<[string, unknown]>([['of tables and archives', [{ kind: ['data', 'archive'] }, { 'text contains': 'x' }]], ['of what needs no text', { 'size above': '1 MB' }]])('is not told %s', (_what, condition) => {
    const one = rule('A', COPY, condition);
    expect(kindsOf([one], one)).not.toContain('needsOcr');
  });

  it('is told of duplicates', () => {
    const one = rule('A', COPY, { 'copies at least': 1 });
    expect(kindsOf([one], one)).toContain('needsComparing');
  });
});

describe('what is done', () => {
  it.each<[string, object, RegExp]>([
    ['the trash', { do: 'trash' }, /system’s trash/],
    ['the vault', { do: 'trash', to: 'vault' }, /for some time only/],
    ['replacing', { do: 'copy', to: '/out', conflict: 'replace' }, /is replaced/],
    ['packing', { do: 'archive', to: '/out', originals: 'trash' }, /once they are packed and the archive is verified/],
  ])('and can take something away is told: %s', (_what, action, expected) => {
    const one = rule('A', { then: [action] });
    expect(sentence([one], one, 'destructive')).toMatch(expected);
  });

  it('and is harmless is not told', () => {
    const one = rule('A', { folders: ['Scans'], then: [{ do: 'copy', to: '/out' }, { do: 'tag', add: ['x'] }, { do: 'move', to: '/out' }] });
    expect(warnings([one], one)).toEqual([]);
  });

  it('by programs is told while they are not allowed', () => {
    const one = rule('A', { then: [{ do: 'run', program: '/bin/true' }] });
    expect(kindsOf([one], one)).toEqual(['notAllowed']);
    expect(warnings([one], one, true)).toEqual([]);
  });

  it('in folders that nobody watches is told', () => {
    const one = rule('A', { folders: ['Scans', 'Lost', '/in/photos/'], then: [{ do: 'route', to: 'Nowhere' }] });
    expect(warnings([one], one).filter(({ kind }) => kind === 'unknownFolder').map((warning) => [warning.sentence, warning.action])).toEqual([
      ['No folder “Lost” is watched.', null],
      ['No folder “Nowhere” is watched: files can’t be handed to it.', 0],
    ]);
  });
});

it('takes no more than a moment for a thousand rules, and for conditions that are meant to take long', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => rule(`Rule ${at}`, { folders: at % 2 ? ['Scans'] : [], stop: at % 3 === 0, then: [{ do: 'copy', to: `/out/${at}` }] }, [{ 'size above': at }, { 'name contains': `a${at}` }]));
  const deep = (level: number): Condition => (level === 0 ? { any: Array.from({ length: 30 }, (_, at) => ({ fact: 'name', operator: 'contains' as const, value: `n${at}` })) } : { all: [deep(level - 1), { any: [deep(level - 1), deep(level - 1)] }] });
  const cruel = [ruleSchema.parse({ name: 'C1', stop: true, if: deep(2) }), ruleSchema.parse({ name: 'C2', if: { all: [deep(2), { fact: 'kind', operator: 'is', value: 'image' }] } })];
  const began = performance.now();
  const all = [...many, ...cruel];
  const found = warningsAmong(all, { dataFolder: '/data', actions: ALL_ACTIONS, folders: FOLDERS, programsAllowed: false });
  expect(all.flatMap((one) => found.of(one)).filter(({ kind }) => kind === 'shadowed').length).toBeGreaterThanOrEqual(0);
  expect(performance.now() - began).toBeLessThan(10_000);
});

describe('after a change of some rules', () => {
  const TARGETS = ['/out', '/in/photos', '/in/scans/x.txt', '/other/{kind}'];
  const CONDITIONS = [undefined, { kind: 'image' }, [{ kind: 'image' }, { 'size above': '1 MB' }], { name: 'a.txt' }, [{ kind: 'image' }, { kind: 'archive' }], { any: [{ kind: 'image' }, { name: 'a.txt' }] }];

  it.each(Array.from({ length: 20 }, (_, seed) => seed))('what is known of the others is used, and all is told as if nothing were known, seed %i', (seed) => {
    const random = new Random(seed);
    let count = 0;
    const make = (): Rule =>
      rule(`R${(count += 1)}`, { stop: random.below(2) > 0, isEnabled: random.below(4) > 0, folders: random.below(2) > 0 ? [] : ['Scans'], then: [{ do: 'copy', to: random.pick(TARGETS), ...(random.below(2) > 0 ? {} : { as: 'same.txt' }) }] }, random.pick(CONDITIONS));
    let rules = Array.from({ length: 12 }, make);
    let folders: readonly WatchedFolder[] = FOLDERS;
    let former: RuleWarnings | null = null;
    let told = 0;
    for (let step = 0; step < 15; step += 1) {
      const around = { dataFolder: '/data', actions: ALL_ACTIONS, folders, programsAllowed: false };
      const now: RuleWarnings = warningsAmong(rules, around, new Map(), former);
      // Copies are known to nobody.
      const copies = rules.map((one) => ({ ...one }));
      const afresh = warningsAmong(copies, { ...around, folders: [...folders] });
      const asked = random.below(4) === 0 ? rules.slice(3) : rules;
      for (const one of asked) expect(now.of(one)).toEqual(afresh.of(copies[rules.indexOf(one)] as Rule));
      told += asked.flatMap((one) => now.of(one)).length;
      former = now;
      const at = random.below(rules.length);
      const [moved = make()] = random.below(2) > 0 ? [make()] : rules.slice(at, at + 1);
      rules = rules.toSpliced(at, 1).toSpliced(random.below(rules.length), 0, moved);
      if (random.below(4) === 0) folders = folders.length === 3 ? FOLDERS.slice(0, 2) : [...FOLDERS];
    }
    expect(told).toBeGreaterThan(20);
  });
});
