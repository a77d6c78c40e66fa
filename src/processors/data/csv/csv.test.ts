import { afterAll, describe, expect, it } from 'vitest';
import { expectKind, Fixture } from '../../kit/fixture.test-kit';
import { PythonLineCounter } from '../python-line-counter';
import { CsvReader } from './csv-reader';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const read = async (content: string | Buffer, name = 'a.csv') => {
  const reading = await fixture.read(name, content);
  expect(reading.processor).toBe('data');
  return { ...expectKind(reading.report, 'data'), warnings: reading.warnings };
};

describe('CSV', () => {
  it.each([
    ['name,city\nAnn,Rome\nBob,Oslo\n', ','],
    ['name;city;net\nAnn;Rome;1,5\nBob;Oslo;2,5\n', ';'],
    ['name\tcity\nAnn\tRome\n', '\t'],
    ['name|city\nAnn|Rome\nBob|Oslo', '|'],
    ['sep=^\nname^city\nAnn^Rome\n', '^'],
  ])('finds the delimiter of %j', async (content, delimiter) => {
    expect(await read(content)).toMatchObject({ delimiter, valid: true, hasHeader: true });
  });

  it('counts records, not lines, and names the columns', async () => {
    const report = await read('id,text\r\n1,"two\r\nlines, and a ""quote"""\r\n\r\n2,plain\r\n');
    expect(report).toMatchObject({ rowCount: 2, columns: ['id', 'text'], lineCount: 5, valid: true, errors: [] });
    expect(report.sample).toEqual([['1', 'two\r\nlines, and a "quote"'], ['2', 'plain']]);
  });

  it('tells rows from a header', async () => {
    expect(await read('1,2\n3,4\n')).toMatchObject({ hasHeader: false, rowCount: 2, columns: ['Column 1', 'Column 2'] });
    expect(await read('a,a\nx,y\n')).toMatchObject({ hasHeader: false });
    expect(await read('id,name\n')).toMatchObject({ hasHeader: true, rowCount: 0 });
    expect(await read('2024-01-01,x\n2024-01-02,y\n')).toMatchObject({ hasHeader: false });
  });

  it('names the lines of uneven rows', async () => {
    const report = await read('a,b,c\n1,2,3\n1,2\n"x\ny",2,3\n1,2,3,4\n');
    expect(report.valid).toBe(false);
    expect(report.errors).toEqual([
      { line: 3, message: 'This row has 2 columns, the first one has 3.' },
      { line: 6, message: 'This row has 4 columns, the first one has 3.' },
    ]);
  });

  it('names the line of an unclosed quotation mark', async () => {
    const report = await read('a,b\n1,"open\n2,3\n');
    expect(report.errors).toContainEqual({ line: 2, message: 'A quotation mark is opened in this line and never closed.' });
  });

  it('reads stray quotation marks as they are', async () => {
    const report = await read('a,b\n5" pipe,1\n"x" y,2\n');
    expect(report).toMatchObject({ valid: true, sample: [['5" pipe', '1'], ['x y', '2']] });
    expect(report.warnings).toHaveLength(1);
  });

  it('reads Latin-1 and byte order marks', async () => {
    expect(await read(Buffer.from('Straße;Größe\nA;1\n', 'latin1'))).toMatchObject({
      encoding: 'iso-8859-1',
      columns: ['Straße', 'Größe'],
    });
    expect(await read('\ufeffid,name\n1,x\n')).toMatchObject({ encoding: 'utf-8', columns: ['id', 'name'] });
  });

  it('gives the same records however the text is cut', () => {
    const text = 'a,"b ""c""",d\r\n"x\ry",,\n\n,"z"\r"last"';
    const records = (size: number): unknown[] => {
      const found: unknown[] = [];
      const reader = new CsvReader(',', 99, { record: (record) => found.push(record), strayQuote: () => found.push('stray') });
      for (let i = 0; i < text.length; i += size) reader.write(text.slice(i, i + size));
      expect(reader.end()).toBeNull();
      return found;
    };
    const whole = records(1000);
    expect(whole).toEqual([
      { line: 1, fieldCount: 3, fields: ['a', 'b "c"', 'd'] },
      { line: 2, fieldCount: 3, fields: ['x\ry', '', ''] },
      { line: 5, fieldCount: 2, fields: ['', 'z'] },
      { line: 6, fieldCount: 1, fields: ['last'] },
    ]);
    for (const size of [1, 2, 3, 5]) expect(records(size)).toEqual(whole);
  });

  it('caps its errors and its cells', async () => {
    const report = await read(`a,b\n${'1\n'.repeat(250)}${'x'.repeat(5000)},2\n`);
    expect(report.errors).toHaveLength(101);
    expect(report.errors[100]).toEqual({ line: null, message: '150 further faults are not listed.' });
  });

  it.each([
    ['', 0],
    ['a', 1],
    ['a\r\nb\x0bc\x0cd\x1ce\x85f\u2028g\u2029', 7],
    ['\n\r', 2],
  ])('counts the lines of %j as Python does', (text, count) => {
    const counter = new PythonLineCounter();
    for (const character of text) counter.add(character);
    expect(counter.lineCount).toBe(count);
  });
});
