import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLog, type Log } from '../../base/log';
import { folderSettingsSchema, type FolderSettings } from '../../shared/model/folder';
import { ruleSchema, type Rule } from '../../shared/model/rule';
import { ALL_ACTIONS } from '../acting/all-actions';
import { Alerts } from '../alerts';
import { Breath } from '../../base/breath';
import type { Database } from '../store/database';
import { Effects } from '../store/effects';
import { openStore } from '../store/open-store';
import { ruleHits } from '../store/rule-hits';
import { mountTmpfs, unmountAll, whyNoMounts } from '../../../tests/helpers/tmpfs';
import { readRules } from './read-rules';
import { RulesKeeper } from './rules-keeper';
import type { WatchedFolder } from './warnings/watched-folder';

let data: string;
let base: string;
let database: Database;
let log: Log;
let alerts: Alerts;
let keeper: RulesKeeper;
let folders: WatchedFolder[];
let programsAllowed: boolean;

const folder = (id: number, name: string, patch: Partial<FolderSettings> = {}): WatchedFolder => {
  const path = join(base, name.toLowerCase());
  mkdirSync(path, { recursive: true });
  return { id, path, settings: folderSettingsSchema.parse({ name, ...patch }) };
};
const open = (): RulesKeeper =>
  new RulesKeeper({ dataFolder: data, database, alerts, log, actions: ALL_ACTIONS, folders: () => folders, programsAllowed: () => programsAllowed });
const rule = (name: string, more: Omit<Parameters<typeof ruleSchema.parse>[0] & object, 'name'> = {}): Rule => ruleSchema.parse({ name, ...more });
const file = (): string => join(data, 'rules.yaml');
const text = (): string => readFileSync(file(), 'utf8');
/** As an editor does it, and at once. */
const edit = (written: string): void => {
  writeFileSync(file(), written);
  keeper.close();
  keeper = open();
};
const names = (): string[] => keeper.list().map((compiled) => compiled.rule.name);
const flaw = (written: Rule, former: string | null = null) => keeper.check(written, former).problem;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-rules-'));
  data = join(base, 'data');
  mkdirSync(data);
  database = openStore(data).database;
  log = openLog(join(data, 'engine.log'));
  alerts = new Alerts(() => undefined);
  folders = [folder(1, 'Scans'), folder(2, 'Photos')];
  programsAllowed = false;
  keeper = open();
});
afterEach(() => {
  keeper.close();
  database.close();
  rmSync(base, { recursive: true, force: true });
});

describe('rules in their file', () => {
  it('are written with the first one, and read at the next start', () => {
    expect(keeper.list()).toEqual([]);
    keeper.put(rule('A', { then: [{ do: 'copy', to: '/tmp/backup' }] }));
    expect(text()).toContain('- name: A');
    keeper.close();
    keeper = open();
    expect(names()).toEqual(['A']);
    expect(alerts.list()).toEqual([]);
  });

  it.each(['\n', '\r\n'])('keep the mark and the ends of lines that their editor left: %j', (end) => {
    edit(`\ufeff# mine${end}rules:${end}  - name: A # first${end}    note: |${end}      one${end}      two${end}`);
    expect([names(), keeper.list()[0]?.rule.note.trim(), alerts.list()]).toEqual([['A'], 'one\ntwo', []]);
    keeper.put(rule('B'));
    expect(text()).toContain(`- name: A # first${end}`);
    keeper.enable(['A'], false);
    keeper.remove(['B']);
    const written = text();
    expect(written.startsWith(`\ufeff# mine${end}rules:${end}`)).toBe(true);
    expect(written.split('\n').every((line, at, all) => at === all.length - 1 || line.endsWith('\r') === (end === '\r\n'))).toBe(true);
    // What is written is what is known: it is no news to who wrote it.
    const { revision } = keeper;
    keeper.put(rule('C'));
    expect([keeper.revision, names()]).toEqual([revision + 1, ['A', 'C']]);
  });

  it('are taken up while it runs, whoever edits the file', async () => {
    const changed = vi.fn();
    keeper.onChanged(changed);
    const before = keeper.revision;
    writeFileSync(file(), 'rules:\n  - name: By hand\n    then: [trash]\n');
    await vi.waitFor(() => expect(names()).toEqual(['By hand']), { timeout: 20_000 });
    expect(changed).toHaveBeenCalledTimes(1);
    expect(keeper.revision).toBeGreaterThan(before);
  });

  it('are not lost when the window changes them while an edit is being read, and the edit neither', async () => {
    keeper.put(rule('A'));
    const turn = vi.spyOn(Breath.prototype, 'take').mockImplementationOnce(() => Promise.resolve(void keeper.put(rule('From the window'))));
    writeFileSync(file(), text().replace('name: A', 'name: By hand'));
    await vi.waitFor(() => expect(turn).toHaveBeenCalled(), { timeout: 20_000 });
    await vi.waitFor(() => expect(names()).toEqual(['By hand', 'From the window']));
    expect(readRules(text()).rules.map(({ name }) => name)).toEqual(names());
    turn.mockRestore();
  });

  it('are those of the last edit when somebody goes on writing while one is being read', async () => {
    const inForce: string[][] = [];
    keeper.onChanged(() => inForce.push(names()));
    const turn = vi.spyOn(Breath.prototype, 'take').mockImplementationOnce(() => Promise.resolve(writeFileSync(file(), 'rules:\n  - name: Second\n')));
    writeFileSync(file(), 'rules:\n  - name: First\n');
    await vi.waitFor(() => expect(names()).toEqual(['Second']), { timeout: 20_000 });
    expect(inForce).toEqual([['Second']]);
    turn.mockRestore();
  });

  it('stay as they are when Filemill ends while an edit is being read', async () => {
    keeper.put(rule('A'));
    const turn = vi.spyOn(Breath.prototype, 'take').mockImplementationOnce(() => Promise.resolve(keeper.close()));
    writeFileSync(file(), 'rules:\n  - name: B\n');
    await vi.waitFor(() => expect(turn).toHaveBeenCalled(), { timeout: 20_000 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(names()).toEqual(['A']);
    turn.mockRestore();
  });

  it('keep to the letter what the window does not change', () => {
    const odd = (name: string): string => `  - name:   '${name}'\n    then: [ trash ]\n`;
    edit(`rules:\n${['A', 'B', 'C', 'D'].map(odd).join('')}`);
    keeper.enable(['D'], false);
    keeper.put(rule('E'), null, 0);
    expect(names()).toEqual(['E', 'A', 'B', 'C', 'D']);
    for (const name of ['B', 'C']) expect(text()).toContain(odd(name));
  });

  it('are compiled once: a rule that stays is the same object after a change of another', () => {
    keeper.add([rule('A'), rule('B')]);
    const [before] = keeper.list();
    keeper.enable(['B'], false);
    expect(keeper.list()[0]).toBe(before);
    writeFileSync(file(), text().replace('name: B', 'name: C'));
    keeper.put(rule('D'));
    expect(names()).toEqual(['A', 'C', 'D']);
    expect(keeper.list()[0]).toBe(before);
  });

  it('have the warnings of the rules as they are now when those are told slowly', async () => {
    const never: Rule['if'] = { all: [{ fact: 'kind', operator: 'is', value: 'image' }, { fact: 'kind', operator: 'is', value: 'archive' }] };
    keeper.add([rule('A'), rule('B')]);
    const turn = vi.spyOn(Breath.prototype, 'take').mockImplementationOnce(() => Promise.resolve(void keeper.put(rule('A', { if: never }), 'A')));
    const warnings = await keeper.warningsSlowly();
    expect(warnings.map((some) => some.map(({ kind }) => kind))).toEqual([['neverMatches'], []]);
    expect(warnings).toEqual(keeper.warnings());
    turn.mockRestore();
  });

  it('are switched many at a time, others having their turn, and none of what they change meanwhile is lost', async () => {
    const many = Array.from({ length: 60 }, (_, at) => rule(`R ${at}`, { isEnabled: false, then: [{ do: 'tag', add: ['x'] }] }));
    keeper.add(many);
    const turn = vi.spyOn(Breath.prototype, 'take').mockImplementationOnce(() => Promise.resolve(void keeper.put(rule('Meanwhile'))));
    await keeper.enableSlowly(many.map(({ name }) => name), true);
    expect(turn.mock.calls.length).toBeGreaterThan(60);
    turn.mockRestore();
    expect(keeper.list().map(({ rule: one }) => one.isEnabled)).toEqual(Array.from({ length: 61 }, () => true));
    expect(readRules(text()).rules).toEqual(keeper.list().map(({ rule: one }) => one));
    keeper.close();
    const [first] = many;
    await expect(keeper.enableSlowly([first?.name ?? ''], false)).rejects.toMatchObject({ code: 'call.cancelled' });
    keeper = open();
    expect(names()).toHaveLength(61);
  });

  it('keep the comments of the person while the window changes, orders and removes them', () => {
    edit('# Mine.\nrules:\n  # First.\n  - name: A\n    then: [trash]\n  # Second.\n  - name: B # b\n    then: [trash]\n');
    keeper.enable(['a'], false);
    keeper.order(['B', 'A']);
    keeper.put(rule('C', { then: [{ do: 'tag', add: ['x'] }] }), null, 0);
    expect(names()).toEqual(['C', 'B', 'A']);
    for (const comment of ['# Mine.', '# First.', '# Second.', '# b']) expect(text()).toContain(comment);
    expect(text().indexOf('# Second.')).toBeLessThan(text().indexOf('# First.'));
    keeper.remove(['B']);
    expect(names()).toEqual(['C', 'A']);
    expect(text()).toContain('# First.');
    expect(text()).not.toContain('# Second.');
  });

  it('see an edit made a moment before a change from the window', () => {
    keeper.put(rule('A'));
    writeFileSync(file(), text().replace('name: A', 'name: By hand'));
    keeper.put(rule('B'));
    expect(names()).toEqual(['By hand', 'B']);
  });

  it('are gone when the file is', () => {
    keeper.put(rule('A'));
    rmSync(file());
    keeper.enable(['A'], true);
    expect(names()).toEqual([]);
  });
});

describe('a mistake in the file', () => {
  const GOOD = 'rules:\n  - name: A\n    then:\n      - copy: /tmp/backup\n';
  const BAD = GOOD.replace('copy:', 'copi:');
  beforeEach(() => edit(GOOD));

  it('leaves the last good rules in force, over a restart too, and is told with line, column and what to write', () => {
    edit(BAD);
    expect(names()).toEqual(['A']);
    expect(keeper.problem).toMatchObject({ line: 4, column: 9, rule: 'A', at: 'then.0' });
    const [alert] = alerts.list();
    expect(alert).toMatchObject({ id: 'rules', level: 'problem' });
    expect(alert?.message).toBe('The rules, line 4, column 9, “A”: There is no action “copi”; “copy” is meant?');
    expect(alert?.hint).toContain(file());
    keeper.close();
    keeper = open();
    expect(names()).toEqual(['A']);
  });

  it('keeps the file from being written over until it is right', async () => {
    edit(BAD);
    for (const change of [() => keeper.put(rule('B')), () => keeper.enable(['A'], false), () => keeper.remove(['A'])]) {
      expect(change).toThrow('nothing was changed');
    }
    await expect(keeper.import('- name: C\n')).rejects.toThrow('nothing was changed');
    await expect(keeper.enableSlowly(['A'], false)).rejects.toThrow('nothing was changed');
    expect(text()).toBe(BAD);
    edit(GOOD.replace('/tmp/backup', '/tmp/other'));
    expect(alerts.list()).toEqual([]);
    expect(keeper.problem).toBeNull();
    expect(keeper.list()[0]?.rule.then[0]).toMatchObject({ to: '/tmp/other' });
  });

  it('counts the others', () => {
    edit(BAD + '  - name: a\n  - nme: B\n');
    expect(alerts.list()[0]?.message).toMatch(/\(and \d more\)$/);
  });

  it.each([
    ['where no watched folder is', '- route: Scan\n', 4, /“Scan”/, /“Scans” is meant/],
    ['into Filemill’s own data', `- copy: DATA/vault/x\n`, 4, /./, /./],
    ['up and out', '- copy: ../x\n', 4, /upwards/, /./],
    ['with a token that nobody knows', '- copy: /x/{tittle}\n', 4, /no “{tittle}”; {title} is meant/, /./],
    ['with a brace that is never closed', '- rename: "{name"\n', 4, /brace/, /./],
  ])('in what an action says is told as well: %s', (_what, action, line, message, hint) => {
    edit(`rules:\n  - name: A\n    then:\n      ${action.replace('DATA', data)}`);
    expect(keeper.problem).toMatchObject({ line, rule: 'A' });
    expect(keeper.problem?.message).toMatch(message);
    expect(keeper.problem?.hint).toMatch(hint);
    expect(keeper.list()[0]?.rule.then[0]?.do).toBe('copy');
  });

  it('in the wording of a rule that is off is told, but not where it would write', () => {
    edit('rules:\n  - name: A\n    enabled: false\n    then:\n      - copy: ../x\n');
    expect(keeper.problem).toBeNull();
    expect(() => keeper.enable(['A'], true)).toThrow('upwards');
    expect(keeper.list()[0]?.rule.isEnabled).toBe(false);
    edit('rules:\n  - name: A\n    enabled: false\n    then:\n      - copy: /x/{tittle}\n');
    expect(keeper.problem?.message).toContain('{title} is meant');
  });

  it('is none any more once the folder that it names is watched', () => {
    edit('rules:\n  - name: A\n    then: [{route: Letters}]\n');
    keeper.reconsider();
    expect(keeper.problem?.message).toContain('“Letters”');
    folders = [...folders, folder(3, 'Letters')];
    keeper.reconsider();
    expect(keeper.problem).toBeNull();
    expect(alerts.list()).toEqual([]);
    expect(keeper.list()[0]?.rule.then[0]).toMatchObject({ do: 'route', to: 'Letters' });
  });

  it('of the disk leaves the rules in force', () => {
    rmSync(file());
    mkdirSync(file());
    keeper.enable(['Z'], true);
    expect(names()).toEqual(['A']);
  });

  it('that was kept as good by another version of Filemill does not keep this one from starting', () => {
    keeper.close();
    for (const kept of ['[{"name": "X", "then": [{"do": "teleport"}]}]', JSON.stringify([rule('X', { then: [{ do: 'copy', to: '/{nothing}' }] })])]) {
      database.transaction((writer) => writer.run('INSERT OR REPLACE INTO facts VALUES (?, ?)', 'rules', kept));
      keeper = open();
      expect(names()).toEqual(['A']);
      keeper.close();
    }
  });
});

describe('what is refused when it is saved', () => {
  it.each<[string, object, string, RegExp]>([
    ['a fact that nobody knows', { if: { fact: 'colour', operator: 'is', value: 'red' } }, 'if', /no fact “colour”/],
    ['an operator that its fact does not know', { if: { all: [{ fact: 'size', operator: 'contains', value: '1' }] } }, 'if.all.0', /makes no sense/],
    ['an expression that is broken', { if: { any: [{ fact: 'name', operator: 'is', value: 'x' }, { fact: 'text', operator: 'matches', value: '(' }] } }, 'if.any.1', /never closed/],
    ['an expression that could take for ever', { if: { fact: 'text', operator: 'matches', value: '(a)\\1' } }, 'if', /can’t be used/],
    ['an empty path', { then: [{ do: 'copy', to: '/x//y' }] }, 'then.0.to', /empty name/],
    ['a path of spaces', { then: [{ do: 'copy', to: '/x/ /y' }] }, 'then.0.to', /empty name/],
    ['an over-long name', { then: [{ do: 'copy', to: '/x', as: `${'x'.repeat(300)}{ext}${'y'.repeat(300)}` }] }, 'then.0.as', /too long|can’t be a name/],
    ['a reserved name', { then: [{ do: 'copy', to: '/x/CON' }] }, 'then.0.to', /can’t be a name on every system/],
    ['characters that no name may have', { then: [{ do: 'rename', as: 'a:b' }] }, 'then.0.as', /can’t be a name on every system/],
    ['a way upwards', { then: [{ do: 'move', to: '/x/../..' }] }, 'then.0.to', /upwards/],
    ['a whole path as a name', { then: [{ do: 'copy', to: '/x', as: '/etc/passwd' }] }, 'then.0.as', /whole path/],
    ['a path of home by its short form', { then: [{ do: 'copy', to: '~/x' }] }, 'then.0.to', /“~”/],
    ['a token that nobody knows', { then: [{ do: 'tag', add: ['x'] }, { do: 'copy', to: '/{foldr}' }] }, 'then.1.to', /{folder} is meant/],
    ['a filter that nobody knows', { then: [{ do: 'copy', to: '/{name|shout}' }] }, 'then.0.to', /nothing that can be done/],
    ['a form that nobody knows', { then: [{ do: 'copy', to: '/{now:%Y}' }] }, 'then.0.to', /form/],
    ['a folder that is not watched', { then: [{ do: 'route', to: 'Scnas' }] }, 'then.0', /“Scnas”/],
    ['a name of spaces', {}, 'name', /needs a name/],
  ])('%s', (what, more, at, message) => {
    const written = rule(what === 'a name of spaces' ? '  ' : 'A', more);
    expect(flaw(written)).toMatchObject({ at, message: expect.stringMatching(message) });
    expect(() => keeper.put(written)).toThrow(message);
    expect(() => keeper.put({ ...written, isEnabled: false })).toThrow(message);
    expect(names()).toEqual([]);
  });

  it('a second rule of one name, whatever its capitals', () => {
    keeper.put(rule('Bills'));
    expect(flaw(rule('BILLS'))).toMatchObject({ at: 'name', message: 'There is a rule “BILLS” already.' });
    expect(() => keeper.put(rule('bills'))).toThrow('already');
    keeper.put(rule('BILLS'), 'Bills');
    expect(names()).toEqual(['BILLS']);
    expect(() => keeper.put(rule('X'), 'Bils')).toThrow('There is no rule “Bils”');
  });

  it('routes in a circle, unless no file could go it', () => {
    keeper.put(rule('Out', { folders: ['Scans'], then: [{ do: 'route', to: 'Photos' }] }));
    const back = rule('Back', { folders: ['Photos'], then: [{ do: 'route', to: 'Scans' }] });
    expect(flaw(back)).toMatchObject({ at: 'then.0', message: expect.stringContaining('“Photos” → “Scans” → “Photos”') });
    expect(() => keeper.put(back)).toThrow('in a circle');
    expect(() => keeper.put({ ...back, then: [{ do: 'route', to: 'Photos', keep: false, conflict: 'rename', onFailure: 'stop' }] })).toThrow('in a circle');
    keeper.put({ ...back, isEnabled: false });
    expect(() => keeper.enable(['Back'], true)).toThrow('in a circle');
    keeper.put(rule('Out', { folders: ['Scans'], if: { fact: 'kind', operator: 'is', value: 'image' }, then: [{ do: 'route', to: 'Photos' }] }), 'Out');
    keeper.put({ ...back, if: { fact: 'kind', operator: 'is', value: 'document' } }, 'Back');
    expect(names()).toEqual(['Out', 'Back']);
  });

  it('an order that leaves one out', () => {
    keeper.add([rule('A'), rule('B')]);
    for (const order of [['A'], ['A', 'C'], ['A', 'A'], ['A', 'B', 'C']]) expect(() => keeper.order(order)).toThrow('changed meanwhile');
    keeper.order(['b', 'a']);
    expect(names()).toEqual(['B', 'A']);
  });
});

it('programs that are not allowed can be written and are warned of', () => {
  const run = rule('Run', { then: [{ do: 'run', program: '/bin/true' }] });
  expect(keeper.put(run)).toContainEqual(expect.objectContaining({ kind: 'notAllowed', action: 0 }));
  programsAllowed = true;
  expect(keeper.warnings()[0]?.map(({ kind }) => kind)).not.toContain('notAllowed');
});

describe('a rule that writes where nothing can be written', () => {
  const into = (to: string, more: object = {}): Rule => rule('Away', { then: [{ do: 'tag', add: ['x'] }, { do: 'backup', to }], ...more });
  const kinds = (written: Rule): string[] => keeper.check(written).warnings.map(({ kind }) => kind);

  it('is refused while it is on, when it is saved, switched on, or written by hand', () => {
    const cases: [to: string, message: string][] = [
      [join(base, 'drive', 'archive', '{kind}'), `The folder ${join(base, 'drive', 'archive')} is not there, and neither is the one it would be made in.`],
    ];
    for (const [to, message] of cases) {
      expect(() => keeper.put(into(to))).toThrow(message);
      expect(flaw(into(to))).toMatchObject({ at: 'then.1.to', message, hint: expect.stringMatching(/hoose another folder/) as string });
      // Off it can be saved, and is warned of.
      expect(keeper.put(into(to, { isEnabled: false }))).toContainEqual({ kind: 'outOfReach', sentence: message, action: 1 });
      expect(() => keeper.enable(['Away'], true)).toThrow(message);
      expect(keeper.list()[0]?.rule.isEnabled).toBe(false);
      keeper.remove(['Away']);
    }
    writeFileSync(join(base, 'a file'), '');
    for (const to of [join(base, 'a file'), join(base, 'a file', 'in it', '{kind}')]) expect(flaw(into(to))).toMatchObject({ at: 'then.1.to', message: `${to.replace('/{kind}', '')} is no folder: a file has its name, or the name of a folder on the way to it.` });
    edit(`- name: By hand\n  then:\n    - backup: ${join(base, 'drive', 'archive')}\n`);
    expect(keeper.problem).toMatchObject({ line: 3, message: expect.stringContaining('neither is the one it would be made in') as string });
    expect(names()).toEqual([]);
  });

  it('is saved once the folder can be made', () => {
    mkdirSync(join(base, 'drive'));
    expect(keeper.put(into(join(base, 'drive', 'archive', '{kind}', 'deep', 'down')))).not.toContainEqual(expect.objectContaining({ kind: 'outOfReach' }));
    // It stays in force when the drive goes, as it was saved before.
    rmSync(join(base, 'drive'), { recursive: true });
    keeper.close();
    keeper = open();
    expect([keeper.problem, names()]).toEqual([null, ['Away']]);
  });

  it('inside its watched folders alone', () => {
    writeFileSync(join(base, 'photos', 'Backup'), '');
    expect(flaw(into('Backup/{event}', { folders: ['Scans'] }))).toBeNull();
    expect(flaw(into('Backup/{event}'))).toMatchObject({ message: `${join(base, 'photos', 'Backup')} is no folder.` });
    expect(flaw(into('Backup/{event}', { folders: ['Scans', 'Photos'] }))).not.toBeNull();
  });

  it('as is one that runs what is no program', () => {
    writeFileSync(join(base, 'no program'), '');
    const runs = (program: string): Rule => rule('Run', { then: [{ do: 'run', program }] });
    for (const program of [join(base, 'nothing'), join(base, 'no program'), base]) expect(flaw(runs(program))).toMatchObject({ at: 'then.0.program', message: `${program} is no program that can be run.` });
    expect(flaw(runs(process.execPath))).toBeNull();
    expect(kinds(runs('/media/stick/program'))).toContain('outOfReach');
  });

  it('is warned of alone where a drive may be away', () => {
    const away = into(`/media/nobody-${process.pid}/stick/archive`);
    expect(flaw(away)).toBeNull();
    expect(kinds(away)).toContain('outOfReach');
  });

  it.skipIf(whyNoMounts())('is refused where the disk can’t be written to, or can have no further names; a full disk is warned of', () => {
    const [full, fixed] = [join(base, 'full'), join(base, 'fixed')];
    try {
      mountTmpfs(full, 1);
      mountTmpfs(fixed, 1);
      execFileSync('mount', ['-o', 'remount,ro', fixed]);
      expect(flaw(into(fixed))).toMatchObject({ message: `Filemill is not allowed to write into ${fixed}.` });
      expect(flaw(into(join(fixed, 'a', '{kind}')))).toMatchObject({ message: `Filemill is not allowed to write into ${fixed}, where ${join(fixed, 'a')} would be made.` });
      expect(flaw(rule('Link', { then: [{ do: 'link', to: full }] }))).toMatchObject({ message: expect.stringContaining('it lies on another disk than the files') as string });
      expect(flaw(rule('Link', { then: [{ do: 'link', to: full, kind: 'symbolic' }] }))).toBeNull();
      expect(kinds(into(full))).not.toContain('outOfReach');
      expect(() => writeFileSync(join(full, 'all'), Buffer.alloc(2_000_000))).toThrow('ENOSPC');
      expect([flaw(into(full)), kinds(into(full)).includes('outOfReach')]).toEqual([null, true]);
    } finally {
      unmountAll();
    }
  });
});

describe('a rule that gets another name', () => {
  const hits = (): [string, number][] => [...ruleHits(database)].map(([name, { hits: count }]) => [name, count]);
  const ruleOfEffect = (): (string | null)[] => database.all<{ rule: string | null }>('SELECT rule FROM effects').map((row) => row.rule);
  beforeEach(() => {
    keeper.add([rule('A', { then: [{ do: 'copy', to: '/tmp/x' }] }), rule('Other')]);
    database.transaction((writer) => {
      for (const job of [1, 2]) writer.run('INSERT INTO rule_hits VALUES (?, ?, ?, ?)', 'A', job, 1_000 * job, job - 1);
      writer.run('INSERT INTO rule_hits VALUES (?, ?, ?, ?)', 'Gone', 2, 1, 0);
      writer.run("INSERT INTO gathered (rule, step, job_id, size, at) VALUES ('A', 's', 1, 5, 1), ('Gone', 's', 1, 5, 1)");
      writer.run("INSERT INTO notices (at, level, title, message, rule) VALUES (1, 'info', 't', 'm', 'A')");
      new Effects(database).intendAlone(writer, { action: 'copy', source: '/s', target: '/t', sha256: null, rule: 'A', step: 's', at: 1 });
    });
  });

  it('keeps what it did, what it gathers and what it said', () => {
    keeper.put({ ...(keeper.list()[0] as { rule: Rule }).rule, name: 'Copies' }, 'A');
    expect(hits()).toEqual([['Copies', 2], ['Gone', 1]]);
    expect(ruleHits(database).get('Copies')).toEqual({ hits: 2, failures: 1, lastAt: 2_000 });
    expect(ruleOfEffect()).toEqual(['Copies']);
    expect(database.all('SELECT DISTINCT rule FROM notices')).toEqual([{ rule: 'Copies' }]);
    expect(database.get("SELECT count(*) AS n FROM gathered WHERE rule = 'Copies'")).toEqual({ n: 1 });
  });

  it('by hand in its file, too', () => {
    edit(text().replace('name: A', 'name: Copies'));
    expect(names()).toEqual(['Copies', 'Other']);
    expect(hits()).toEqual([['Copies', 2], ['Gone', 1]]);
  });

  it('that a rule had which is gone takes over what that one did', () => {
    keeper.put({ ...(keeper.list()[0] as { rule: Rule }).rule, name: 'Gone' }, 'A');
    expect(hits()).toEqual([['Gone', 2]]);
    expect(database.get("SELECT count(*) AS n FROM gathered WHERE rule = 'Gone'")).toEqual({ n: 1 });
  });

  it('and another meaning by hand is another rule', () => {
    edit(text().replace('name: A', 'name: Copies').replace('copy: /tmp/x', 'copy: /tmp/y'));
    expect(hits()).toEqual([['A', 2], ['Gone', 1]]);
  });
});

describe('rules that come from elsewhere', () => {
  it('are added at the end, switched off, a taken name getting a number', async () => {
    keeper.put(rule('A', { then: [{ do: 'trash' }] }));
    expect(await keeper.import('- name: a\n  then: [trash]\n- name: B\n- name: A 2\n')).toEqual(['a 2', 'B', 'A 2 2']);
    expect(keeper.list().map((compiled) => [compiled.rule.name, compiled.rule.isEnabled])).toEqual([['A', true], ['a 2', false], ['B', false], ['A 2 2', false]]);
  });

  it('may write where this machine can’t, as long as they are off', async () => {
    expect(await keeper.import('- name: W\n  then: [{copy: "../up"}, {route: Elsewhere}]\n')).toEqual(['W']);
    expect(() => keeper.enable(['W'], true)).toThrow();
  });

  it('are refused as a whole when one has a mistake', async () => {
    await expect(keeper.import('- name: A\n- name: B\n  thn: x\n')).rejects.toThrow('The rules, line 3, column 3, “B”: There is no “thn”');
    await expect(keeper.import('- name: A\n  then: [{copy: "{foo}"}]\n')).rejects.toThrow('no “{foo}”');
    expect(names()).toEqual([]);
  });

  it('change nothing when there are none', async () => {
    expect(await keeper.import('rules: []')).toEqual([]);
    expect(() => text()).toThrow();
  });
});

it('a folder that gets another name goes on being named by its rules', () => {
  keeper.put(rule('A', { folders: ['scans'], then: [{ do: 'route', to: 'Photos' }] }));
  folders = [{ ...(folders[0] as WatchedFolder), settings: { ...(folders[0] as WatchedFolder).settings, name: 'Letters' } }, folders[1] as WatchedFolder];
  keeper.renameFolder('Scans', 'Letters');
  expect(keeper.list()[0]?.rule.folders).toEqual(['Letters']);
  folders = [folders[0] as WatchedFolder, { ...(folders[1] as WatchedFolder), settings: { ...(folders[1] as WatchedFolder).settings, name: 'Pictures' } }];
  keeper.renameFolder('Photos', 'Pictures');
  expect(keeper.list()[0]?.rule.then[0]).toMatchObject({ do: 'route', to: 'Pictures' });
  expect(text()).toContain('route: Pictures');
});

it('concerns the folders and events that it names, while it is on', () => {
  keeper.put(rule('A', { folders: ['SCANS', `${base}/photos/`], on: ['deleted'] }));
  const [compiled] = keeper.list();
  const concerns = (name: string, path: string, event: 'created' | 'deleted'): boolean | undefined => compiled?.concerns({ name, path }, event);
  expect(concerns('Scans', '/x', 'deleted')).toBe(true);
  expect(concerns('Anything', `${base}/photos`, 'deleted')).toBe(true);
  expect(concerns('Scans', '/x', 'created')).toBe(false);
  expect(concerns('Others', '/x', 'deleted')).toBe(false);
  keeper.enable(['A'], false);
  expect(keeper.list()[0]?.concerns({ name: 'Scans', path: '/x' }, 'deleted')).toBe(false);
});
