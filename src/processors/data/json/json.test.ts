import { afterAll, describe, expect, it } from 'vitest';
import { expectKind, Fixture } from '../../kit/fixture.test-kit';
import { JsonChecker } from './json-checker';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const read = async (content: string | Buffer, name = 'a.json') => {
  const reading = await fixture.read(name, content);
  return { ...expectKind(reading.report, 'data'), warnings: reading.warnings };
};
const check = (text: string, pieceUnits = 1e9): JsonChecker => {
  const checker = new JsonChecker();
  for (let i = 0; i < text.length; i += pieceUnits) checker.write(text.slice(i, i + pieceUnits));
  checker.end();
  return checker;
};

const VALID = ['0', '-0', '1.5e+10', '"a\\u00e9\\n\\/"', '[]', '{}', ' [1, 2 ,{"a":[true,false,null]}]\r\n', '"\u2028"', '"\ud800"', '{"":0}', '[1E5,0.1,-1e-2]'];
const INVALID = ['', ' ', '[', '[1,]', '[1 2]', '{"a":1,}', '{a:1}', "{'a':1}", '[NaN]', '[-Infinity]', '[+1]', '[01]', '[1.]', '[.5]', '[1e]', '[-]', '"a\nb"', '"\t"', '"\\x"', '"\\u12g4"', '[1]]', '{"a" 1}', '{"a":}', '[,1]', 'tru', 'nul1', '[1]x', '// c\n1', '[0x1]', '"open', '[}', '{"a":1]', '\u00a01', '[1}', '{,}', '{"a",1}'];

describe('JSON by RFC 8259', () => {
  it.each(VALID)('%j is valid', (text) => {
    expect(check(text).fault).toBeNull();
    expect(check(text, 1).fault).toBeNull();
    JSON.parse(text);
  });

  it.each(INVALID)('%j is not', (text) => {
    expect(() => JSON.parse(text)).toThrow();
    const { fault } = check(text);
    expect(fault).not.toBeNull();
    expect(check(text, 1).fault).toMatchObject({ line: fault?.line, column: fault?.column });
  });

  it('agrees with JSON.parse on thousands of damaged texts', () => {
    const text = '{"a":[1,-2.5e3,"x\\u0041\\"y",{"b":null}],"c":true,"d":{}}\n';
    const damage = ['', ',', '"', '}', ']', '0', ' ', '\\', '-', 'e', '.', '\n', ':'];
    for (let at = 0; at < text.length; at += 1) {
      for (const piece of damage) {
        for (const cut of [0, 1, 2]) {
          const broken = text.slice(0, at) + piece + text.slice(at + cut);
          let isValid = true;
          try {
            JSON.parse(broken);
          } catch {
            isValid = false;
          }
          expect([broken, check(broken).fault === null]).toEqual([broken, isValid]);
        }
      }
    }
  });

  it.each(['{"a":1 ,\n }', '[1 ,\n ]'])('blames the comma in %j', (text) => {
    expect(check(text).fault).toMatchObject({ line: 1, column: text.indexOf(',') + 1 });
  });

  it('names line and column of the first fault', async () => {
    expect(await read('{\n  "a": 1,\r\n  "b": NaN\n}')).toMatchObject({
      valid: false,
      errors: [{ line: 3, message: 'Column 8: NaN is not JSON; Python writes and reads it, most other programs refuse it.' }],
    });
    expect((await read('[1,\n2,\n]')).errors).toEqual([{ line: 2, message: 'Column 2: There is a comma before the closing ].' }]);
    expect((await read('{"a": [1, {"b": 2')).errors).toEqual([
      { line: 1, message: 'Column 18: The file ends too early, 3 brackets are still open.' },
    ]);
  });

  it('survives any depth', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const report = await read(deep);
    expect(report).toMatchObject({ valid: true, rowCount: 1 });
    expect(report.warnings[0]).toContain('100,000 levels');
    expect((await read('['.repeat(100_000))).valid).toBe(false);
    expect((await read('{"a":'.repeat(50_000))).valid).toBe(false);
  });

  it('counts elements, tabulates the first, warns of double keys', async () => {
    const report = await read(JSON.stringify(Array.from({ length: 30 }, (_, id) => ({ id, tags: [1], name: null }))));
    expect(report).toMatchObject({ rowCount: 30, columns: ['id', 'tags', 'name'] });
    expect(report.sample).toHaveLength(20);
    expect(report.sample[0]).toEqual(['0', '[1]', '']);
    expect((await read('{"a":1,\n"\\u0061":2}')).warnings).toEqual([
      'Line 2: the key "a" occurs twice in one object; most programs use only the last.',
    ]);
    expect(await read('{"x":1,"y":{"x":2}}')).toMatchObject({ rowCount: 1, columns: ['x', 'y'], warnings: [] });
  });

  it('wants UTF-8', async () => {
    expect(await read(Buffer.from('["Größe schön"]', 'latin1'))).toMatchObject({ valid: false });
    expect(await read(Buffer.from('\ufeff["x"]', 'utf16le'))).toMatchObject({ valid: true, encoding: 'utf-16le' });
    expect((await read('\ufeff[]')).warnings).toHaveLength(1);
    expect(await read('["\0"]')).toMatchObject({ valid: false });
  });

  it('reads JSON Lines line by line', async () => {
    const report = await read('{"a":1}\r\n\n{"a":}\n[2', 'a.jsonl');
    expect(report).toMatchObject({ format: 'json', valid: false, rowCount: 3 });
    expect(report.errors.map(({ line }) => line)).toEqual([3, 4]);
    expect(await read('{"a":1}\n{"a":2}\n', 'b.json')).toMatchObject({ valid: false, errors: [{ line: 2 }] });
  });

  it('checks 30 MB in pieces', async () => {
    const report = await read(`[${'{"key":"value","n":[1,2,3.5]},'.repeat(1_000_000)}0]`);
    expect(report).toMatchObject({ valid: true, rowCount: 1_000_001 });
  });
});
