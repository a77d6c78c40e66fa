import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UploadView } from '../../src/shared/model/upload';
import { pageOfFiles } from '../../src/engine/store/file-rows';
import { Mill } from '../helpers/mill';
import { ask } from '../helpers/rules';
import { randomBytes } from '../helpers/random-bytes';
import { BUCKET, hasS3Server, S3_CREDENTIALS, startS3Rig, type S3Rig } from '../helpers/s3-rig';

const MB = 1024 * 1024;
const isPart = ({ url }: { url: string }): boolean => url.includes('partNumber=');
const KEYS = { AWS_ACCESS_KEY_ID: S3_CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: S3_CREDENTIALS.secretAccessKey };

describe.skipIf(!hasS3Server)('uploads by rules', () => {
  let rig: S3Rig;
  let mill: Mill;
  let prefix: string;
  beforeAll(async () => {
    Object.assign(process.env, KEYS);
    rig = await startS3Rig();
  }, 240_000);
  afterAll(async () => {
    for (const name of Object.keys(KEYS)) delete process.env[name];
    await rig?.close();
  });
  beforeEach(async () => {
    await rig.proxy.reset();
    mill = new Mill();
    prefix = mill.base.slice(-6);
    await mill.start();
    await mill.watchInbox({ quietMs: 50 });
    writeFileSync(join(mill.data, 'destinations.yaml'), `# mine\narchive:\n  bucket: ${BUCKET}\n  endpoint: ${rig.proxy.endpoint}\n  prefix: ${prefix}\n`);
  });
  afterEach(() => mill.end());

  const rule = (then: unknown[]): void => void mill.engine.rules.keeper.put({ name: 'Away', folders: [], isEnabled: true, on: ['created', 'content_changed'], if: { all: [] }, note: '', then: then as never, stop: false }, null);
  const upload = (more: Record<string, unknown> = {}): Record<string, unknown> => ({ do: 'upload', destination: 'archive', metadata: {}, original: 'keep', onFailure: 'stop', ...more });
  const shown = (): UploadView[] => mill.engine.uploads.lane.page(['uploading', 'waiting', 'held', 'failed', 'done'], 0, 100).uploads;

  it('carries a file there, says so, and takes it back', async () => {
    rule([upload({ key: '{extension}/{path}', metadata: { stem: '{stem} aus {folder}' } }), { do: 'tag', add: ['away'], remove: [], onFailure: 'stop' }]);
    mill.drop('sub/Übersicht.csv', 'a,b\n1,2\n');
    const row = await mill.settled('sub/Übersicht.csv', 'done');
    const key = `${prefix}/csv/sub/Übersicht.csv`;
    expect((await rig.bytesOf(key)).toString()).toBe('a,b\n1,2\n');
    const { Metadata, ContentType } = await rig.headOf(key);
    expect(ContentType).toBe('text/csv');
    expect(Metadata).toMatchObject({ 'source-system': 'filemill', sha256: createHash('sha256').update('a,b\n1,2\n').digest('hex') });
    expect(Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(Metadata?.['stem'] ?? '')?.[1] ?? '', 'base64').toString()).toBe('Übersicht aus inbox');
    expect(row.reason).toContain(`uploaded to “s3://${BUCKET}/${key}”`);
    expect(shown()).toMatchObject([{ state: 'done', destination: 'archive', rule: 'Away', url: `s3://${BUCKET}/${key}` }]);
    expect(mill.accountingHolds()).toBe(true);
    expect((await ask(mill, 'engine.verify', {})).misfits).toEqual([]);
    const [, effect] = mill.engine.rules.effects.inScope({ rule: 'Away' });
    expect(effect).toMatchObject({ action: 'upload', state: 'done', target: `s3://${BUCKET}/${key}` });
    expect(await mill.engine.undo.byIds([effect?.id ?? 0])).toMatchObject({ failed: [], undone: [{ action: 'upload' }] });
    await expect(rig.headOf(key)).rejects.toThrow();
  });

  it('puts the original into the vault once the object is proved, and both come back', async () => {
    rule([upload({ original: 'vault' })]);
    const bytes = randomBytes(20 * MB, 31);
    const path = mill.drop('large.bin', bytes);
    await mill.settled('large.bin', 'done');
    expect(existsSync(path)).toBe(false);
    expect((await rig.bytesOf(`${prefix}/large.bin`)).equals(bytes)).toBe(true);
    const before = mill.engine.rules.effects.inScope({ rule: 'Away' });
    expect(before.map(({ action }) => action)).toEqual(['discard', 'upload']);
    // The object alone would be the last copy.
    const alone = await mill.engine.undo.byIds([before[1]?.id ?? 0]);
    expect(alone.failed).toMatchObject([{ error: { code: 'effect.changed', message: expect.stringContaining('last copy') as string } }]);
    const undone = await mill.engine.undo.all({ rule: 'Away' });
    expect(undone.failed).toEqual([]);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    await expect(rig.headOf(`${prefix}/large.bin`)).rejects.toThrow();
  }, 60_000);

  it('leaves an object alone that another has put there, and says why', async () => {
    rule([upload()]);
    mill.drop('a.txt', 'mine');
    await mill.settled('a.txt', 'done');
    await rig.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${prefix}/a.txt`, Body: 'theirs' }));
    const [effect] = mill.engine.rules.effects.inScope({ rule: 'Away' });
    expect((await mill.engine.undo.byIds([effect?.id ?? 0])).failed).toMatchObject([{ error: { code: 'effect.changed', message: 'Another object lies under this key by now.' } }]);
    expect((await rig.bytesOf(`${prefix}/a.txt`)).toString()).toBe('theirs');
    // The same key with other bytes: the file needs attention, and goes there once the key is free.
    mill.drop('b.txt', 'one');
    await rig.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${prefix}/c.txt`, Body: 'theirs' }));
    mill.drop('c.txt', 'two');
    expect(await mill.settled('c.txt', 'attention')).toMatchObject({ error: { code: 'upload.taken' } });
    expect(shown().find(({ name }) => name === 'c.txt')).toMatchObject({ state: 'failed' });
    expect(mill.engine.snapshot().uploads.failed).toBe(1);
  });

  it('waits while the endpoint is down: other files go on, and nothing is lost by a restart', async () => {
    rule([upload()]);
    await rig.proxy.down();
    const names = Array.from({ length: 100 }, (_, index) => `wait-${index}.txt`);
    for (const name of names) mill.drop(name, name);
    await mill.until(() => mill.rows().filter(({ state }) => state === 'waiting').length === 97 && mill.engine.uploads.lane.view().active === 3);
    expect(mill.accountingHolds()).toBe(true);
    // What goes at this moment is in progress, everywhere alike.
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 100, inProgress: 3, waiting: 97 });
    for (const state of ['inProgress', 'waiting'] as const) {
      const { total, rows } = pageOfFiles(mill.engine.database, { states: [state] }, 'oldest', 0, 200);
      expect([total, rows.length, new Set(rows.map((row) => row.state))]).toEqual([state === 'waiting' ? 97 : 3, total, new Set([state])]);
    }
    expect(mill.engine.whyNotBegun(mill.row('wait-50.txt')?.id ?? 0)?.sentence).toMatch(/archive/);
    await mill.until(() => mill.engine.snapshot().health.some(({ part, level }) => part === 'destinations' && level === 'warning'));
    await mill.restart();
    await mill.until(() => mill.engine.uploads.lane.view().waiting + mill.engine.uploads.lane.view().active === 100);
    await rig.proxy.up();
    mill.engine.uploads.lane.tryNow(['archive']);
    await mill.until(() => mill.rows().every(({ state }) => state === 'done'));
    for (const name of [names[0], names[99]]) expect((await rig.bytesOf(`${prefix}/${name}`)).toString()).toBe(name);
    expect(mill.engine.rules.effects.inScope({ rule: 'Away' })).toHaveLength(100);
  }, 120_000);

  it('goes on where it was after the end of the engine', async () => {
    rule([upload()]);
    mill.engine.settings.update({ uploads: { atOnce: 1, bytesPerSecond: 20 * MB, paused: false } });
    const bytes = randomBytes(80 * MB, 32);
    mill.drop('half.bin', bytes);
    const kept = (): number => mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM upload_parts')?.n ?? 0;
    await mill.until(() => kept() >= 1);
    // What is on its way does not count as waiting, however long it takes.
    expect(mill.engine.snapshot()).toMatchObject({ accounting: { inProgress: 1, waiting: 0 }, oldestWaitingSeconds: null });
    await mill.restart();
    await rig.proxy.reset();
    mill.engine.settings.update({ uploads: { atOnce: 1, bytesPerSecond: null, paused: false } });
    mill.engine.uploads.lane.pump();
    await mill.settled('half.bin', 'done');
    expect(rig.proxy.seen.filter(isPart).length).toBeLessThan(5);
    expect((await rig.bytesOf(`${prefix}/half.bin`)).equals(bytes)).toBe(true);
    expect(kept()).toBe(0);
    // Whoever waits for the end of everything hears of it.
    await mill.engine.whenSettled();
    expect(await rig.openUploads()).toBe(0);
  }, 30_000);

  it('is held, taken up, and cancelled, one by one', async () => {
    rule([upload()]);
    await mill.engine.updateSettings({ uploads: { atOnce: 2, bytesPerSecond: null, paused: true } });
    for (const name of ['a', 'b', 'c']) mill.drop(`${name}.bin`, randomBytes(17 * MB, name.charCodeAt(0)));
    await mill.until(() => mill.engine.uploads.lane.view().waiting === 3);
    expect(mill.engine.whyNotBegun(mill.row('a.bin')?.id ?? 0)?.sentence).toContain('uploads are paused');
    const id = (name: string): number => shown().find((one) => one.name === name)?.id ?? 0;
    mill.engine.uploads.lane.hold([id('a.bin')], true);
    mill.engine.commands.cancel([mill.row('b.bin')?.id ?? 0]);
    await mill.engine.updateSettings({ uploads: { atOnce: 2, bytesPerSecond: null, paused: false } });
    await mill.settled('c.bin', 'done');
    expect(mill.row('b.bin')).toMatchObject({ state: 'ignored' });
    expect(shown().map(({ name, state }) => `${name} ${state}`).sort()).toEqual(['a.bin held', 'c.bin done']);
    await expect(rig.headOf(`${prefix}/b.bin`)).rejects.toThrow();
    mill.engine.uploads.lane.hold([id('a.bin')], false);
    await mill.settled('a.bin', 'done');
  }, 60_000);

  it('follows a file that is renamed, and takes the newest of one that changes', async () => {
    rule([upload()]);
    await mill.engine.updateSettings({ uploads: { atOnce: 2, bytesPerSecond: null, paused: true } });
    const path = mill.drop('before.txt', 'same');
    const changing = mill.drop('changes.txt', 'old');
    await mill.until(() => mill.engine.uploads.lane.view().waiting === 2);
    renameSync(path, join(mill.inbox, 'after.txt'));
    writeFileSync(changing, 'new content');
    await mill.until(() => mill.row('after.txt') !== undefined);
    await mill.engine.updateSettings({ uploads: { atOnce: 2, bytesPerSecond: null, paused: false } });
    await mill.settled('after.txt', 'done');
    await mill.settled('changes.txt', 'done');
    expect((await rig.bytesOf(`${prefix}/after.txt`)).toString()).toBe('same');
    expect((await rig.bytesOf(`${prefix}/changes.txt`)).toString()).toBe('new content');
  }, 60_000);
});
