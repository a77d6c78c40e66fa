import { createCipheriv, createDecipheriv } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_SECRETS, nodeHost } from '../../src/engine/workers/node-host';
import type { ProcessHost, SecretStore } from '../../src/engine/workers/process-host';
import { destinationSchema, type Destination } from '../../src/shared/model/destination';
import { Mill } from '../helpers/mill';
import { ask, putRule } from '../helpers/rules';
import { BUCKET, hasS3Server, S3_CREDENTIALS, startS3Rig, type S3Rig } from '../helpers/s3-rig';

const built = join(import.meta.dirname, '..', '..', 'out', 'main');
const SECRET = S3_CREDENTIALS.secretAccessKey;
const [KEY, IV] = [Buffer.alloc(16, 3), Buffer.alloc(16, 4)];

/** As the key store of a system: what is sealed says nothing. */
const keyStore: SecretStore = {
  seal: (text) => Promise.resolve({ sealed: createCipheriv('aes-128-ctr', KEY, IV).update(text, 'utf8').toString('base64'), obstacle: null }),
  open: (sealed) => Promise.resolve(createDecipheriv('aes-128-ctr', KEY, IV).update(Buffer.from(sealed, 'base64')).toString('utf8')),
};
const hostWith = (secrets: SecretStore): ProcessHost => {
  const host = nodeHost(built);
  return { secrets, start: (kind, id) => host.start(kind, id) };
};

describe.skipIf(!hasS3Server)('destinations', () => {
  let rig: S3Rig;
  let mill: Mill;
  beforeAll(async () => {
    rig = await startS3Rig();
  }, 240_000);
  afterAll(() => rig?.close());
  beforeEach(async () => {
    await rig.proxy.reset();
    mill = new Mill();
    await mill.start(hostWith(keyStore));
    await mill.watchInbox({ quietMs: 50 });
  });
  afterEach(() => mill.end());

  const destination = (more: Partial<Destination> = {}): Destination => destinationSchema.parse({ bucket: BUCKET, endpoint: rig.proxy.endpoint, prefix: mill.base.slice(-6), credentials: 'typed', ...more });
  const save = (more: Partial<Destination> = {}, remember = true): Promise<unknown> => ask(mill, 'destinations.save', { name: 'archive', destination: destination(more), isNew: true, keys: S3_CREDENTIALS, remember });
  const inData = (words: string): string[] =>
    readdirSync(mill.data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).includes(words));

  it('keep typed keys sealed, and tell them to nobody', async () => {
    await save();
    const said = await ask(mill, 'destinations.list', {});
    expect(said).toMatchObject({ destinations: [{ name: 'archive', keys: 'remembered', problem: null, rules: [] }], problem: null, obstacle: null });
    const test = await ask(mill, 'destinations.test', { name: 'archive', destination: destination() });
    expect(test).toMatchObject({ isWell: true });
    putRule(mill, { name: 'Away', then: [{ do: 'upload', destination: 'archive' }] });
    mill.drop('a.txt', 'a');
    await mill.settled('a.txt', 'done');
    const wrong = await ask(mill, 'destinations.test', { name: 'archive', destination: destination(), keys: { ...S3_CREDENTIALS, secretAccessKey: 'not-the-right-one' } });
    expect(wrong.steps[0]).toMatchObject({ state: 'failed', sentence: 'The server does not accept the credentials.' });
    expect(JSON.stringify([said, test, wrong, mill.engine.snapshot(), await ask(mill, 'uploads.page', {})])).not.toMatch(new RegExp(`${SECRET}|not-the-right-one`));
    await mill.restart(hostWith(keyStore));
    expect((await ask(mill, 'destinations.list', {})).destinations[0]?.keys).toBe('remembered');
    await mill.engine.close();
    expect([...inData(SECRET), ...inData('not-the-right-one')]).toEqual([]);
    await mill.start(hostWith(keyStore));
  });

  it('wait for keys that are not known any more, and go on when they are typed in', async () => {
    await save({}, false);
    putRule(mill, { name: 'Away', then: [{ do: 'upload', destination: 'archive' }] });
    await mill.restart(hostWith(NO_SECRETS));
    expect(await ask(mill, 'destinations.list', {})).toMatchObject({ destinations: [{ keys: 'missing' }], obstacle: expect.stringContaining('keys') as string });
    mill.drop('b.txt', 'b');
    await mill.until(() => mill.engine.snapshot().uploads.outages.length > 0);
    expect(mill.engine.snapshot().uploads.outages).toMatchObject([{ destination: 'archive', sentence: 'The keys of “archive” are not known here.', nextTryAt: null }]);
    expect(mill.row('b.txt')?.state).toBe('waiting');
    await ask(mill, 'destinations.save', { name: 'archive', destination: destination(), isNew: false, keys: S3_CREDENTIALS });
    await mill.settled('b.txt', 'done');
    expect((await rig.bytesOf(`${mill.base.slice(-6)}/b.txt`)).toString()).toBe('b');
  });

  it('are not removed while a rule uses them, nor added twice, nor written wrongly', async () => {
    await save();
    await expect(save()).rejects.toMatchObject({ code: 'settings.invalid' });
    await expect(ask(mill, 'destinations.save', { name: 'plain', destination: destination({ endpoint: 'http://s3.example.com' }), isNew: true, keys: S3_CREDENTIALS })).rejects.toMatchObject({ code: 'settings.invalid', message: 'The endpoint is not encrypted.' });
    await expect(ask(mill, 'destinations.save', { name: 'empty', destination: destination(), isNew: true })).rejects.toMatchObject({ message: 'Its keys are missing.' });
    putRule(mill, { name: 'Away', then: [{ do: 'upload', destination: 'archive' }] });
    expect(() => putRule(mill, { name: 'Nowhere', then: [{ do: 'upload', destination: 'nowhere' }] })).toThrow(expect.objectContaining({ code: 'settings.invalid' }));
    expect(() => ask(mill, 'destinations.remove', { name: 'archive' })).toThrow(expect.objectContaining({ message: 'A rule uploads to it: “Away”.' }));
    mill.engine.rules.keeper.remove(['Away']);
    await ask(mill, 'destinations.remove', { name: 'archive' });
    expect((await ask(mill, 'destinations.list', {})).destinations).toEqual([]);
    expect(mill.engine.database.all('SELECT * FROM destination_keys')).toEqual([]);
  });
});
