import { describe, expect, it } from 'vitest';
import type { Report, TextReport } from '../../shared/model/report';
import { WIDTH } from '../wrap-line';
import { inspectedLines } from './inspected-lines';
import { tableLines } from './table-lines';
import { textLines } from './text-lines';

const TEXT: TextReport = { kind: 'text', encoding: 'utf-8', lineCount: 1, wordCount: 1, characterCount: 1, preview: '' };

function linesOf(report: Report, text = '', warnings: string[] = []): string[] {
  const recognition = { sha256: 'a'.repeat(64), headSha256: 'b'.repeat(64), isSameHead: false, mime: 'text/plain', kind: report.kind, warnings: [] };
  const reading = {
    processor: 'x', processorVersion: 1, report, text, warnings, artifacts: [], pagesToRecognise: [], pictureSignature: null, textPrint: null, layouts: [], recognisedTexts: new Map(),
  };
  return inspectedLines({ path: '/in/file', size: 10, recognition, reading, error: null });
}

const pdf = (changes: Partial<Extract<Report, { format: 'pdf' }>>): Report => ({
  kind: 'document',
  format: 'pdf',
  parser: 'pdfjs',
  metadata: {},
  outline: [],
  attachments: [],
  pages: [{ page: 1, charCount: 3, width: 595.276, height: 841.89, textSource: 'text' }],
  tables: [],
  statistics: { characters: 3, words: 1, lines: 1, tables: 0, pages: 1 },
  ...changes,
});

describe('a file for people', () => {
  it('tells its metadata in plain words, and nothing that is not there', () => {
    const lines = linesOf(pdf({ metadata: { title: 'Offer', subject: '(unspecified)', hasXfa: false, isSigned: true, printingAllowed: false, changingAllowed: true, modDate: '2026-11-22T07:32:26.000Z', keyWordsOfOurs: 'a' } }));
    const metadata = lines.slice(lines.indexOf('  Metadata'));
    expect(metadata.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['Metadata'],
      ['Title', 'Offer'],
      ['Signed', 'yes'],
      ['Printing allowed', 'no'],
      ['Changed', '2026-11-22 07:32 UTC'],
      ['Key words of ours', 'a'],
    ]);
  });

  it('fits 80 columns', () => {
    const long = 'word '.repeat(60).trim();
    const lines = linesOf(pdf({ metadata: { keywords: long }, outline: [{ title: long, level: 4, page: 2 }] }), `${long}\n\tx`, [long]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(WIDTH);
    expect(lines.join(' ').match(/\bword\b/g)).toHaveLength(4 * 60);
  });

  it('can’t be made to steer the terminal', () => {
    const lines = linesOf(pdf({ metadata: { title: 'a\u001b[2Jb' } }), 'c\u001b]0;d\u0007');
    expect(lines.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('says so when it could not be read', () => {
    const error = { code: 'file.damaged', message: 'It is damaged.', hint: 'Get it again.', cause: 'damaged' } as const;
    expect(inspectedLines({ path: '/in/file', size: 3, recognition: null, reading: null, error })).toEqual([
      '/in/file', '  Size  3 bytes', '', '  Could not be read', '    It is damaged.', '    Get it again.',
    ]);
  });

  it('shows no more text than there is', () => {
    expect(linesOf(TEXT, '').some((line) => line.includes('Text'))).toBe(false);
  });
});

describe('a text', () => {
  it('begins over some lines and says how much more there is', () => {
    const lines = textLines(Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n'));
    expect(lines.slice(0, 2)).toEqual(['    line 0', '    line 1']);
    expect(lines).toHaveLength(13);
    // Lines 12 to 29 of seven characters, ends between them.
    expect(lines.at(-1)).toBe('    … 143 more characters; --json gives all.');
  });

  it('that is shown whole says nothing more', () => {
    expect(textLines('one\r\n\r\n\r\n\ftwo\n\n')).toEqual(['    one', '', '    two']);
  });

  it('without any break is cut', () => {
    const lines = textLines('x'.repeat(100_000));
    expect(lines).toEqual([`    ${'x'.repeat(400)}`, '    … 99,600 more characters; --json gives all.']);
  });
});

describe('a table', () => {
  it('has aligned columns, numbers to the right', () => {
    expect(tableLines([['Name', 'Amount'], ['Paper, white', '9.50'], ['Ink', '1,200.00']])).toEqual([
      '    Name            Amount',
      '    Paper, white      9.50',
      '    Ink           1,200.00',
    ]);
  });

  it('narrows its widest columns and leaves out those without room', () => {
    const narrow = tableLines([['a', 'text'], ['1', 'x'.repeat(200)]]);
    expect(narrow[1]).toHaveLength(WIDTH);
    expect(narrow[1]?.endsWith('…')).toBe(true);
    const wide = tableLines([Array.from({ length: 40 }, (_, index) => `column ${index}`)]);
    expect(Math.max(...wide.map((line) => line.length))).toBeLessThanOrEqual(WIDTH);
    expect(wide.at(-1)).toBe('    … 31 more columns; --json gives all.');
  });

  it('shows its first rows', () => {
    const rows = Array.from({ length: 20 }, (_, index) => [`row ${index}`]);
    expect(tableLines(rows).at(-1)).toBe('    … 12 more rows; --json gives all.');
  });
});
