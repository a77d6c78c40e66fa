import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { makeZip } from '../src/processors/kit/zip.test-kit';

export interface SampleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The state in which it must settle. */
  readonly state: 'done' | 'attention';
  /** A word of its text that stands in no other file; null when there is no text to read. */
  readonly word: string | null;
}

/** Ten files, at least one of every kind that Filemill reads, and two that are broken. */
export async function sampleFiles(): Promise<SampleFile[]> {
  const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');
  return [
    { name: 'letter.txt', bytes: text('Dear reader,\nthe heliograph stands on the hill.\n'), state: 'done', word: 'heliograph' },
    {
      name: 'brief-latin1.txt',
      bytes: Buffer.from('Sehr geehrte Frau Müller,\ndie Sternwarte öffnet um fünf Uhr. Grüße aus Zürich.\n', 'latin1'),
      state: 'done',
      word: 'Sternwarte',
    },
    { name: 'birds.csv', bytes: text('name;count\nkestrel;12\nheron;3\nsparrow;40\n'), state: 'done', word: 'kestrel' },
    { name: 'tea.json', bytes: text('{"vessel": "samovar", "litres": 4}\n'), state: 'done', word: 'samovar' },
    { name: 'broken.json', bytes: text('{"vessel": "samo\n'), state: 'attention', word: null },
    { name: 'survey.xlsx', bytes: workbook('theodolite'), state: 'done', word: null },
    { name: 'paper.pdf', bytes: await pdf(['The palimpsest was found in May.', 'Second page.']), state: 'done', word: 'palimpsest' },
    { name: 'torn.pdf', bytes: (await pdf(['never read'])).slice(0, 300), state: 'attention', word: null },
    { name: 'picture.png', bytes: png(320, 200), state: 'done', word: null },
    { name: 'bundle.zip', bytes: makeZip({ 'inside.txt': 'inside' }), state: 'done', word: null },
  ];
}

/** Written beside the folder and moved in, so that it arrives whole and in one event. */
export function deliver(folder: string, { name, bytes }: Pick<SampleFile, 'name' | 'bytes'>): string {
  const path = join(folder, name);
  const outside = join(dirname(folder), `arriving-${name}`);
  writeFileSync(outside, bytes);
  renameSync(outside, path);
  return path;
}

async function pdf(pages: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const line of pages) document.addPage([595, 842]).drawText(line, { x: 60, y: 760, size: 18, font });
  return document.save();
}

function png(width: number, height: number): Uint8Array {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set([(x * 255) / width, (y * 255) / height, 120], y * (width * 3 + 1) + 1 + x * 3);
  }
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** The least that is a workbook: one sheet with one inline text. */
function workbook(word: string): Uint8Array {
  const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return makeZip({
    '[Content_Types].xml': xml(
      `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${sheet}" xmlns:r="${office}"><sheets><sheet name="Survey" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': xml(
      `<worksheet xmlns="${sheet}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${word}</t></is></c></row></sheetData></worksheet>`,
    ),
  });
}
