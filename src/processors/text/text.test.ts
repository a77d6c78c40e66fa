import { afterAll, describe, expect, it } from 'vitest';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { expectKind, Fixture } from '../kit/fixture.test-kit';
import { OpenFile } from '../kit/open-file';
import { TextCounter } from '../kit/text-counter';
import { TextKeeper } from '../kit/text-keeper';
import { processor } from './index';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const read = async (content: string | Buffer, name = 'a.txt') => {
  const reading = await fixture.read(name, content);
  return { ...expectKind(reading.report, 'text'), text: reading.text, warnings: reading.warnings };
};

describe('text', () => {
  it.each([
    ['a\nb', 2],
    ['a\nb\n', 2],
    ['a\r\nb\r\n', 2],
    ['a\rb', 2],
    ['\n\n', 2],
    ['a\r\n\r\nb', 3],
  ])('%j has %i lines', async (content, lineCount) => {
    expect((await read(content)).lineCount).toBe(lineCount);
  });

  it('counts words, and characters as code points', async () => {
    expect(await read('Ä 🎈\u00a0b\tc\u3000d  ')).toMatchObject({ wordCount: 5, characterCount: 11, lineCount: 1 });
  });

  it('counts the same however the text is cut', () => {
    const text = 'ein 🎈 Ballon\r\nzwei\r\rdrei\n';
    const cut = new TextCounter();
    for (let i = 0; i < text.length; i += 1) cut.add(text.charAt(i));
    const whole = new TextCounter();
    whole.add(text);
    for (const key of ['lineCount', 'wordCount', 'characterCount'] as const) expect(cut[key]).toBe(whole[key]);
  });

  it('cuts the preview between characters', async () => {
    const { preview } = await read('🎈'.repeat(300));
    expect([...preview]).toHaveLength(200);
    expect(preview.isWellFormed?.() ?? true).toBe(true);
  });

  const sentence = 'Die Größe der Straße in München: schön, weiß, fünf Äpfel. ';
  it.each([
    ['utf-8', Buffer.from(sentence)],
    ['utf-8', Buffer.from(`\ufeff${sentence}`)],
    ['utf-16le', Buffer.from(`\ufeff${sentence}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${sentence}`, 'utf16le').swap16()],
    ['utf-16le', Buffer.from(sentence, 'utf16le')],
    ['utf-16be', Buffer.from(sentence, 'utf16le').swap16()],
    ['iso-8859-1', Buffer.from(sentence, 'latin1')],
  ])('reads %s', async (encoding, content) => {
    expect(await read(content)).toMatchObject({ encoding, text: sentence, warnings: [] });
  });

  it('reads Windows and East Asian code pages', async () => {
    const quoted = Buffer.from('Er sagte: \x84Gr\xfc\xdfe\x93 \x96 f\xfcr 5 \x80.', 'latin1');
    expect(await read(quoted)).toMatchObject({ encoding: 'windows-1252', text: 'Er sagte: „Grüße“ – für 5 €.' });
    const japanese = Buffer.from('82b182ea82cd93fa967b8cea82cc836583588367825882c58142', 'hex');
    const many = Buffer.concat(Array.from({ length: 8 }, () => japanese));
    expect((await read(many)).encoding).toBe('shift_jis');
  });

  it('says where XML is not well-formed, and nothing of the kind of other text', async () => {
    const faultOf = async (content: string, name = 'a.xml') => (await read(content, name)).xmlFault;
    expect(await faultOf('<?xml version="1.0"?>\n<a><b/></a>\n')).toBeNull();
    expect(await faultOf('<?xml version="1.0"?>\n<a>\n<b></a>\n')).toMatchObject({ line: 3, message: expect.stringMatching(/^column \d+: /) as string });
    expect(await faultOf(`<?xml version="1.0"?>\n${'<a>'.repeat(10_001)}`)).toEqual({ line: null, message: 'The XML is nested more than 10,000 levels deep.' });
    expect(await faultOf('<a><b></a>', 'a.txt')).toBeUndefined();
  });

  it('keeps UTF-8 with a broken byte as UTF-8 and says so', async () => {
    const broken = Buffer.concat([Buffer.from('Größe schöner Bäume über Flüssen: äöüßÄÖÜ '), Buffer.from([0xff])]);
    const { encoding, warnings } = await read(broken);
    expect(encoding).toBe('utf-8');
    expect(warnings).toEqual(['1 character could not be read as utf-8 and became \ufffd.']);
  });

  it('judges a long file by its first byte beyond ASCII', async () => {
    const content = Buffer.concat([Buffer.alloc(2_000_000, 'plain ascii\n'), Buffer.from('Grüße', 'latin1')]);
    const { encoding, text } = await read(content);
    expect(encoding).toBe('iso-8859-1');
    expect(text.endsWith('Grüße')).toBe(true);
    expect((await read(Buffer.concat([Buffer.alloc(1_048_575, 'a'), Buffer.from('ü')]))).text.endsWith('aü')).toBe(true);
  });

  it('keeps so much text and tells what it left out', () => {
    const keeper = new TextKeeper(10);
    keeper.add('äää');
    keeper.add('🎈🎈');
    keeper.add('more');
    expect(keeper.text).toBe('äää🎈');
    expect(keeper.warnings).toHaveLength(1);
  });

  it('counts a file of 120 MB in bounded memory', { timeout: 120_000 }, async () => {
    const stream = createWriteStream(join(fixture.root, 'big.txt'));
    const piece = Buffer.alloc(1_000_000, `${'x'.repeat(9)}\n`);
    for (let i = 0; i < 120; i += 1) if (!stream.write(piece)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'finish');
    const source = fixture.source('big.txt');
    const file = OpenFile.open(source);
    const reading = await processor.read(file, { name: 'big.txt', mime: 'text/plain', kind: 'text', size: source.size }, fixture.context);
    file.close();
    expect(expectKind(reading.report, 'text')).toMatchObject({ lineCount: 12e6, characterCount: 120e6 });
    expect(reading.text.length).toBe(50 * 1024 * 1024);
    expect(reading.warnings.join()).toContain('left out');
  });
});
