import { afterAll, describe, expect, it, vi } from 'vitest';
import { CannotRead } from '../kit/cannot-read';
import { expectKind, Fixture } from '../kit/fixture.test-kit';
import { OpenFile } from '../kit/open-file';
import { loadSharp } from './load-sharp';
import { HEIC } from './pixels/heic-sample.test-kit';
import { readImage } from './read-image';

vi.mock('./pixels/decode-heic', () => ({
  decodeHeic: () => Promise.reject(new CannotRead("HEIC pictures can't be shown here.")),
}));
const asked = vi.hoisted(() => [] as unknown[][]);
vi.mock('./faces/find-faces', () => ({
  findFaces: (...input: unknown[]) => {
    asked.push(input);
    return Promise.resolve([{ x: 1, y: 2, width: 3, height: 4, score: 90 }]);
  },
}));

const fixture = new Fixture();
afterAll(() => fixture.remove());

async function read(bytes: Buffer, mime: string, more = {}) {
  const source = fixture.write('picture', bytes);
  const file = OpenFile.open(source);
  try {
    const reading = await readImage(file, { name: 'picture', mime, kind: 'image', size: source.size }, { ...fixture.context, ...more });
    return { ...reading, report: expectKind(reading.report, 'image') };
  } finally {
    file.close();
  }
}

describe('reading a picture', () => {
  it('gives its properties and says why there is no more, where its pixels cannot be had', async () => {
    const { report, warnings, artifacts, pagesToRecognise } = await read(HEIC, 'image/heic');
    expect(report).toMatchObject({ width: 64, height: 48, format: 'heif' });
    expect(report).not.toHaveProperty('quality');
    expect(report).not.toHaveProperty('hashes');
    expect(warnings).toEqual(["HEIC pictures can't be shown here."]);
    expect([artifacts, pagesToRecognise]).toEqual([[], undefined]);
  });

  it('looks for faces only where that is wanted, upright', async () => {
    const photo = await loadSharp()({ create: { width: 30, height: 20, channels: 3, background: '#777777' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await read(photo, 'image/jpeg')).report.content).not.toHaveProperty('faceCount');
    expect(asked).toEqual([]);
    const { report } = await read(photo, 'image/jpeg', { withFaces: true });
    expect(report.content).toMatchObject({ faceCount: 1, faces: [{ x: 1, y: 2, width: 3, height: 4, score: 90 }] });
    expect(asked).toMatchObject([[{ width: 30, height: 20 }, 6, fixture.context.signal]]);
  });

  it('gives a signature to what can be told from other pictures, and none to what is flat', async () => {
    const flat = await loadSharp()({ create: { width: 300, height: 200, channels: 3, background: '#777777' } }).png().toBuffer();
    expect(await read(flat, 'image/png')).not.toHaveProperty('pictureSignature');
    const noisy = await loadSharp()({ create: { width: 300, height: 200, channels: 3, background: '#777777', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).blur(6).normalise().png().toBuffer();
    expect(Buffer.from((await read(noisy, 'image/png')).pictureSignature ?? '', 'base64').length).toBeGreaterThan(100);
  });

  it('stops when it is called off', async () => {
    const photo = await loadSharp()({ create: { width: 30, height: 20, channels: 3, background: '#777777' } }).png().toBuffer();
    await expect(read(photo, 'image/png', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'call.cancelled' });
  });
});
