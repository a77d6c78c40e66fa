import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OpenFile } from '../../kit/open-file';
import { compressWithSevenZip } from './compress-with-seven-zip';
import { decompress, type StreamType } from './decompress';
import { codeOf, SevenZipFixture } from './seven-zip.test-kit';

const fixture = new SevenZipFixture();
afterAll(() => rmSync(fixture.root, { recursive: true, force: true }));

/** What the samples below unpack to. */
const TEXT = `${Array.from({ length: 400 }, (_, i) => `line ${i}`).join('\n')}\n`;

async function unpack(name: string, type: StreamType): Promise<{ bytes: Buffer; code: string }> {
  const file = OpenFile.open(fixture.source(name));
  const pieces: Buffer[] = [];
  const code = await codeOf(async () => {
    for await (const piece of decompress(file, type, fixture.contextWith())) pieces.push(piece);
  });
  file.close();
  return { bytes: Buffer.concat(pieces), code };
}

async function pack(name: string, format: 'bz2' | 'xz', content: Buffer): Promise<string> {
  rmSync(join(fixture.root, name), { force: true });
  await compressWithSevenZip({ input: [content.subarray(0, 10), content.subarray(10)], target: join(fixture.root, name), format, level: 5, signal: fixture.control.signal });
  return name;
}

describe('decompress', () => {
  it.each(['bz2', 'xz'] as const)('gives back what was packed: %s', async (format) => {
    for (const content of [Buffer.alloc(0), Buffer.from(TEXT), Buffer.alloc(1_000_000, TEXT)]) {
      await pack(`a.${format}`, format, content);
      const { bytes, code } = await unpack(`a.${format}`, format);
      expect({ code, isSame: bytes.equals(content) }).toEqual({ code: 'none', isSame: true });
    }
  });

  it.each(['bz2', 'xz'] as const)('the same bytes give the same stream: %s', async (format) => {
    const content = Buffer.alloc(1_500_000, TEXT);
    await pack(`1.${format}`, format, content);
    await pack(`2.${format}`, format, content);
    expect(fixture.bytesOf(`1.${format}`).equals(fixture.bytesOf(`2.${format}`))).toBe(true);
  });

  it.each(Object.entries(samples()))('reads %s', async (name, sample) => {
    fixture.write(name, Buffer.from(sample, 'base64'));
    const { bytes, code } = await unpack(name, name.slice(name.lastIndexOf('.') + 1) as StreamType);
    expect({ code, text: bytes.toString() }).toEqual({ code: 'none', text: TEXT });
  });

  it.each(Object.entries(samples()))('says that %s is damaged, wherever it is cut or changed', async (name, sample) => {
    const type = name.slice(name.lastIndexOf('.') + 1) as StreamType;
    const whole = Buffer.from(sample, 'base64');
    for (const part of [0.3, 0.7, 0.99]) {
      fixture.write('cut', whole.subarray(0, Math.floor(whole.length * part)));
      const { bytes, code } = await unpack('cut', type);
      // LZW has neither an end nor a sum.
      expect(type === 'Z' ? 'file.damaged' : code).toBe('file.damaged');
      expect(TEXT.startsWith(bytes.toString())).toBe(true);
    }
    const changed = Buffer.from(whole);
    changed[Math.floor(whole.length / 2)] = (changed[Math.floor(whole.length / 2)] as number) ^ 0x40;
    fixture.write('changed', changed);
    // Neither have these a sum.
    if (!/Z$|lzma$|legacy/.test(name)) expect((await unpack('changed', type)).code).toBe('file.damaged');
  });

  it('joins members and frames', async () => {
    
    for (const [name, sample] of Object.entries(samples()).filter(([each]) => /\.(lz|lz4)$/.test(each))) {
      const one = Buffer.from(sample, 'base64');
      fixture.write(`two-${name}`, Buffer.concat([one, one]));
      const { bytes, code } = await unpack(`two-${name}`, name.slice(name.lastIndexOf('.') + 1) as StreamType);
      expect({ code, text: bytes.toString() }).toEqual({ code: 'none', text: TEXT + TEXT });
    }
  });

  it('skips what other programs put before the data, and looks at the window behind it', async () => {
    const skipped = Buffer.from('502a4d1804000000aa000000', 'hex');
    const zst = Buffer.from(samples()['a.zst'] as string, 'base64');
    fixture.write('pieces.zst', Buffer.concat([skipped, zst, skipped, zst]));
    const { bytes, code } = await unpack('pieces.zst', 'zst');
    expect({ code, text: bytes.toString() }).toEqual({ code: 'none', text: TEXT + TEXT });
    const huge = Buffer.from('28b52ffd00ff29000068656c6c6f', 'hex');
    fixture.write('huge.zst', Buffer.concat([...Array<Buffer>(20).fill(skipped), huge]));
    expect((await unpack('huge.zst', 'zst')).code).toBe('file.tooComplex');
    fixture.write('many.zst', Buffer.concat([...Array<Buffer>(1_001).fill(skipped), zst]));
    expect((await unpack('many.zst', 'zst')).code).toBe('file.damaged');
  });

  it('takes windows of lzip that are no power of two, as those of small files are', async () => {
    const lzip = Buffer.from(samples()['a.lz'] as string, 'base64');
    // 7,680 bytes.
    lzip[5] = (1 << 5) + 13;
    fixture.write('odd.lz', lzip);
    const { bytes, code } = await unpack('odd.lz', 'lz');
    expect({ code, text: bytes.toString() }).toEqual({ code: 'none', text: TEXT });
  });

  it('refuses windows of gigabytes', async () => {
    const lzma = Buffer.from(samples()['a.lzma'] as string, 'base64');
    lzma.writeUInt32LE(0x60000000, 1);
    fixture.write('huge.lzma', lzma);
    expect((await unpack('huge.lzma', 'lzma')).code).toBe('file.tooComplex');
    const lzip = Buffer.from(samples()['a.lz'] as string, 'base64');
    lzip[5] = 29;
    fixture.write('huge.lz', lzip);
    expect((await unpack('huge.lz', 'lz')).code).toBe('file.tooComplex');
  });

  it('tells what the one who packs it fails with, and leaves nothing', async () => {
    const target = join(fixture.root, 'failed.xz');
    const input = (function* (): Generator<Buffer> {
      yield Buffer.from('x');
      throw new Error('source failed');
    })();
    await expect(compressWithSevenZip({ input, target, format: 'xz', level: 5, signal: fixture.control.signal })).rejects.toThrow('source failed');
    expect(() => fixture.bytesOf('failed.xz')).toThrow('ENOENT');
  });
});

/** Base64 of what Debian's programs make of the text. */
function samples(): Record<string, string> {
  return {
    'a.lz':
      'TFpJUAEMADYaSh8IoCXB3pS6kMw7Kx81OvJf1Z5+c7Le6vfCLQQnMVvKDEf8ldIdW3ykSPjamraGPS5yX8qBD6MEmU+0TErz7LQZF1glZAp03R+qhGXcA+rC+wSWn1D3P0AzkZjOe0yhx9gQssnQvsg79nj16SxhUEi2dE9rJAt8ok+zkYqJ0GZOTOqqIGa0vUwSh2ErU0FL7YTxfUX3+rGm+JtynSa76hic4nLxj+n62p8hDt8Sd7l1OE2V/L7PbyxrpfyBLTqr9CCS4Bpsg60qK6uj6rVWFVtIUJpHGDw5hkEOdbVDTpmNg5x4sNI7yRj9wTeJImpI0Yt+mrO9WevUK+Pc+juR17a8vfF8grQR/vD+qaBRMB8ruEZ3QYkI6R0+iYWgJPH///ohwABJ3wbOog0AAAAAAABCAQAAAAAAAA==',
    'a.lzma':
      'XQAAgAD//////////wA2GkofCKAlwd6UupDMOysfNTryX9WefnOy3ur3wi0EJzFbygxH/JXSHVt8pEj42pq2hj0ucl/KgQ+jBJlPtExK8+y0GRdYJWQKdN0fqoRl3APqwvsElp9Q9z9AM5GYzntMocfYEoiknHRoWLFmzMqqe30PZIE3/OcbAMuMaBf48kBGEWdIJXWkdI2lY3X58+p8+m3MJ+hohcLJO0JDJOQiCL7vYcU5T/xOT1f4moL2AHnf627HXnC7uxUkkS1UOAIuI2F/cNyQwgRp7WzdYcz7EpBF7hn5FbYO25OeiyRPJedhPiNtYQxZ9hfIvJv77E6Y5qlzRs93Tm/OBl7Etm3WSKN71jbBGHLtGiWFGnn1LP8vT2T3TRiSukOff//7b6AA',
    'a.lz4':
      'BCJNGGRAp00GAABxbGluZSAwCgcAEjEHABIyBwASMwcAEjQHABI1BwASNgcAEjcHABI4BwASOQcAFDFHAANIABMxSQATMUoAEzFLABMxTAATMU0AEzFOABMxTwATMVAAEzJQABMyUAATMlAAEzJQABMyUAATMlAAEzJQABMyUAATMlAAEzJQABMzUAATM1AAEzNQABMzUAATM1AAEzNQABMzUAATM1AAEzNQABMzUAATNFAAEzRQABM0UAATNFAAEzRQABM0UAATNFAAEzRQABM0UAATNFAAEzVQABM1UAATNVAAEzVQABM1UAATNVAAEzVQABM1UAATNVAAEzVQABM2UAATNlAAEzZQABM2UAATNlAAEzZQABM2UAATNlAAEzZQABM2UAATN1AAEzdQABM3UAATN1AAEzdQABM3UAATN1AAEzdQABM3UAATN1AAEzhQABM4UAATOFAAEzhQABM4UAATOFAAEzhQABM4UAATOFAAEzhQABM5UAATOVAAEzlQABM5UAATOVAAEzlQABM5UAATOVAAEzlQABM5UAAjMTBRACMxMFIAIzEwUwAjMTBUACMxMFUAIzEwVgAjMTBXACMxMFgAIzEwWQAkMTBaAAYrAwRaAAUtAwUuAwUvAxQxWgAFMQMFMgMFMwMENAMUMTUDFDE2AxQxNwMUMTgDFDE5AxQxOgMUMTsDFDE8AxQxPQMUMT4DFDE/AxQxQAMUMUEDFDFCAxQxQwMUMUQDFDFFAxQxRgMUMUcDFDFIAxQxSQMUMUoDFDFLAxQxTAMUMU0DFDFOAxQxTwMUMVADFDFRAxQxUgMUMVMDFDFUAxQxVQMUMVYDFDFXAxQxWAMUMVkDFDFaAxQxWwMUMVwDFDFdAxQxXgMUMV8DFDFgAxQxYQMUMWIDFDFjAxQxZAMUMWUDFDFmAxQxZwMUMWgDFDFpAxQxagMUMWsDFDFsAxQxbQMUMW4DFDFvAxQxcAMUMXEDFDFyAxQxcwMUMXQDFDF1AxQxdgMUMXcDFDF4AxQxeQMUMXoDFDF7AxQxfAMUMX0DFDF+AxQxfwMUMYADFDGBAxQxggMUMYMDFDGEAxQyhAMjMjAqAxQyhAMUMoQDFDKEAyMyMCoDFDKEAxQyhAMUMoQDFDKEAxQyhAMkMjFaAASEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAyMzMd4DIzMx3gMUM4QDFDOEAyMzMd4DFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDEzOEA1AgMzk5CgAAAADmQbHo',
    'linked.lz4':
      'BCJNGHxAog0AAAAAAACKTQYAAHFsaW5lIDAKBwASMQcAEjIHABIzBwASNAcAEjUHABI2BwASNwcAEjgHABI5BwAUMUcAA0gAEzFJABMxSgATMUsAEzFMABMxTQATMU4AEzFPABMxUAATMlAAEzJQABMyUAATMlAAEzJQABMyUAATMlAAEzJQABMyUAATMlAAEzNQABMzUAATM1AAEzNQABMzUAATM1AAEzNQABMzUAATM1AAEzNQABM0UAATNFAAEzRQABM0UAATNFAAEzRQABM0UAATNFAAEzRQABM0UAATNVAAEzVQABM1UAATNVAAEzVQABM1UAATNVAAEzVQABM1UAATNVAAEzZQABM2UAATNlAAEzZQABM2UAATNlAAEzZQABM2UAATNlAAEzZQABM3UAATN1AAEzdQABM3UAATN1AAEzdQABM3UAATN1AAEzdQABM3UAATOFAAEzhQABM4UAATOFAAEzhQABM4UAATOFAAEzhQABM4UAATOFAAEzlQABM5UAATOVAAEzlQABM5UAATOVAAEzlQABM5UAATOVAAEzlQACMxMFEAIzEwUgAjMTBTACMxMFQAIzEwVQAjMTBWACMxMFcAIzEwWAAjMTBZACQxMFoABisDBFoABS0DBS4DBS8DFDFaAAUxAwUyAwUzAwQ0AxQxNQMUMTYDFDE3AxQxOAMUMTkDFDE6AxQxOwMUMTwDFDE9AxQxPgMUMT8DFDFAAxQxQQMUMUIDFDFDAxQxRAMUMUUDFDFGAxQxRwMUMUgDFDFJAxQxSgMUMUsDFDFMAxQxTQMUMU4DFDFPAxQxUAMUMVEDFDFSAxQxUwMUMVQDFDFVAxQxVgMUMVcDFDFYAxQxWQMUMVoDFDFbAxQxXAMUMV0DFDFeAxQxXwMUMWADFDFhAxQxYgMUMWMDFDFkAxQxZQMUMWYDFDFnAxQxaAMUMWkDFDFqAxQxawMUMWwDFDFtAxQxbgMUMW8DFDFwAxQxcQMUMXIDFDFzAxQxdAMUMXUDFDF2AxQxdwMUMXgDFDF5AxQxegMUMXsDFDF8AxQxfQMUMX4DFDF/AxQxgAMUMYEDFDGCAxQxgwMUMYQDFDKEAyMyMCoDFDKEAxQyhAMUMoQDIzIwKgMUMoQDFDKEAxQyhAMUMoQDFDKEAyQyMVoABIQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDIzMx3gMjMzHeAxQzhAMUM4QDIzMx3gMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMTM4QDUCAzOTkKoL/nygAAAADmQbHo',
    'legacy.lz4':
      'AiFMGE0GAABxbGluZSAwCgcAEjEHABIyBwASMwcAEjQHABI1BwASNgcAEjcHABI4BwASOQcAFDFHAANIABMxSQATMUoAEzFLABMxTAATMU0AEzFOABMxTwATMVAAEzJQABMyUAATMlAAEzJQABMyUAATMlAAEzJQABMyUAATMlAAEzJQABMzUAATM1AAEzNQABMzUAATM1AAEzNQABMzUAATM1AAEzNQABMzUAATNFAAEzRQABM0UAATNFAAEzRQABM0UAATNFAAEzRQABM0UAATNFAAEzVQABM1UAATNVAAEzVQABM1UAATNVAAEzVQABM1UAATNVAAEzVQABM2UAATNlAAEzZQABM2UAATNlAAEzZQABM2UAATNlAAEzZQABM2UAATN1AAEzdQABM3UAATN1AAEzdQABM3UAATN1AAEzdQABM3UAATN1AAEzhQABM4UAATOFAAEzhQABM4UAATOFAAEzhQABM4UAATOFAAEzhQABM5UAATOVAAEzlQABM5UAATOVAAEzlQABM5UAATOVAAEzlQABM5UAAjMTBRACMxMFIAIzEwUwAjMTBUACMxMFUAIzEwVgAjMTBXACMxMFgAIzEwWQAkMTBaAAYrAwRaAAUtAwUuAwUvAxQxWgAFMQMFMgMFMwMENAMUMTUDFDE2AxQxNwMUMTgDFDE5AxQxOgMUMTsDFDE8AxQxPQMUMT4DFDE/AxQxQAMUMUEDFDFCAxQxQwMUMUQDFDFFAxQxRgMUMUcDFDFIAxQxSQMUMUoDFDFLAxQxTAMUMU0DFDFOAxQxTwMUMVADFDFRAxQxUgMUMVMDFDFUAxQxVQMUMVYDFDFXAxQxWAMUMVkDFDFaAxQxWwMUMVwDFDFdAxQxXgMUMV8DFDFgAxQxYQMUMWIDFDFjAxQxZAMUMWUDFDFmAxQxZwMUMWgDFDFpAxQxagMUMWsDFDFsAxQxbQMUMW4DFDFvAxQxcAMUMXEDFDFyAxQxcwMUMXQDFDF1AxQxdgMUMXcDFDF4AxQxeQMUMXoDFDF7AxQxfAMUMX0DFDF+AxQxfwMUMYADFDGBAxQxggMUMYMDFDGEAxQyhAMjMjAqAxQyhAMUMoQDFDKEAyMyMCoDFDKEAxQyhAMUMoQDFDKEAxQyhAMkMjFaAASEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQyhAMUMoQDFDKEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAyMzMd4DIzMx3gMUM4QDFDOEAyMzMd4DFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDFDOEAxQzhAMUM4QDEzOEA1AgMzk5Cg==',
    'a.zst':
      'KLUv/WSiDP0KAKaaNRKwpZADjuCSQEm7IiLlK4ILAAIxADAALgAh/v///5mZmZkZERERERHbtm27bdu2JUmSJLdt2zZJkiQpIiIiIj7icgpBGAAMBAgEQUFBQUH/////zMzMzIyIiIiIiG3btt22bduSJEmS27ZtmyRJkhQRERERQgghhBACCwsL+////2dmZmZmRERERERs27bttm3bliRJkty2bdskSZKkiIiIiIigoKCgoIL/////MzMzMzMiIiIiIrZt23bbtm1LkiRJbtu2bZIkSVJERERERFhYWFhYWAiBj6gh8G4GwSfVahEkCJIfA68YKSEiIkJESBj0j/7JL/0Te2OEhIgICREhAVeIP/nTX+JfEDEyIiQkhITYON0HAZeqpcpN2aa0qdkUNuWaYk2tphI10nrtev16bXltdW1tbT1tvWy9an13okq0iA5RH6pDN3SGai5UQdd1Xa/repVWRUBaBT2BbJ8=',
    'a.Z':
      'H52MbNK4KQMChoKAA0HEOCiQoAyGCWdAJEhjIogaFm1YvGERh8UcFmMYREgwxkKSCh+ijCFxZcWVGFdqXMlxpceVIFHKGNkQhIyTPWWoDNoy6MugMYPODFoz6M2gOXvO4BkRaMShEYtGPBoxacSlEZtGfBoxakIaVClapYiVolaKXCl6pQiWoliKZCmaJVgj7cW1F9tefHsx7sW5F+tevHsx78W9IGz4tQHYhmAbhG0YtoHYhmIbjG04tgH5ht8bgG8IvkH4huEbiG8ovsH4huMbkHH4xQEYh2AchHEYxoEYh2IcjHE4xgE5h98cgHMIzkE4h+EciHMozsE4h+MckEX6FQlYpGCRhEUaFolYpGKRjEU6FhleZEiT98+zvL8+RvsY78UQXwzzxRDeTiH9lOB5MqQnw3oytCfDezLEJ8N8MoQ3VUgzlDfDeTOkN8N6M7Q3w3szxDfDfDOEh1ZINJRHw3k0pEfDejS0R8N7NMRHw3w0hNdXSDWUV8N5NaRXw3o1tFfDezXEV8N8NYQnWUiUYXkeZliuxxmW74GG5XykhWSameWpZmZ6rpnZnmxmxmebmeHpFhJvd54H3J3rEXfne8jdOR9zITlXaHnSFZqedYW2p12h8XlXKGQ7+bUTYDsJthNhOxm2E2I7KbYTYzs5thOl9umEn6qa7qeqp/5Z9JOoAspKoK2UIqiTgrtq2qCsDwIL6oTAknohsJRuqFOHsn7YLKcjNgvqic2SumKzlL6oU4yyztgtpzd2C+qO3ZL6Y7eUDqlTkbIe2S6nS7YL6pPtkjplu5ReqVOW+2rK5b6efrmvqGLua2qZOp2ZMKZqJsxpmwmDCmfCpM6ZMKV26oSnxpruqbGnfmosaqAam0qoToaijGmiKHPKKMqgPooyqZKiDNlUfk0F2FSCTUXYVIZNhdhUik3F2FSOTXVzqlKt2nTPrjYddKwodVh0rVXfmvXNukrFq9c9/1p1sGMPTezYRx879s3KSsVs1c7C/XO0cA9NLdxHXwv3zdpKxW3V3gL+c7iAD00u4EefC/jN6krFbtXuQv5zvJAPTS/kR98L+c36SsWv5z3/63nQAntedMGeJ42wVAqzvnPDrP8MMetDT8z60RazfnPGUm3ce88e9x50yL0XTXLvSZ8sVcrL78zy8j+/vPzQMi9/dM3LgwQ=',
  };
}
