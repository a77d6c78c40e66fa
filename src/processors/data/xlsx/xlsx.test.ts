import { afterAll, describe, expect, it } from 'vitest';
import { expectKind, Fixture } from '../../kit/fixture.test-kit';
import { makeZip } from '../../kit/zip.test-kit';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET = `<?xml version="1.0"?><worksheet><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>When</t></is></c></row>
<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>12.5</v></c><c r="C2" s="1"><v>45000</v></c></row>
<row r="3"><c r="A3"/></row>
<row r="5"><c r="A5" t="str"><v>x &amp; y</v></c><c r="C5" t="b"><v>1</v></c></row>
</sheetData></worksheet>`;
const PARTS: Record<string, string | Buffer> = {
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="Prices" sheetId="1" r:id="rId1"/><sheet name="Empty" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId4" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': SHEET,
  'xl/worksheets/sheet2.xml': '<worksheet><sheetData/></worksheet>',
  'xl/sharedStrings.xml': '<sst><si><t>Name</t></si><si><r><t>Pr</t></r><r><t>ice</t></r><rPh><t>no</t></rPh></si><si><t>Öl</t></si></sst>',
  'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
};
const read = async (parts: Record<string, string | Buffer> | Buffer) => {
  const reading = await fixture.read('a.xlsx', Buffer.isBuffer(parts) ? parts : makeZip(parts));
  return { ...expectKind(reading.report, 'data'), text: reading.text };
};

describe('XLSX', () => {
  it('counts rows and columns, and reads strings and dates', async () => {
    const report = await read(PARTS);
    expect(report).toMatchObject({
      format: 'xlsx',
      valid: true,
      errors: [],
      rowCount: 3,
      hasHeader: true,
      columns: ['Name', 'Price', 'When'],
      sheets: [
        { name: 'Prices', rowCount: 3, columnCount: 3 },
        { name: 'Empty', rowCount: 0, columnCount: 0 },
      ],
      sample: [
        ['Öl', '12.5', '2023-03-15'],
        ['x & y', '', 'TRUE'],
      ],
    });
    expect(report.text.split('\f')[0]).toContain('Öl\t12.5\t2023-03-15\n');
  });

  it('names part and line of what is no XML', async () => {
    const report = await read({ ...PARTS, 'xl/worksheets/sheet1.xml': SHEET.replace('</row>', '</rov>') });
    expect(report.valid).toBe(false);
    expect(report.errors[0]).toMatchObject({ line: 2, message: expect.stringContaining('xl/worksheets/sheet1.xml') });
    const { 'xl/worksheets/sheet2.xml': _gone, ...withoutSheet } = PARTS;
    expect((await read(withoutSheet)).errors[0]?.message).toContain('sheet2.xml');
  });

  it('expands no entity and follows no document type', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>';
    const report = await read({ ...PARTS, 'xl/sharedStrings.xml': bomb });
    expect(report.valid).toBe(false);
    expect(JSON.stringify(report)).not.toContain('aaaaaaaaaa');
  });

  it('refuses bombs before unpacking them', async () => {
    const before = process.memoryUsage.rss();
    const bomb = makeZip({ ...PARTS, 'xl/worksheets/sheet1.xml': Buffer.alloc(100e6, ' ') });
    const made = process.memoryUsage.rss();
    await expect(read(bomb)).rejects.toMatchObject({ code: 'file.tooComplex' });
    expect(process.memoryUsage.rss() - Math.max(before, made)).toBeLessThan(100e6);
    const deep = `<worksheet>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</worksheet>`;
    await expect(read({ ...PARTS, 'xl/worksheets/sheet1.xml': deep })).rejects.toMatchObject({ code: 'file.tooComplex' });
  });

  it('notices damage', async () => {
    const good = makeZip(PARTS);
    await expect(read(good.subarray(0, good.length - 300))).rejects.toMatchObject({ code: 'file.damaged' });
    const flipped = Buffer.from(good);
    const at = flipped.indexOf('sheet1.xml') + 40;
    flipped[at] = (flipped[at] as number) ^ 0xff;
    await expect(read(flipped)).rejects.toMatchObject({ code: 'file.damaged' });
  });
});
