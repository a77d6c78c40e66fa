import { afterAll, describe, expect, it, vi } from 'vitest';
import { expectKind, Fixture } from '../../kit/fixture.test-kit';
import { reportSchema } from '../../../shared/model/report';
import { createService } from '../../worker-service';
import { docxParts, makeDocx, p } from '../word/docx.test-kit';
import { ListBudget } from '../word/list-budget';
import type { MammothElement } from '../word/preview/mammoth-elements';
import { readMammothTable } from './read-mammoth-table';
import { makeZip } from '../../kit/zip.test-kit';

const state = vi.hoisted(() => ({ isBroken: true }));
vi.mock('../word/story-reader', async (original) => {
  const real = await original<typeof import('../word/story-reader')>();
  class Broken extends real.StoryReader {
    override readBlocks(...given: Parameters<InstanceType<typeof real.StoryReader>['readBlocks']>): void {
      if (state.isBroken) throw new TypeError('a slip of ours');
      super.readBlocks(...given);
    }
  }
  return { ...real, StoryReader: Broken };
});

const fixture = new Fixture();
afterAll(() => fixture.remove());

async function readInService(bytes: Uint8Array) {
  const source = fixture.write('a.docx', bytes);
  const { mime, kind, sha256 } = await fixture.recognise(source);
  const service = createService({ progressed: () => undefined, finished: () => undefined });
  const options = { processor: 'word', mime, kind, sha256, passwords: [] };
  const { results } = await service['files.read']({ items: [{ source, options }], scratchDir: fixture.scratchDir }, { signal: new AbortController().signal } as never);
  const [outcome] = results;
  if (!outcome) throw new Error('no answer');
  return outcome;
}

const TABLE = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';

describe('when the reader of Word documents gives up', () => {
  it('mammoth reads text, runs and tables, and the report says why', async () => {
    state.isBroken = true;
    const outcome = await readInService(makeDocx(`<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Bold</w:t></w:r><w:r><w:tab/><w:t>plain</w:t></w:r></w:p>${TABLE}`));
    if (!outcome.ok) throw new Error(outcome.error.message);
    const { result } = outcome;
    const report = expectKind(reportSchema.parse(result.report), 'document');
    expect(result.processor).toBe('word-mammoth');
    expect(report).toMatchObject({
      format: 'word',
      parser: 'mammoth',
      fallbackReason: expect.stringContaining('a slip of ours'),
      paragraphs: [{ text: 'Bold\tplain', alignment: 'center', runs: [{ text: 'Bold', bold: true }, { text: '\tplain', bold: false }] }],
      tables: [{ rows: [['wide', 'wide'], ['a', 'b']], spans: [{ row: 0, column: 0, rowSpan: 1, columnSpan: 2 }] }],
      statistics: { characters: 10, words: 2, paragraphs: 1, tables: 1, headings: 0 },
    });
    expect(result.text).toContain('Bold\tplain');
    expect(result.warnings[0]).toContain('a slip of ours');
  });

  it('lists tables of mammoth within bounds, however long or wide they are', () => {
    const cell = (colSpan: number): MammothElement => ({ type: 'tableCell', colSpan, rowSpan: 1, children: [] });
    const table = (rows: number, colSpan: number): MammothElement => ({
      type: 'table',
      children: Array.from({ length: rows }, () => ({ type: 'tableRow', children: [cell(colSpan)] })),
    });
    const budget = new ListBudget();
    expect(readMammothTable(table(140_000, 1), 0, budget)).toMatchObject({ dimensions: { rows: 140_000, columns: 1 } });
    expect(budget.warnings).toEqual([]);
    const wide = readMammothTable(table(20_000, 1_000), 1, budget);
    expect(wide?.rows.length).toBeLessThan(4_000);
    expect(budget.warnings).toEqual([expect.stringContaining('not everything in it is listed')]);
    expect(readMammothTable(table(1, 1), 2, budget)).toBeNull();
  });

  it('does not step in where the file is at fault', async () => {
    state.isBroken = false;
    const outcome = await readInService(makeZip({ ...docxParts(''), 'word/document.xml': '<broken' }));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'file.invalid' } });
    expect(await readInService(makeDocx(p('x')))).toMatchObject({ ok: true, result: { processor: 'word' } });
  });
});
