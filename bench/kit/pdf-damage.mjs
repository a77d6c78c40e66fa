import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeReport } from './pdf-corpus.mjs';

const PAGES = 6;
/** Wherever in the file a page's own drawing begins, by the order of pages: pdf-lib writes it right after the page. */
const CONTENTS = /\/Contents(?: \[)? (\d+) 0 R/g;

/**
 * One report in several states of damage, and two files that hold nothing or are locked.
 *
 * @returns {Promise<{ name: string, path: string, text: string, expects: 'text' | 'refusal', password?: string }[]>}
 *   `text`: the words that are still there to be found
 */
export async function writeDamaged(folder) {
  const { bytes, truth } = await makeReport(5, PAGES, { useObjectStreams: false });
  const whole = Buffer.from(bytes);
  const streams = contentStreams(whole);
  const textOf = (isThere) => truth.pages.filter((_page, i) => isThere(i)).map(({ text }) => text).join('\n');
  const all = textOf(() => true);
  const locked = await makeReport(6, 2, { encrypt: { userPassword: 'harbour', ownerPassword: 'quay' } });
  const cut = streams[4].end + 40;
  const cases = [
    { name: 'truncated', bytes: whole.subarray(0, cut), text: textOf((i) => streams[i].end <= cut), expects: 'text' },
    { name: 'zeroed xref', bytes: zeroXref(whole), text: all, expects: 'text' },
    { name: 'garbage before the head', bytes: Buffer.concat([Buffer.from('\u0000\u0001 mail gateway 4.2 \r\n\r\n'.repeat(20)), whole]), text: all, expects: 'text' },
    { name: 'a broken page', bytes: breakStream(whole, streams[2]), text: textOf((i) => i !== 2), expects: 'text' },
    { name: 'wrong stream lengths', bytes: wrongLengths(whole), text: all, expects: 'text' },
    { name: 'a tail of zeros', bytes: Buffer.concat([whole, Buffer.alloc(200_000)]), text: all, expects: 'text' },
    { name: 'only a head', bytes: Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'), text: '', expects: 'refusal' },
    { name: 'locked', bytes: Buffer.from(locked.bytes), text: '', expects: 'refusal' },
    { name: 'locked, password given', bytes: Buffer.from(locked.bytes), text: locked.truth.pages.map(({ text }) => text).join('\n'), expects: 'text', password: 'harbour' },
  ];
  return cases.map(({ bytes: content, ...rest }, i) => {
    const path = join(folder, `damaged-${i}.pdf`);
    writeFileSync(path, content);
    return { ...rest, path };
  });
}

/** `{ start, end }` of the drawing of each page, in bytes. */
function contentStreams(whole) {
  const text = whole.toString('latin1');
  return [...text.matchAll(CONTENTS)].map(([, id]) => {
    const at = text.indexOf(`\n${id} 0 obj`);
    const start = text.indexOf('stream\n', at) + 'stream\n'.length;
    return { start, end: text.indexOf('\nendstream', start) };
  });
}

function zeroXref(whole) {
  const damaged = Buffer.from(whole);
  const from = damaged.lastIndexOf('xref\n0 ');
  const to = damaged.lastIndexOf('trailer');
  for (let i = from; i < to; i += 1) if (damaged[i] !== 0x0a) damaged[i] = 0x30;
  return damaged;
}

function breakStream(whole, { start, end }) {
  const damaged = Buffer.from(whole);
  for (let i = start; i < end; i += 1) damaged[i] = (i * 131) & 0xff;
  return damaged;
}

/** Every second length says half: the same number of digits, so that nothing else moves. */
function wrongLengths(whole) {
  let count = 0;
  const text = whole.toString('latin1').replaceAll(/\/Length (\d+)/g, (found, digits) => {
    count += 1;
    return count % 2 === 0 ? found : `/Length ${String(Math.floor(Number(digits) / 2)).padStart(digits.length, '0')}`;
  });
  return Buffer.from(text, 'latin1');
}
