import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeadlessMill } from '../helpers/headless-mill';
import { randomBytes } from '../helpers/random-bytes';
import { BUCKET, hasS3Server, S3_CREDENTIALS, startS3Rig, type S3Rig } from '../helpers/s3-rig';
import { until } from '../helpers/until';

const MB = 1024 * 1024;
const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const isPart = ({ url }: { url: string }): boolean => url.includes('partNumber=');

describe.skipIf(!hasS3Server || !existsSync(cli))('an engine that is killed while it uploads', () => {
  let rig: S3Rig;
  let home: string;
  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: S3_CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: S3_CREDENTIALS.secretAccessKey });
    rig = await startS3Rig();
    home = mkdtempSync(join(tmpdir(), 'filemill-uploads-kill-'));
  }, 240_000);
  afterAll(async () => {
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    await rig?.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('goes on where it was, and takes the original away only when the object is proved', async () => {
    const [inbox, data] = [join(home, 'inbox'), join(home, 'data')];
    for (const folder of [inbox, data]) mkdirSync(folder);
    const settings = (rate: string): void => writeFileSync(join(data, 'settings.yaml'), `general:\n  uploads: {bytesPerSecond: ${rate}}\n`);
    settings('12000000');
    writeFileSync(join(data, 'destinations.yaml'), `away: {bucket: ${BUCKET}, endpoint: "${rig.proxy.endpoint}", prefix: killed}\n`);
    writeFileSync(join(data, 'rules.yaml'), 'rules:\n  - name: Away\n    then:\n      - upload: {destination: away, original: vault}\n');
    const bytes = randomBytes(112 * MB, 61);
    const path = join(inbox, 'large.bin');
    writeFileSync(path, bytes);
    const first = HeadlessMill.watch(inbox, data);
    // As the last of those that began together is there, the first ones are.
    await until(() => rig.proxy.seen.filter(isPart).length >= 6, { what: 'the sixth part', withinMs: 60_000 });
    first.killGroup();
    await first.ended;
    expect(existsSync(path)).toBe(true);
    await expect(rig.headOf('killed/large.bin')).rejects.toThrow();
    await rig.proxy.reset();
    settings('null');
    const second = HeadlessMill.once(inbox, data);
    expect((await second.ended).code, second.notes).toBe(0);
    expect(rig.proxy.seen.filter(isPart).length).toBeLessThanOrEqual(6);
    expect((await rig.bytesOf('killed/large.bin')).equals(bytes)).toBe(true);
    expect(existsSync(path)).toBe(false);
    const kept = readdirSync(join(data, 'vault'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(kept.map((entry) => readFileSync(join(entry.parentPath, entry.name)).equals(bytes))).toContain(true);
    expect(await rig.openUploads()).toBe(0);
    const held = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(S3_CREDENTIALS.secretAccessKey));
    expect(held.map(({ name }) => name)).toEqual([]);
    expect(second.notes + first.notes).not.toContain(S3_CREDENTIALS.secretAccessKey);
  }, 180_000);
});
