import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrapPort } from '../../src/base/process-port';
import { engineApi, type EngineApi } from '../../src/shared/contract/engine-api';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import { destinationSchema } from '../../src/shared/model/destination';
import type { ArchiveRun } from '../../src/shared/model/archive';
import type { CallInput, CallName, CallOutput } from '../../src/shared/rpc/define-api';
import { connect, type Connected } from '../../src/shared/rpc/connect';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { greyPng } from '../../src/base/grey-png';
import { lockedPdf } from '../helpers/locked-pdf';
import { Mill } from '../helpers/mill';
import { pictureOfText, scannedPdf } from '../helpers/picture-of-text';

const letter = (): Promise<Buffer> => {
  const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] });
  const table = new Table({ rows: [new TableRow({ children: [cell('one'), cell('two')] })] });
  return Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Dear reader'), table] }] }));
};

/** A hill before a bright sky. */
const picture = (): Buffer =>
  greyPng(96, 96, (x, y) => (y > 40 + 25 * Math.sin(x / 15) ? 40 + ((x * 7 + y * 13) % 60) : 200 - y));

let mill: Mill;
let client: Connected<EngineApi>;
let port: MessageChannel['port1'];
let folderId: number;
let fileId: number;
const called = new Set<string>();

function call<N extends CallName<EngineApi>>(name: N, input: CallInput<EngineApi, N>): Promise<CallOutput<EngineApi, N>> {
  called.add(name);
  return client.call(name, input);
}

const failureOf = (promise: Promise<unknown>): Promise<FilemillError> =>
  promise.then(
    () => Promise.reject(new Error('it was accepted')),
    (error: unknown) => (error instanceof FilemillError ? error : Promise.reject(error)),
  );

beforeAll(async () => {
  mill = new Mill();
  await mill.start();
  const channel = new MessageChannel();
  port = channel.port1;
  mill.engine.serve(wrapPort(channel.port2, 'plain'));
  client = connect(wrapPort(channel.port1, 'plain'), engineApi);
  await client.ready;
});
afterAll(() => mill.end());

describe('every call of the engine’s contract', () => {
  it('folders: check, add, update, scan, tail, testName', async () => {
    mill.drop('note.txt', 'some searchable words');
    mill.drop('page.csv', 'a,b\n1,2\n');
    const check = await call('folders.check', { path: mill.inbox });
    expect(check).toMatchObject({ ok: true, existingFiles: 2, wouldIgnore: 0, complete: true });
    const refused = await call('folders.check', { path: join(mill.base, 'nowhere') });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'folder.missing' } });

    const folder = await call('folders.add', { path: mill.inbox, settings: { name: 'Inbox' } });
    folderId = folder.id;
    expect(folder.settings.recipe).toBe('watch-only');
    fileId = (await mill.settled('note.txt')).id;
    await mill.settled('page.csv');
    expect((await failureOf(call('folders.add', { path: mill.inbox }))).code).toBe('folder.known');

    const updated = await call('folders.update', { id: folderId, settings: { exclude: ['*.bak'] } });
    expect(updated.settings.exclude).toEqual(['*.bak']);
    expect((await call('folders.scan', { id: folderId })).files).toBe(2);
    expect(await call('folders.testName', { id: folderId, path: 'x.bak' })).toEqual({
      taken: false,
      reason: 'Excluded by “*.bak”.',
    });
    await mill.until(() => mill.engine.snapshot().folders[0]?.health.mode === 'live');
    mill.drop('live.txt', 'live words');
    await mill.settled('live.txt');
    const { events } = await call('folders.tail', { id: folderId });
    expect(events.map(({ path }) => path)).toContain('live.txt');
  });

  it('files: page, detail, text, preview, locate, retry', async () => {
    const page = await call('files.page', { filter: { query: 'searchable' }, sort: 'relevance' });
    expect(page.rows.map(({ id }) => id)).toEqual([fileId]);
    const detail = await call('files.detail', { id: fileId });
    expect(detail).toMatchObject({ folderName: 'Inbox', report: { kind: 'text', wordCount: 3 } });
    expect(detail.timeline.map(({ stage }) => stage)).toEqual(['admit', 'claim', 'decide', 'process', 'retire']);
    const text = await call('files.text', { id: fileId, offset: 5, limit: 10 });
    expect(text).toEqual({ text: 'searchable', offset: 5, total: 21 });
    expect(await call('files.lookAhead', {})).toEqual({});
    expect((await failureOf(call('files.preview', { id: fileId }))).code).toBe('artifact.none');
    expect(await call('files.locate', { id: fileId })).toEqual({ absolutePath: join(mill.inbox, 'note.txt'), exists: true });
    expect(await call('files.retry', { ids: [fileId] })).toEqual({ count: 0 });
    expect(await call('files.reread', { ids: [fileId], ocr: { mode: 'always', languages: ['eng'] } })).toEqual({ count: 1 });
    expect((await failureOf(call('files.detail', { id: 999_999 }))).code).toBe('file.unknown');
  });

  it('files: hold, prioritise, cancel, why', async () => {
    await call('engine.pause', {});
    mill.drop('later.txt', 'not now');
    await mill.until(() => mill.row('later.txt') !== undefined);
    const id = mill.row('later.txt')?.id ?? 0;
    expect(await call('files.hold', { ids: [id], held: true })).toEqual({ count: 1 });
    expect(mill.row('later.txt')).toMatchObject({ isHeld: true, stateLabel: 'Set aside' });
    await call('engine.resume', {});
    expect(await call('files.hold', { ids: [id], held: false })).toEqual({ count: 1 });
    await call('files.prioritise', { ids: [id] });
    await mill.settled('later.txt', 'done');
    expect(await call('files.cancel', { ids: [id] })).toEqual({ count: 0 });
    const why = await call('files.why', { id });
    expect(why).toMatchObject({ state: 'done', folder: { path: mill.inbox } });
    expect(why.lines.at(-1)?.passes).toBe(true);
    expect((await call('files.why', { path: join(mill.inbox, 'no such.bak') })).fileId).toBeNull();
  });

  it('the way back: effects.undoAll, vault.read', async () => {
    expect(await call('effects.undoAll', { fileId })).toEqual({ undone: 0, failed: [] });
    expect((await failureOf(call('effects.undoAll', { rule: 'No such rule', since: 1 }))).message).toBe('There is no rule “No such rule”, and none of that name has done anything.');
    expect(await call('vault.read', {})).toMatchObject({ files: 0, bytes: 0, oldestAt: null, isEncrypted: false });
  });

  it('history: page, export', async () => {
    const { total, rows } = await call('history.page', { filter: { folderId } });
    expect(total).toBe(rows.length);
    expect(rows.map((row) => (row.type === 'job' ? row.path : row.source))).toContain('later.txt');
    const exported = await call('history.export', { filter: { folderId } });
    expect(exported.rows).toBe(total);
    const lines = readFileSync(exported.path, 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(Array(total).fill('file'));
  });

  it('files of documents: layout, tables, html, searchable, unlock, accept; passwords', { timeout: 90_000 }, async () => {
    const inFolder = (name: string): string => join(mill.inbox, name);
    writeFileSync(inFolder('scan.pdf'), await scannedPdf([['Delivery note number 4711'], ['Second page of it']]));
    writeFileSync(inFolder('locked.pdf'), await lockedPdf('Behind the lock', 'sesame'));
    writeFileSync(inFolder('letter.docx'), await letter());
    const scan = await mill.settled('scan.pdf', 'done');
    const layout = await call('files.layout', { id: scan.id, page: 2 });
    expect(layout).toMatchObject({ page: 2, width: 595, height: 192, source: 'ocr' });
    expect(layout.lines.flatMap(({ words }) => words.map(({ text }) => text))).toEqual(['Second', 'page', 'of', 'it']);
    const [first] = layout.lines[0]?.words ?? [];
    expect(first?.box.x).toBeCloseTo(80 * 0.48, -1);
    const copy = await call('files.searchable', { id: scan.id });
    expect(copy.name).toBe('scan (searchable).pdf');
    expect(readFileSync(copy.path).subarray(0, 5).toString()).toBe('%PDF-');
    writeFileSync(inFolder('photo.png'), await pictureOfText(['Receipt over 99 euro', 'Thank you for coming']));
    const photo = await mill.settled('photo.png', 'done');
    expect((await call('files.searchable', { id: photo.id })).name).toBe('photo (searchable).pdf');
    expect((await failureOf(call('files.searchable', { id: fileId }))).code).toBe('artifact.none');
    expect(await call('files.accept', { ids: [scan.id] })).toEqual({ count: 0 });

    const letterFile = await mill.settled('letter.docx', 'done');
    const detail = await call('files.detail', { id: letterFile.id });
    expect(detail).toMatchObject({ hasHtml: true, hasLayout: false, tableCount: 1, report: { format: 'word', paragraphs: [], tables: [] } });
    const tables = await call('files.tables', { id: letterFile.id });
    expect(tables).toMatchObject({ total: 1, tables: [{ rows: [['one', 'two']], dimensions: { rows: 1, columns: 2 } }] });
    const { id: html } = await call('files.html', { id: letterFile.id });
    expect(html).toMatch(/\.html$/);
    expect((await failureOf(call('files.html', { id: scan.id }))).code).toBe('artifact.none');

    const locked = await mill.settled('locked.pdf', 'attention');
    expect(locked.error?.code).toBe('file.needsPassword');
    expect(await call('files.unlock', { ids: [locked.id], password: 'wrong' })).toEqual({ count: 1, isRemembered: false });
    await mill.until(() => mill.row('locked.pdf')?.state === 'attention');
    expect(await call('files.unlock', { password: 'sesame', remember: true })).toEqual({ count: 1, isRemembered: false });
    await mill.settled('locked.pdf', 'done');
    expect((await call('files.text', { id: locked.id })).text).toBe('Behind the lock');
    const { passwords, obstacle } = await call('passwords.list', {});
    expect(passwords.map(({ length }) => length)).toEqual([6, 5]);
    expect(JSON.stringify(passwords)).not.toContain('sesame');
    expect(obstacle).not.toBeNull();
    await call('passwords.remove', { id: passwords[0]?.id ?? '' });
    expect((await call('passwords.list', {})).passwords).toHaveLength(1);
  });

  it('languages: list, add, remove', async () => {
    expect((await call('languages.list', {})).languages).toMatchObject([{ code: 'eng', origin: 'shipped' }]);
    writeFileSync(join(mill.base, 'bad.traineddata'), 'nothing of the kind');
    expect((await failureOf(call('languages.add', { path: join(mill.base, 'bad.traineddata') }))).code).toBe('file.invalid');
    await call('languages.remove', { code: 'deu' });
  });

  it('engine.verify, suggestion.apply, folders.acceptMissing', async () => {
    expect(await call('engine.verify', { hashes: true })).toMatchObject({ ok: true, misfits: [] });
    await call('suggestion.apply', { id: 'no such suggestion' });
    expect(await call('folders.acceptMissing', { id: folderId })).toEqual({ count: 0 });
  });

  it('engine and settings: snapshot, pause, resume, dismiss, doctor, read, update', async () => {
    const snapshot = await call('engine.snapshot', {});
    const { seen, done, inProgress, waiting, attention, ignored } = snapshot.accounting;
    expect(seen).toBe(done + inProgress + waiting + attention + ignored);
    await call('engine.pause', {});
    expect((await call('engine.snapshot', {})).state).toBe('paused');
    await call('engine.resume', {});
    expect((await call('engine.snapshot', {})).state).toBe('running');
    await call('engine.dismiss', { id: 'damaged' });
    const { checks } = await call('engine.doctor', {});
    expect(checks.filter(({ level }) => level === 'problem')).toEqual([]);
    expect((await call('settings.update', { appearance: 'dark', workers: 1 })).appearance).toBe('dark');
    expect((await call('settings.read', {})).workers).toBe(1);
    expect((await call('engine.snapshot', {})).workers.size).toBe(1);
  });

  it('pictures: preview, transform', async () => {
    mill.drop('hill.png', picture());
    const { id } = await mill.settled('hill.png', 'done');
    const recipe = { brightness: 1.5, format: 'jpeg' as const };
    const preview = await call('pictures.preview', { id, recipe, maxSidePixels: 64 });
    expect(preview.after).toMatchObject({ width: 64, height: 64 });
    expect(preview.before.id).not.toBe(preview.after.id);
    const made = await call('pictures.transform', { id, recipe });
    expect(made).toMatchObject({ path: join(mill.inbox, 'hill_transformed.jpg'), width: 96, height: 96 });
    expect(existsSync(made.path ?? '')).toBe(true);
    expect(await call('effects.undo', { ids: [made.effectId ?? 0] })).toEqual({ undone: 1, failed: [] });
    expect(existsSync(made.path ?? '')).toBe(false);
    const { rows } = await call('files.page', { filter: { kind: 'image', query: 'width:96 type:png' } });
    expect(rows).toMatchObject([{ id, picture: { width: 96, height: 96, faceCount: null } }]);
    expect((await failureOf(call('files.page', { filter: { query: 'blur:perhaps' } }))).code).toBe('search.invalid');
  });

  it('duplicates: found, decided, planned, applied, undone', async () => {
    mill.drop('copy of hill.png', picture());
    const second = await mill.settled('copy of hill.png', 'done');
    await mill.until(() => mill.engine.duplicates.summary().tiers.identical.groups === 1);
    const { groups } = await call('duplicates.page', { tier: 'identical' });
    const id = groups[0]?.id ?? '';
    expect(groups).toMatchObject([{ tier: 'identical', memberCount: 2, decision: null }]);
    const group = await call('duplicates.group', { id });
    expect(group.members.map(({ name }) => name).sort()).toEqual(['copy of hill.png', 'hill.png']);
    expect(group.keeperReasons.length).toBeGreaterThan(0);
    expect((await call('duplicates.ofFile', { id: second.id })).groups.map((one) => one.id)).toEqual([id]);
    expect(await call('duplicates.decide', { ids: [id], decision: 'keepAll' })).toEqual({ count: 1 });
    expect((await call('duplicates.page', { tier: 'identical' })).total).toBe(0);
    expect((await call('duplicates.page', { tier: 'identical', decided: true })).groups).toMatchObject([{ decision: 'keepAll' }]);
    await call('duplicates.decide', { ids: [id], decision: null });
    const [first] = group.members.filter(({ fileId }) => fileId !== second.id);
    await call('duplicates.setKeeper', { id, fileId: first?.fileId ?? 0 });
    const marked = await call('duplicates.mark', { id, fileId: second.id, action: 'remove' });
    expect(marked.plannedCount).toBe(1);
    expect((await failureOf(call('duplicates.mark', { id, fileId: first?.fileId ?? 0, action: 'remove' }))).code).toBe('duplicates.refused');
    await call('duplicates.clearPlan', {});
    expect(await call('duplicates.planAll', { tier: 'identical', action: 'remove' })).toMatchObject({ groups: 1, keep: 1, remove: 1 });
    expect((await call('duplicates.plan', {})).items).toMatchObject([{ fileId: second.id, action: 'remove', obstacle: null }]);
    const run = await call('duplicates.apply', { disposal: 'vault' });
    await call('duplicates.cancelApply', {});
    await mill.until(() => mill.engine.duplicates.summary().run?.endedAt !== null);
    await mill.until(() => mill.engine.duplicates.summary().tiers.identical.groups === 0);
    expect(await call('duplicates.summary', {})).toMatchObject({ run: { id: run.id, done: 1, failed: [] } });
    const copy = join(mill.inbox, 'copy of hill.png');
    expect(existsSync(copy)).toBe(false);
    expect(await call('duplicates.undo', { runId: run.id })).toEqual({ restored: 1, failed: [] });
    expect(readFileSync(copy)).toEqual(picture());
  });

  it('archives: planCreate, create, entries, member, preview, planExtract, extract, verify, runs, cancel; files.related', async () => {
    const papers = join(mill.base, 'papers');
    mkdirSync(papers);
    writeFileSync(join(papers, 'note.txt'), 'some searchable words');
    writeFileSync(join(papers, 'hill.png'), picture());
    const planned = await call('archives.planCreate', { sources: [papers] });
    expect(planned).toMatchObject({ files: 2, folders: 1, suggestedTarget: papers, leftOut: [] });
    const ended = async (id: number): Promise<ArchiveRun | undefined> => {
      await mill.engine.archiveActs.runs.ended(id);
      return (await call('archives.runs', {})).runs.find((run) => run.id === id);
    };
    const made = await ended((await call('archives.create', { sources: [papers], target: join(mill.inbox, 'papers.zip') })).id);
    expect(made).toMatchObject({ state: 'done', isVerified: true, files: 2, error: null });
    const { id } = await mill.settled('papers.zip', 'done');
    const archive = { fileId: id };
    const listed = await call('archives.entries', { archive });
    expect(listed.entries.map(({ path, type, member }) => [path, type, member?.state, member?.inLibrary])).toEqual([
      ['papers', 'folder', undefined, undefined],
      ['papers/hill.png', 'file', 'read', expect.any(Number)],
      ['papers/note.txt', 'file', 'read', expect.any(Number)],
    ]);
    const note = listed.entries.find(({ path }) => path.endsWith('note.txt'))?.ordinal ?? -1;
    const hill = listed.entries.find(({ path }) => path.endsWith('hill.png'))?.ordinal ?? -1;
    expect(await call('archives.member', { archive, ordinal: note })).toMatchObject({ text: 'some searchable words', report: { kind: 'text' } });
    expect(await call('archives.preview', { archive, ordinal: hill })).toMatchObject({ width: 96, height: 96 });
    expect((await failureOf(call('archives.member', { archive, ordinal: 99 }))).code).toBe('archive.noEntry');
    const target = join(mill.base, 'out');
    mkdirSync(target);
    const { plan, lines } = await call('archives.planExtract', { archive, target });
    expect(plan).toMatchObject({ target: join(target, 'papers'), files: 2, refused: 0, problem: null });
    expect(lines.map(({ writtenAs }) => writtenAs)).toContain('note.txt');
    const out = await ended((await call('archives.extract', { archive, target })).id);
    expect([out?.state, readFileSync(join(target, 'papers', 'note.txt'), 'utf8')]).toEqual(['done', 'some searchable words']);
    expect(await call('effects.undo', { ids: [out?.effectId ?? 0] })).toEqual({ undone: 1, failed: [] });
    expect(existsSync(join(target, 'papers'))).toBe(false);
    expect(await ended((await call('archives.verify', { archive })).id)).toMatchObject({ state: 'done', isVerified: true, files: 2 });
    expect(await call('archives.cancel', { runId: out?.id ?? 0 })).toEqual({});
    expect(await call('files.related', { id })).toMatchObject({ insideOf: [], memberCount: 2 });
  });

  it('samples.create copies the example files once', async () => {
    mkdirSync(join(mill.base, 'resources', 'sample'), { recursive: true });
    writeFileSync(join(mill.base, 'resources', 'sample', 'a.txt'), 'x');
    const made = await call('samples.create', { parent: mill.base });
    expect(made.files).toBe(1);
    expect(existsSync(join(made.path, 'a.txt'))).toBe(true);
    writeFileSync(join(made.path, 'own.txt'), 'kept');
    expect((await call('samples.create', { parent: mill.base })).files).toBe(2);
  });

  it('rules: parse, check, put, read, enable, order, write, import, samples, remove', async () => {
    const parsed = await call('rules.parse', { text: '- name: Copies\n  if: {extension: csv}\n  then: [{copy: copies}]\n- name: Wrong\n  thn: x\n' });
    expect(parsed.problems).toMatchObject([{ line: 5, column: 3, rule: 'Wrong', message: 'There is no “thn” in “the rule”; “then” is meant?' }]);
    const [rule] = parsed.rules;
    if (!rule) throw new Error('nothing was parsed');
    expect(await call('rules.check', { rule: { ...rule, if: { fact: 'colour', operator: 'is', value: 'red' } } })).toMatchObject({ problem: { at: 'if' }, warnings: [] });
    expect((await call('rules.check', { rule })).problem).toBeNull();
    expect((await failureOf(call('rules.put', { rule: { ...rule, name: ' ' } }))).code).toBe('settings.invalid');
    const { warnings } = await call('rules.put', { rule: { ...rule, isEnabled: false } });
    expect(warnings).toEqual([]);
    expect((await call('rules.import', { text: '- name: copies\n  then: [trash]\n' })).added).toEqual(['copies 2']);
    await call('rules.put', { rule: { ...rule, name: 'Kept', isEnabled: false }, formerName: 'Copies' });
    await call('rules.order', { names: ['copies 2', 'Kept'] });
    await call('rules.enable', { names: ['Kept'], isEnabled: true });
    const { rules, problem, path, programsAllowed } = await call('rules.read', {});
    expect({ problem, path, programsAllowed }).toEqual({ problem: null, path: join(mill.data, 'rules.yaml'), programsAllowed: false });
    expect(rules.map((view) => [view.rule.name, view.rule.isEnabled, view.hits, view.warnings.map(({ kind }) => kind)])).toEqual([['copies 2', false, 0, ['destructive']], ['Kept', true, 0, ['loop']]]);
    const { text } = await call('rules.write', { rules: rules.map((view) => view.rule) });
    expect((await call('rules.parse', { text })).rules).toEqual((await call('rules.parse', { text: readFileSync(path, 'utf8') })).rules);
    expect(readFileSync(path, 'utf8')).toMatch(/^# Filemill/);
    await call('rules.enable', { names: ['Kept'], isEnabled: false });
    await call('rules.remove', { names: ['copies 2'] });
    expect((await call('rules.samples', {})).samples.every((sample) => sample.rules.every(({ isEnabled }) => !isEnabled))).toBe(true);
  });

  it('rules beside files: matches, trace, preview, simulate, simulating, backTest, ofFile', async () => {
    const { rules } = await call('rules.read', {});
    const rule = rules[0]?.rule;
    if (!rule) throw new Error('there is no rule');
    const matches = await call('rules.matches', { rule, folderId });
    expect(matches.rows.filter(({ isMet }) => isMet).map(({ path }) => path)).toContain('page.csv');
    const file = matches.rows.find(({ path }) => path === 'page.csv');
    const csv = file?.fileId ?? 0;
    expect(await call('rules.trace', { rule, fileId: csv })).toMatchObject({ isMet: true, trace: { isMet: true }, steps: [{ action: 'copy', target: join(mill.inbox, 'copies/page.csv') }] });
    expect(await call('rules.preview', { template: '{stem|upper}', form: 'path', fileId: csv })).toEqual({ text: 'PAGE', problem: null });
    const simulated = await call('rules.simulate', { rules: [{ ...rule, isEnabled: true }], folderId });
    expect(simulated.rows.map(({ path }) => path)).toContain('page.csv');
    expect(existsSync(join(mill.inbox, 'copies'))).toBe(false);
    expect((await call('rules.simulating', {})).files).toBeNull();
    const tested = await call('rules.backTest', { rule: { ...rule, isEnabled: true }, formerName: rule.name });
    expect(tested.rows).toContainEqual(expect.objectContaining({ path: 'page.csv', change: 'newlyMet' }));
    expect(await call('rules.ofFile', { id: csv })).toEqual({ run: null });
  });

  it('rules on files that are there: review, run, orders, cancelOrder', async () => {
    const wanted = { names: ['Kept'], folderId };
    const review = await call('rules.review', wanted);
    expect(review.rows.map(({ path }) => path)).toContain('page.csv');
    expect(existsSync(join(mill.inbox, 'copies'))).toBe(false);
    expect((await failureOf(call('rules.run', { ...wanted, revision: review.revision + 1 }))).code).toBe('usage.invalid');
    const { id } = await call('rules.run', { ...wanted, revision: review.revision });
    await mill.until(() => existsSync(join(mill.inbox, 'copies', 'page.csv')));
    await mill.engine.whenSettled();
    expect((await call('rules.orders', {})).orders[0]).toMatchObject({ id, rules: ['Kept'], folderId, isLooking: false, open: 0, effects: review.steps });
    await call('rules.cancelOrder', { id });
    expect((await failureOf(call('rules.run', { names: ['No such rule'] }))).message).toBe('There is no rule “No such rule”.');
  });

  it('destinations and uploads: list, save, test, remove; page, hold, retry, cancel', async () => {
    const destination = destinationSchema.parse({ bucket: 'mill', endpoint: 'http://127.0.0.1:1', credentials: 'typed' });
    const keys = { accessKeyId: 'mill', secretAccessKey: 'a-secret-of-the-contract' };
    await call('destinations.save', { name: 'away', destination, isNew: true, keys, remember: false });
    const { destinations, problem } = await call('destinations.list', {});
    expect({ destinations, problem }).toEqual({ destinations: [{ name: 'away', destination, problem: null, keys: 'untilEnd', rules: [] }], problem: null });
    const { isWell, steps } = await call('destinations.test', { name: 'away', destination });
    expect([isWell, ...steps.map(({ state }) => state)]).toEqual([false, 'failed', 'notReached', 'notReached']);
    expect(await call('uploads.page', {})).toMatchObject({ total: 0, uploads: [] });
    const unknown = { ids: [999] };
    await call('uploads.hold', { ...unknown, held: true });
    await call('uploads.retry', unknown);
    await call('uploads.cancel', unknown);
    expect(await call('uploads.page', { states: ['failed'] })).toMatchObject({ total: 0 });
    await call('destinations.remove', { name: 'away' });
    expect((await call('destinations.list', {})).destinations).toEqual([]);
    expect(readFileSync(join(mill.data, 'destinations.yaml'), 'utf8')).not.toContain('a-secret-of-the-contract');
  });

  it('recipes: list, apply', async () => {
    const { recipes } = await call('recipes.list', {});
    expect(recipes.map(({ id }) => id)).toEqual(['watch-only', 'invoices', 'photos', 'data', 'archives']);
    expect((await call('recipes.apply', { recipe: 'archives', folderId })).added).toEqual(['Inbox: extract archives']);
    expect((await call('recipes.apply', { recipe: 'archives', folderId })).added).toEqual([]);
    expect(mill.engine.folders.get(folderId).settings).toMatchObject({ recipe: 'archives', archives: { lookInside: true } });
    expect((await failureOf(call('recipes.apply', { recipe: 'nothing', folderId }))).code).toBe('usage.invalid');
    await call('rules.remove', { names: ['Inbox: extract archives', 'Kept'] });
  });

  it('tags, notices and the picture of the mill: files.tag, tags.list, notices.page, notices.read, flow.read, charts.read, effects.plan', async () => {
    await call('files.tag', { ids: [fileId], add: ['seen'] });
    expect((await call('tags.list', {})).tags).toContainEqual({ tag: 'seen', files: 1 });
    expect(await call('notices.page', { offset: 0, limit: 10 })).toMatchObject({ unread: expect.any(Number) as number });
    await call('notices.read', {});
    expect((await call('notices.page', { offset: 0, limit: 10 })).unread).toBe(0);
    expect(await call('flow.read', {})).toBeTypeOf('object');
    expect((await call('charts.read', {})).kinds).not.toEqual([]);
    expect(await call('effects.plan', { fileId })).toBeTypeOf('object');
  });

  it('handoffs, handoffPlaces, sweeps and expectations', async () => {
    const path = join(mill.base, 'exchange');
    mkdirSync(path);
    writeFileSync(join(path, 'alone.csv'), 'a');
    const archive = { to: join(mill.base, 'old'), olderThanDays: 1 };
    await call('handoffPlaces.put', { place: { path, settleSeconds: 0, archive } });
    expect((await failureOf(call('handoffPlaces.put', { place: { path } }))).code).toBe('settings.invalid');
    expect((await call('handoffPlaces.list', {})).places).toMatchObject([{ isListed: true, folderId: null, counts: { stuck: 1 } }]);
    const { rows, total } = await call('handoffs.page', { place: path });
    expect([total, rows[0]?.label]).toEqual([1, 'Data without sidecar']);
    const alone = join(path, 'alone.csv');
    expect((await call('handoffs.look', { path: alone })).checks).toMatchObject([{ what: 'sidecar', isRight: false }]);
    expect(await call('handoffs.act', { paths: [alone, join(path, 'none')], act: 'toErrors' })).toMatchObject({ done: 1, failed: [{ error: { code: 'file.vanished' } }] });
    expect(await call('sweeps.plan', { path })).toMatchObject({ files: 0, problem: null });
    expect((await call('sweeps.begin', { path })).state).toBe('running');
    await call('sweeps.cancel', { path });
    await mill.engine.handoffs.sweeps.whenEnded(path);
    expect((await call('sweeps.list', {})).runs).toHaveLength(1);
    const expectation = { id: 'daily', name: 'Daily', folder: mill.inbox, pattern: '*.csv', by: '07:00' };
    await call('expectations.put', { expectation });
    expect((await failureOf(call('expectations.put', { expectation: { ...expectation, timeZone: 'No/Where' } }))).code).toBe('settings.invalid');
    expect((await call('expectations.list', { from: '2026-11-23', to: '2026-11-29' })).expectations).toMatchObject([{ problem: null, nextDueAt: expect.any(Number) as number }]);
    await call('expectations.remove', { id: 'daily' });
    await call('handoffPlaces.remove', { path });
    expect((await call('settings.read', {})).handoffs).toEqual({ places: [], expectations: [] });
  });

  it('folders.remove', async () => {
    await call('folders.remove', { id: folderId });
    expect((await call('engine.snapshot', {})).folders).toEqual([]);
    expect((await failureOf(call('folders.scan', { id: folderId }))).code).toBe('folder.unknown');
  });

  it('was called above', () => {
    expect([...called].sort()).toEqual(Object.keys(engineApi.calls).sort());
  });
});

describe('the border', () => {
  it('refuses what does not parse, and goes on', async () => {
    const wrong = client.call('files.detail', { id: '1 OR 1' } as unknown as { id: number });
    expect((await failureOf(wrong)).code).toBe('contract.invalid');
    const unknown = client.call('files.delete' as 'files.detail', { id: 1 });
    expect((await failureOf(unknown)).code).toBe('contract.invalid');
    port.postMessage('no request at all');
    port.postMessage({ t: 'call', id: -1, name: '__proto__', input: {} });
    expect((await client.call('engine.snapshot', {})).version).toBe('test');
  });

  it('tells of changes by itself, at most five times a second', async () => {
    const taken: number[] = [];
    const off = client.on('snapshot.taken', ({ sequence }) => taken.push(sequence));
    for (let i = 0; i < 200; i += 1) await client.call('settings.update', { rescanSeconds: 60 });
    await mill.until(() => taken.length > 0);
    off();
    expect(taken.length).toBeLessThan(50);
    expect([...taken].sort((a, b) => a - b)).toEqual(taken);
  });
});
