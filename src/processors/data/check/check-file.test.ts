import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileProblem, WantedColumn, WorkerApi } from '../../../shared/contract/worker-api';
import type { HandlerInput } from '../../../shared/rpc/define-api';
import { OpenFile } from '../../kit/open-file';
import { checkFile } from './check-file';
import { fitsType } from './fits-type';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function check(content: string | Buffer, how: HandlerInput<WorkerApi, 'file.check'>['check']): Promise<FileProblem[]> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const { size, mtimeMs, ino } = statSync(path);
  const source = { fileId: 1, root: folder, path: 'file', size, mtimeMs, ino: String(ino) };
  const file = OpenFile.open(source);
  try {
    return await checkFile(file, { source, check: how }, new AbortController().signal);
  } finally {
    file.close();
  }
}

const xml = (content: string | Buffer): Promise<FileProblem[]> => check(content, { as: 'xml' });
const json = (content: string, schema: unknown = null): Promise<FileProblem[]> => check(content, { as: 'json', schema: schema === null ? null : JSON.stringify(schema) });

describe('XML', () => {
  test.each([
    ['<a><b c="1">x</b></a>'],
    ['<?xml version="1.0" encoding="iso-8859-1"?>\n<a>\u00e9</a>', 'latin1'],
    ['<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['\ufeff<a/>'],
    [`<a>${'text '.repeat(20_000)}</a>`],
  ] as [string, BufferEncoding?][])('%.40s is well-formed', async (content, encoding = 'utf8') => {
    expect(await xml(Buffer.from(content, encoding))).toEqual([]);
  });

  test('the first fault is told with line and column', async () => {
    const [problem] = await xml('<a>\n  <b></c>\n</a>');
    expect(problem).toMatchObject({ line: 2, where: null });
    expect(problem?.message).toMatch(/^column \d+: .*close/i);
  });

  test.each([['<a>'], ['text'], [''], ['<a>&nothing;</a>'], ['<a/><b/>'], ['<p:a/>']])('%s is not', async (content) => {
    expect(await xml(content)).toHaveLength(1);
  });

  test('bytes that are not what they say', async () => {
    expect(await xml(Buffer.from('<a>\n\n\u00e9</a>\n', 'latin1'))).toEqual([{ line: 3, where: null, message: 'it holds bytes that are no UTF-8' }]);
  });

  test('an encoding that nobody knows', async () => {
    expect(await xml('<?xml version="1.0" encoding="klingon-8"?>\n<a/>')).toEqual([{ line: 1, where: null, message: 'nothing reads the encoding “klingon-8” that it names' }]);
  });

  test('entities are never expanded', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">${Array.from({ length: 20 }, (_, i) => `<!ENTITY x${i} "${`&x${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]><a>&x19;</a>`;
    expect(await xml(bomb)).toEqual([]);
  });
});

describe('JSON', () => {
  const schema = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer' }, code: { pattern: '^[A-Z]+$' }, items: { items: { $ref: '#/$defs/item' } } },
    $defs: { item: { type: 'object', additionalProperties: false, properties: { price: { type: 'number', minimum: 0 } } } },
  };

  test('what the schema demands is there', async () => {
    expect(await json('{"id": 1, "code": "AB", "items": [{"price": 2}]}', schema)).toEqual([]);
  });

  test.each([
    ['{"id": 1, "items": [{"price": 2}, {"price": -1}]}', { line: null, where: '/items/1/price', message: 'must be >= 0' }],
    ['{}', { line: null, where: null, message: "must have required property 'id'" }],
    ['{"id": 1, "code": "ab"}', { line: null, where: '/code', message: 'must match pattern "^[A-Z]+$"' }],
    ['{"id": 1, "items": [{"cost": 1}]}', { line: null, where: '/items/0', message: 'must NOT have additional properties: “cost”' }],
    ['{"id": 1\n,,}', { line: 2, where: null, message: expect.stringMatching(/^column 2: /) as string }],
  ])('%s is told of: what and where', async (content, problem) => {
    expect(await json(content, schema)).toEqual([problem]);
  });

  test.each([['http://json-schema.org/draft-07/schema#'], ['http://json-schema.org/draft-06/schema#'], ['https://json-schema.org/draft/2019-09/schema'], ['https://json-schema.org/draft/2020-12/schema']])('%s', async ($schema) => {
    expect(await json('"x"', { $schema, type: 'integer' })).toEqual([{ line: null, where: null, message: 'must be integer' }]);
    expect(await json('1', { $schema, type: 'integer' })).toEqual([]);
  });

  test('an expression that runs away elsewhere is judged at once', async () => {
    const began = performance.now();
    expect(await json(JSON.stringify(`${'a'.repeat(50_000)}!`), { pattern: '^(a+)+$' })).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test.each([
    ['not json', 'The JSON Schema can’t be used'],
    ['{"$schema": "http://json-schema.org/draft-04/schema#"}', 'draft-04'],
    ['{"$ref": "https://example.com/other.json"}', 'can\'t resolve reference'],
    ['{"type": "nothing"}', 'type'],
    ['{"pattern": "("}', 'The JSON Schema can’t be used'],
    ['[]', 'it is no object'],
  ])('the schema %s is refused', async (written, said) => {
    await expect(check('1', { as: 'json', schema: written })).rejects.toMatchObject({ code: 'settings.invalid', message: expect.stringContaining(said) as string });
  });

  test('a bottomless one with a schema that follows it is refused, not a crash', async () => {
    const deep = `${'[0,'.repeat(200_000)}0${']'.repeat(200_000)}`;
    await expect(json(deep, { $defs: { n: { type: ['array', 'number'], items: { $ref: '#/$defs/n' } } }, $ref: '#/$defs/n' })).rejects.toMatchObject({ code: 'file.tooComplex' });
  });
});

describe('cells of a table', () => {
  const column = (name: string, type: WantedColumn['type'] = null, isRequired = false): WantedColumn => ({ name, type, isRequired });
  const csv = (content: string | Buffer, ...columns: WantedColumn[]): Promise<FileProblem[]> => check(content, { as: 'csv', columns });

  test('are what is wanted of them', async () => {
    expect(await csv('id;Amount;Due;ok\n1;1.234,50;31.01.2026;yes\n2;;2026-02-28;no\n', column('id', 'integer', true), column('Amount', 'number'), column('Due', 'date'), column('ok', 'truth'))).toEqual([]);
    expect(await csv('id\n', column('id', 'integer', true))).toEqual([]);
  });

  test.each([
    ['id,n\n1,2\n\n"two\nlines",3\nx,4\n', [column('id'), column('n', 'integer')], null],
    ['id,n\n1,2\n"a\nb",x\n', [column('n', 'integer')], { line: 3, where: null, message: '“n” is no whole number: “x”' }],
    ['id,n\n,2\n', [column('id', null, true)], { line: 2, where: null, message: '“id” is empty' }],
    ['id,n\n1\n', [column('n', 'number', true)], { line: 2, where: null, message: '“n” is empty' }],
    ['id,n\n1,2\n', [column('N')], { line: 1, where: null, message: 'the column “N” is missing' }],
    ['sep=;\nid;n\n1;0.5.1\n', [column('n', 'number')], { line: 3, where: null, message: '“n” is no number: “0.5.1”' }],
  ])('%j with %j', async (content, columns, problem) => {
    expect(await csv(content, ...columns)).toEqual(problem ? [problem] : []);
  });

  test('a long one is read to its end, in pieces', async () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => `${index},1.5`).join('\n');
    expect(await csv(`id,n\n${rows}\n`, column('n', 'number'))).toEqual([]);
    expect(await csv(`id,n\n${rows}\nlast,none\n`, column('n', 'number'))).toMatchObject([{ line: 200_002 }]);
  });

  test.each([
    ['integer', ['0', '-12', '+7', '1,234', '1 234 567', "1'000"], ['1.5', '1,23', 'x', '0x10', '1e3', '--1']],
    ['number', ['0', '-1.5', '1,5', '1,234.50', '1.234.567,8', '1 234,5', '.5', '1e-3'], ['1.2.3', 'NaN', '1,23,4', '12 34', '€5']],
    ['date', ['2026-01-31', '31.1.2026', '1/31/2026', '31/1/2026', '2026-02-28T10:00:00Z', '2026-02-28 9:05', '2024/02/29'], ['2026-02-30', '29.2.2026', '31/31/2026', '26-01-01', '2026', '2026-13-01', 'today']],
    ['truth', ['true', 'No', '1'], ['2', 'maybe', '']],
  ] as const)('%s', (type, good, bad) => {
    expect(good.filter((cell) => !fitsType(cell, type))).toEqual([]);
    expect(bad.filter((cell) => fitsType(cell, type))).toEqual([]);
  });
});
