import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { filemill, type Ran } from '../helpers/command-line';
import { HeadlessMill } from '../helpers/headless-mill';
import { Mill } from '../helpers/mill';

let base: string;
const at = (name: string): string => join(base, name);
const rules = (...argv: string[]): Promise<Ran> => filemill('rules', ...argv, '--data', at('data'));
const write = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};
/** A ledger that knows one folder, and no engine. */
const ledger = async (): Promise<void> => {
  const ran = await filemill('watch', at('inbox'), '--once', '--data', at('data'));
  expect(ran.code).toBe(0);
};

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-rules-command-'));
  for (const name of ['data', 'inbox']) mkdirSync(at(name));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const GOOD = '# Mine.\nrules:\n  # First.\n  - name: A\n    then: [{copy: /tmp/backup}]\n  - name: B\n    enabled: false\n    then: [trash]\n';
const BAD = 'rules:\n  - name: A\n    then:\n      - copi: /backup\n  - name: B\n    if: {kindd: image}\n';

it('filemill watch --once tells what it waits for when a target is away', async () => {
  const drive = `/media/nobody-${process.pid}`;
  write('data/rules.yaml', `rules:\n  - name: Away\n    then: [{move: ${drive}/archive}]\n`);
  writeFileSync(at('inbox/a.txt'), 'words');
  const run = new HeadlessMill(['watch', at('inbox'), '--once', '--data', at('data')]);
  await vi.waitFor(() => expect(run.notes).toContain(`Waiting: a.txt: The folder ${drive}/archive is not there. Filemill tries again by itself.`), { timeout: 60_000, interval: 100 });
  run.askToEnd();
  await run.ended;
  expect(readFileSync(at('inbox/a.txt'), 'utf8')).toBe('words');
});

it('filemill rules refuse a place where nothing can be written, with what to do', async () => {
  await ledger();
  const place = at('no drive/archive');
  const file = write('away.yaml', `rules:\n  - name: Away\n    then: [{move: ${place}}]\n`);
  const says = `The folder ${place} is not there, and neither is the one it would be made in. Make it, or choose another folder`;
  const checked = await rules('check', file);
  expect([checked.code, checked.lines[0]]).toEqual([2, expect.stringContaining(`${file}:3:12: “Away”: ${says}`) as string]);
  const imported = await rules('import', file, '--enable');
  expect([imported.code, imported.notes]).toEqual([2, expect.stringContaining(says.split('. ')[0] ?? '') as string]);
  // It came in switched off, where it can be put right.
  const listed = await rules('list', '--json');
  expect(listed.json).toMatchObject([{ name: 'Away', isEnabled: false }]);
  mkdirSync(at('no drive'));
  expect((await rules('enable', 'Away')).code).toBe(0);
});

describe('filemill rules check', () => {
  it('says of each mistake where it is and what to write', async () => {
    const file = write('bad.yaml', BAD);
    const { code, lines, notes } = await rules('check', file);
    expect(code).toBe(2);
    expect(lines).toEqual([
      expect.stringContaining(`${file}:4:9: “A”: There is no action “copi”; “copy” is meant? There is: backup`),
      expect.stringContaining(`${file}:6:10: “B”: There is no fact “kindd”; “kind” is meant?`),
    ]);
    expect(notes).toContain('2 things are wrong.');
  });

  it('does so as JSON', async () => {
    const { code, json } = await rules('check', '--json', write('bad.yaml', BAD), write('good.yaml', GOOD));
    expect(code).toBe(2);
    expect(json).toEqual([
      { type: 'problem', file: at('bad.yaml'), line: 4, column: 9, rule: 'A', at: 'then.0', message: expect.any(String), hint: expect.any(String) },
      { type: 'problem', file: at('bad.yaml'), line: 6, column: 10, rule: 'B', at: 'if', message: expect.any(String), hint: expect.any(String) },
      { type: 'summary', file: at('bad.yaml'), rules: 0, enabled: 0, problems: 2, warnings: 0 },
      { type: 'warning', file: at('good.yaml'), rule: 'B', kind: 'destructive', sentence: expect.any(String), action: 0 },
      { type: 'summary', file: at('good.yaml'), rules: 2, enabled: 1, problems: 0, warnings: 1 },
    ]);
  });

  it('looks at the rules in the data folder when no file is named, with the folders that are watched', async () => {
    expect((await rules('check')).lines).toEqual(['There are no rules yet.']);
    await ledger();
    write('data/rules.yaml', 'rules:\n  - name: A\n    then: [{route: inbx}]\n');
    const { code, lines } = await rules('check');
    expect(code).toBe(2);
    expect(lines[0]).toContain('rules.yaml:3:12: “A”: No watched folder is called “inbx”. “inbox” is meant?');
  });

  it.each([['nothing.yaml', 'There is no file'], ['inbox', 'This is a folder']])('says that %s is none', async (name, expected) => {
    const { code, notes } = await rules('check', at(name));
    expect([code, notes]).toEqual([2, expect.stringContaining(expected)]);
  });

  it('names the folder that stands in the rule', async () => {
    const { code, lines } = await rules('check', write('own.yaml', `rules:\n  - name: A\n    then: [{copy: ${at('data')}/vault/x}]\n`));
    expect([code, lines[0]]).toEqual([2, expect.stringContaining(`${at('data')}/vault/x is a part of Filemill’s own data.`)]);
  });

  it('at the first start knows the folders that the settings name, and tells of no mistake', async () => {
    mkdirSync(at('second'));
    write('data/settings.yaml', `folders:\n  - path: ${at('inbox')}\n    name: First\n  - path: ${at('second')}\n    name: Second\n`);
    write('data/rules.yaml', 'rules:\n  - name: On\n    folders: [First]\n    then: [{route: Second}]\n');
    write('inbox/a.txt', 'some words');
    const { code, notes } = await filemill('watch', '--once', '--data', at('data'));
    expect([code, notes]).toEqual([0, expect.not.stringContaining('No watched folder')]);
    expect(readFileSync(at('second/a.txt'), 'utf8')).toBe('some words');
  });

  it('refuses what is no file of rules at all, in time', async () => {
    const { code, lines } = await rules('check', write('bytes', '\0\u0001{[*&'.repeat(1_000)));
    expect([code, lines.length > 0]).toEqual([2, true]);
    expect((await rules('check', write('huge', 'x'.repeat(20_000_000)))).notes).toContain('too large');
  });
});

describe('filemill rules export and import', () => {
  it('hand rules out with their comments, and some of them by their names', async () => {
    write('data/rules.yaml', GOOD);
    const whole = await rules('export', '--to', at('out.yaml'));
    expect([whole.code, readFileSync(at('out.yaml'), 'utf8')]).toEqual([0, GOOD]);
    expect((await rules('export', 'b')).lines).toEqual(['rules:', '  - name: B', '    enabled: false', '    then: [trash]']);
    expect((await rules('export', '--json')).json).toMatchObject([{ type: 'rule', name: 'A', isEnabled: true }, { type: 'rule', name: 'B', isEnabled: false }]);
    expect((await rules('export', 'C')).code).toBe(2);
    const again = await rules('export', '--to', at('out.yaml'));
    expect([again.code, again.notes]).toEqual([2, expect.stringContaining('left as it is')]);
  });

  it('take rules in switched off, under names that are free, and switch them on when asked', async () => {
    await ledger();
    write('data/rules.yaml', GOOD);
    const { code, json } = await rules('import', '--json', write('more.yaml', '- name: a\n  then: [{copy: /tmp/x}]\n'));
    expect([code, json]).toEqual([0, [{ type: 'added', name: 'a 2', isEnabled: false }]]);
    expect((await rules('import', '--sample', 'versions', '--enable')).code).toBe(0);
    expect((await rules('list', '--json')).json.map(({ name, isEnabled }) => [name, isEnabled])).toEqual([['A', true], ['B', false], ['a 2', false], ['Every version of documents', true]]);
    expect(readFileSync(at('data/rules.yaml'), 'utf8')).toMatch(/^# Mine\.\nrules:\n {2}# First\.\n/);
  });

  it('take nothing of a file with a mistake', async () => {
    await ledger();
    const { code, notes } = await rules('import', write('bad.yaml', BAD));
    expect([code, notes]).toEqual([2, expect.stringContaining('line 4, column 9, “A”')]);
    expect(existsSync(at('data/rules.yaml'))).toBe(false);
  });
});

describe('filemill rules enable, disable and remove', () => {
  it('change the rules that they name', async () => {
    await ledger();
    write('data/rules.yaml', GOOD);
    expect((await rules('enable', 'b')).lines).toEqual(['“B” is on.']);
    expect((await rules('disable', 'A', 'B', '--json')).json).toEqual([{ type: 'disabled', name: 'A' }, { type: 'disabled', name: 'B' }]);
    expect((await rules('remove', 'A')).code).toBe(0);
    expect((await rules('list')).lines).toEqual([expect.stringMatching(/^off +B +acted on 0/)]);
    const unknown = await rules('remove', 'C');
    expect([unknown.code, unknown.notes]).toEqual([2, expect.stringContaining('There is no rule “C”')]);
  });

  it('do so in an engine that runs, which takes them up at once', async () => {
    const mill = new Mill();
    try {
      await mill.start();
      await mill.watchInbox();
      const ran = await filemill('rules', 'import', write('in.yaml', '- name: Tag\n  then: [{tag: came}]\n'), '--enable', '--data', mill.data);
      expect(ran.code).toBe(0);
      mill.drop('a.txt', 'one');
      await mill.settled('a.txt', 'done');
      expect(mill.row('a.txt')?.reason).toContain('“Tag”');
      expect((await filemill('rules', 'list', '--json', '--data', mill.data)).json).toMatchObject([{ name: 'Tag', isEnabled: true, hits: 1, failures: 0, lastHitAt: expect.stringMatching(/Z$/) }]);
    } finally {
      await mill.end();
    }
  });
});

describe('filemill watch --recipe', () => {
  it('brings the rules of the recipe before the first file, once, and keeps them', async () => {
    writeFileSync(at('inbox/table.csv'), 'date,amount\n2026-01-01,5\n');
    const watch = (...argv: string[]): Promise<Ran> => filemill('watch', at('inbox'), '--once', ...argv, '--data', at('data'));
    const first = await watch('--recipe', 'data');
    expect(first.notes).toContain('“inbox: accept good data by day”');
    expect(first.code).toBe(0);
    expect(existsSync(at('inbox/table.csv'))).toBe(false);
    const second = await watch('--recipe', 'data');
    expect(second.notes).not.toContain('Added to');
    expect((await rules('list', '--json')).json).toHaveLength(2);
  });

  it('refuses one that nobody knows', async () => {
    const { code, notes } = await filemill('watch', at('inbox'), '--recipe', 'foto', '--data', at('data'));
    expect([code, notes]).toEqual([2, expect.stringContaining('There is no recipe named foto')]);
  });
});

it('says what can be done with rules', async () => {
  const { code, notes } = await rules();
  expect([code, notes]).toEqual([2, expect.stringContaining('check, sim, run, export, import, list, enable, disable, remove, samples')]);
  expect((await rules('samples', '--json')).json).toContainEqual(expect.objectContaining({ type: 'sample', id: 'backup' }));
});

describe('filemill rules run', () => {
  const RULES = `rules:\n  - name: Keep texts\n    enabled: false\n    if: {extension: txt}\n    then: [{copy: OUT}]\n`;
  const prepared = async (): Promise<void> => {
    for (const name of ['a.txt', 'b.txt', 'c.csv']) write(`inbox/${name}`, `${name}\n`);
    await ledger();
    write('data/rules.yaml', RULES.replace('OUT', at('out')));
  };

  it('says what would be done, does it, leaves it when it was done, and it is taken back as one', { timeout: 60_000 }, async () => {
    await prepared();
    const dry = await rules('run', 'keep TEXTS', '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.lines).toEqual([expect.stringContaining('a.txt  Keep texts: Copy it'), expect.stringContaining('b.txt  Keep texts: Copy it')]);
    expect(dry.notes).toContain('3 files, 2 of them acted on, 2 effects. Nothing was changed.');
    expect(existsSync(at('out'))).toBe(false);

    const run = await rules('run', 'Keep texts', '--folder', at('inbox'));
    expect([run.code, run.lines]).toEqual([0, ['2 files, 2 effects.']]);
    expect(run.notes).toContain('filemill undo --order 1');
    expect(readFileSync(at('out/a.txt'), 'utf8')).toBe('a.txt\n');

    const again = await rules('run', 'Keep texts', '--json');
    expect(again.json).toEqual([expect.objectContaining({ type: 'run', id: 2, trigger: 'cli', rules: ['Keep texts'], files: 0, effects: 0, attention: 0 })]);

    const undone = await filemill('undo', '--order', '1', '--data', at('data'));
    expect([undone.code, undone.lines]).toEqual([0, ['2 effects were taken back.']]);
    expect(existsSync(at('out/a.txt'))).toBe(false);
  });

  it('asks which rules, and knows no others', async () => {
    await prepared();
    expect((await rules('run')).code).toBe(2);
    const typo = await rules('run', 'Kept texts');
    expect([typo.code, typo.notes]).toEqual([2, expect.stringContaining('There is no rule “Kept texts”.')]);
    const undo = await filemill('undo', '--rule', 'Kept texts', '--data', at('data'));
    expect([undo.code, undo.notes]).toEqual([2, expect.stringContaining('There is no rule “Kept texts”')]);
  });
});
