import { AlignmentType, Document, ExternalHyperlink, Footer, Header, HeadingLevel, Packer, PageBreak, PageOrientation, Paragraph, SectionType, Table, TableCell, TableRow, TextRun, FootnoteReferenceRun } from 'docx';
import { afterAll, describe, expect, it } from 'vitest';
import { expectKind, Fixture } from '../../kit/fixture.test-kit';
import { makeZip } from '../../kit/zip.test-kit';
import { docxParts, documentXml, makeDocx, p, relationsXml, stylesXml, W, type Parts } from './docx.test-kit';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const read = async (bytes: Uint8Array, name = 'a.docx') => {
  const reading = await fixture.read(name, bytes);
  const report = expectKind(reading.report, 'document');
  if (report.format !== 'word') throw new Error(`read as ${report.format}`);
  return { ...report, text: reading.text, warnings: reading.warnings, processor: reading.processor };
};
const readBody = (body: string, more?: Parts) => read(makeDocx(body, more));
const withStyles = (styles: string): Parts => ({
  'word/_rels/document.xml.rels': relationsXml(['rId1', 'styles', 'styles.xml'], ['rId2', 'theme', 'theme/theme1.xml']),
  'word/styles.xml': stylesXml(styles),
  'word/theme/theme1.xml': `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Major"/></a:majorFont><a:minorFont><a:latin typeface="Minor"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`,
});
const run = (text: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

describe('Word: a document of another program', () => {
  it('has its paragraphs, runs, headings, tables, sections and notes', async () => {
    const cell = (text: string, more = {}) => new TableCell({ children: [new Paragraph(text)], ...more });
    const document = new Document({
      title: 'Quarterly report',
      creator: 'Ann Example',
      description: 'Figures',
      keywords: 'a, b',
      footnotes: { 1: { children: [new Paragraph('Below the line')] } },
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph('At the top')] }) },
          footers: { default: new Footer({ children: [new Paragraph('At the bottom')] }) },
          children: [
            new Paragraph({ text: 'Summary', heading: HeadingLevel.HEADING_1 }),
            new Paragraph({
              alignment: AlignmentType.JUSTIFIED,
              children: [
                new TextRun({ text: 'Bold ', bold: true, size: 28, font: 'Georgia' }),
                new TextRun({ text: 'and\tthen', italics: true, underline: {} }),
                new ExternalHyperlink({ link: 'https://example.com/', children: [new TextRun(' a link')] }),
                new FootnoteReferenceRun(1),
              ],
            }),
            new Paragraph({ children: [new PageBreak()] }),
            new Table({
              rows: [
                new TableRow({ children: [cell('Wide', { columnSpan: 2 }), cell('Tall', { rowSpan: 2 })] }),
                new TableRow({ children: [cell('1'), cell('2')] }),
              ],
            }),
          ],
        },
        {
          properties: { type: SectionType.ODD_PAGE, page: { size: { orientation: PageOrientation.LANDSCAPE, width: '210mm', height: '297mm' } } },
          children: [new Paragraph('Sideways')],
        },
      ],
    });
    const report = await read(await Packer.toBuffer(document));
    expect(report.headings).toEqual([{ level: 1, text: 'Summary' }]);
    expect(report.paragraphs.map(({ text, style, alignment }) => [text, style, alignment])).toEqual([
      ['Summary', 'Heading 1', null],
      ['Bold and\tthen a link', expect.any(String), 'justify'],
      ['Sideways', expect.any(String), null],
    ]);
    expect(report.paragraphs[1]?.runs).toMatchObject([
      { text: 'Bold ', bold: true, italic: false, underline: false, fontName: 'Georgia', fontSize: 14 },
      { text: 'and\tthen', bold: false, italic: true, underline: true },
      { text: ' a link' },
    ]);
    expect(report.tables).toMatchObject([
      {
        rows: [['Wide', 'Wide', 'Tall'], ['1', '2', 'Tall']], // prettier-ignore
        dimensions: { rows: 2, columns: 3 },
        spans: [
          { row: 0, column: 0, rowSpan: 1, columnSpan: 2 },
          { row: 0, column: 2, rowSpan: 2, columnSpan: 1 },
        ],
        depth: 0,
      },
    ]);
    expect(report.sections).toMatchObject([
      { startType: 'newPage', orientation: 'portrait' },
      { startType: 'oddPage', orientation: 'landscape' },
    ]);
    expect(report).toMatchObject({ headers: ['At the top'], footers: ['At the bottom'], footnotes: ['Below the line'], endnotes: [] });
    expect(report.metadata).toMatchObject({ title: 'Quarterly report', author: 'Ann Example', description: 'Figures', keywords: 'a, b', revision: 1 });
    expect(report.statistics).toEqual({ characters: 37, words: 7, paragraphs: 3, tables: 1, headings: 1 });
    expect(report.text).toBe('Summary\nBold and\tthen a link\nWide\tTall\n1\t2\t\nSideways\n\nAt the top\n\nAt the bottom\n\nBelow the line\n');
    expect(report.warnings).toEqual([]);
    expect(report.processor).toBe('word');
  });
});

describe('Word: text', () => {
  it('joins runs with tabs, breaks and hyphens as they stand', async () => {
    const { paragraphs } = await readBody(
      '<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f &amp;#60; &#x1F600;<![CDATA[ <g>]]></w:t></w:r></w:p>',
    );
    expect(paragraphs[0]?.text).toBe('a\tb\nc\nd-ef &#60; 😀 <g>');
  });

  it('reads what links, tags and content controls hold, and results instead of field codes', async () => {
    const { paragraphs } = await readBody(
      `<w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent>${p('in a control')}</w:sdtContent></w:sdt>
       <w:p><w:hyperlink><w:r><w:t>link </w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>tag </w:t></w:r></w:smartTag><w:fldSimple w:instr="PAGE"><w:r><w:t>7 </w:t></w:r></w:fldSimple>
       <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r><w:r><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>result</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
       <w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>never closed</w:t></w:r></w:p>${p('goes on')}
       <w:p><w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby><w:t>字</w:t></w:r></w:p>`,
    );
    expect(paragraphs.map(({ text }) => text)).toEqual(['in a control', 'link tag 7 result', 'goes on', '漢字']);
  });

  it('reads alternate content once, by the branch it understands, and text boxes beside the paragraph', async () => {
    const box = (text: string): string => `<wps:txbx><w:txbxContent>${p(text)}</w:txbxContent></wps:txbx>`;
    const report = await readBody(
      `<w:p><w:r><w:t>before</w:t><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box('boxed')}<a:blip r:embed="rId9"/></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p('boxed')}</w:txbxContent></v:textbox><v:imagedata r:id="rId9"/></w:pict></mc:Fallback></mc:AlternateContent>
       <mc:AlternateContent><mc:Choice Requires="x9"><w:t>future</w:t></mc:Choice><mc:Fallback><w:t> after</w:t></mc:Fallback></mc:AlternateContent></w:r>
       <m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></w:p>`,
    );
    expect(report.paragraphs.map(({ text }) => text)).toEqual(['before after']);
    expect(report.text).toBe('before after\nboxed\nE=mc²\n');
    expect(report.imageCount).toBe(1);
  });

  it('takes inserted text as text, deleted text not, and lists both', async () => {
    const report = await readBody(
      `<w:p><w:r><w:t>The </w:t></w:r><w:del w:author="Ann" w:date="2026-01-02T03:04:05Z"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:author="Bob" w:date="2026-01-02T03:04:05"><w:r><w:t>new</w:t></w:r></w:ins><w:moveFrom w:author="Ann"><w:r><w:t> gone</w:t></w:r></w:moveFrom><w:pPr><w:pPrChange><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange></w:pPr></w:p>`,
    );
    expect(report.paragraphs).toMatchObject([{ text: 'The new', alignment: null }]);
    expect(report.changes).toEqual([
      { type: 'deletion', author: 'Ann', date: '2026-01-02T03:04:05.000Z', text: 'old' },
      { type: 'insertion', author: 'Bob', date: '2026-01-02T03:04:05.000Z', text: 'new' },
      { type: 'deletion', author: 'Ann', date: null, text: ' gone' },
    ]);
    expect(report.text).not.toContain('old');
    expect(report.warnings).toEqual([expect.stringContaining('3 tracked changes')]);
  });

  it('reads comments, and each header once', async () => {
    const header = `<w:hdr ${W}>${p('Top')}</w:hdr>`;
    const sectPr = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>';
    const report = await readBody(`${p('one', sectPr)}${p('two')}${sectPr}`, {
      'word/_rels/document.xml.rels': relationsXml(['rId1', 'header', 'header1.xml'], ['rId2', 'comments', 'comments.xml'], ['rId3', 'header', 'unused.xml']),
      'word/header1.xml': header,
      'word/unused.xml': header,
      'word/comments.xml': `<w:comments ${W}><w:comment w:id="0" w:author="Cy" w:date="2026-05-06T07:08:09Z">${p('Why?')}</w:comment></w:comments>`,
    });
    expect(report.headers).toEqual(['Top']);
    expect(report.sections).toHaveLength(2);
    expect(report.comments).toEqual([{ author: 'Cy', date: '2026-05-06T07:08:09.000Z', text: 'Why?' }]);
    expect(report.text).toBe('one\ntwo\n\nTop\n\nWhy?\n');
  });
});

describe('Word: styles', () => {
  const STYLES = `
    <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:rFonts w:asciiTheme="majorHAnsi"/><w:sz w:val="31"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift2"/><w:rPr><w:i/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Plan"><w:name w:val="Plan"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/><w:basedOn w:val="berschrift2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round2"/></w:style>
    <w:style w:type="paragraph" w:styleId="Round2"><w:name w:val="Round2"/><w:basedOn w:val="Round"/></w:style>
    <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:u w:val="single"/></w:rPr></w:style>`;
  const readStyled = (body: string) => readBody(body, withStyles(STYLES));

  it('resolves runs through character style, paragraph style and defaults, toggles included', async () => {
    const { paragraphs } = await readStyled(
      `<w:p><w:pPr><w:pStyle w:val="Kapitel"/></w:pPr>${run('plain')}${run('strong', '<w:rStyle w:val="Strong"/>')}${run('set', '<w:rStyle w:val="Strong"/><w:b/><w:i w:val="false"/><w:u w:val="none"/><w:rFonts w:ascii="Arial"/><w:sz w:val="19"/>')}</w:p>
       <w:p>${run('plain')}${run('strong', '<w:rStyle w:val="Strong"/>')}${run('before', '<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>')}</w:p>`,
    );
    expect(paragraphs[0]).toMatchObject({ style: 'Kapitel', alignment: 'center' });
    expect(paragraphs[0]?.runs).toEqual([
      { text: 'plain', bold: true, italic: true, underline: false, fontName: 'Major', fontSize: 15.5 },
      { text: 'strong', bold: false, italic: true, underline: true, fontName: 'Major', fontSize: 15.5 },
      { text: 'set', bold: true, italic: false, underline: false, fontName: 'Arial', fontSize: 9.5 },
    ]);
    expect(paragraphs[1]?.runs).toEqual([
      { text: 'plain', bold: false, italic: false, underline: false, fontName: 'Minor', fontSize: 11 },
      { text: 'strong', bold: true, italic: false, underline: true, fontName: 'Minor', fontSize: 11 },
      { text: 'before', bold: false, italic: false, underline: false, fontName: 'Minor', fontSize: 11 },
    ]);
  });

  it('knows headings by name, by what they are based on, and by outline level', async () => {
    const of = (style: string): string => p(style, `<w:pStyle w:val="${style}"/>`);
    const report = await readStyled(['berschrift2', 'Kapitel', 'Plan', 'TOCHeading', 'Round', 'Unknown'].map(of).join(''));
    expect(report.headings).toEqual([
      { level: 2, text: 'berschrift2' },
      { level: 2, text: 'Kapitel' },
      { level: 4, text: 'Plan' },
    ]);
    expect(report.paragraphs.map(({ style }) => style)).toEqual(['Heading 2', 'Kapitel', 'Plan', 'TOC Heading', 'Round', 'Normal']);
  });

  it('does not repeat names of any length in every paragraph and run', async () => {
    const name = 'n'.repeat(100_000);
    const style = `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="${name}"/><w:rPr><w:rFonts w:ascii="${name}"/></w:rPr></w:style>`;
    const { paragraphs } = await readBody(p('x').repeat(2_000), withStyles(style));
    expect(paragraphs).toHaveLength(2_000);
    expect(JSON.stringify(paragraphs).length).toBeLessThan(2e6);
  });

  it('keeps the styles of one document apart from those of the next', async () => {
    const body = p('x');
    const sized = (size: number) => withStyles(`<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="${size}"/></w:rPr></w:rPrDefault></w:docDefaults>`);
    const sizeIn = async (parts: Parts) => (await readBody(body, parts)).paragraphs[0]?.runs[0]?.fontSize;
    expect(await sizeIn(sized(20))).toBe(10);
    expect(await sizeIn(sized(40))).toBe(20);
    expect(await sizeIn(sized(20))).toBe(10);
  });

  it('reads alignment and sizes of Strict documents, and other prefixes', async () => {
    const strict = documentXml(`${p('end', '<w:jc w:val="end"/>')}<w:sectPr><w:type w:val="nextColumn"/><w:pgSz w:w="297mm" w:h="8.5in" w:orient="landscape"/></w:sectPr>`)
      .replaceAll('http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'http://purl.oclc.org/ooxml/wordprocessingml/main')
      .replaceAll('<w:', '<ns0:').replaceAll('</w:', '</ns0:').replaceAll(' w:', ' ns0:').replace('xmlns:w=', 'xmlns:ns0='); // prettier-ignore
    const report = await readBody('', { 'word/document.xml': strict });
    expect(report.paragraphs).toMatchObject([{ text: 'end', style: 'Normal', alignment: 'right' }]);
    expect(report.sections).toEqual([{ startType: 'newColumn', orientation: 'landscape', pageWidth: 841.89, pageHeight: 612 }]);
  });
});

describe('Word: tables', () => {
  const cell = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
  const grid = (columns: number): string => `<w:tblGrid>${'<w:gridCol/>'.repeat(columns)}</w:tblGrid>`;

  it('repeats merged cells and tells where they span', async () => {
    const { tables } = await readBody(
      `<w:tbl>${grid(3)}
        <w:tr>${cell('A', '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')}${cell('B')}</w:tr>
        <w:tr>${cell('hidden', '<w:gridSpan w:val="2"/><w:vMerge/>')}${cell(' C ')}</w:tr>
        <w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>${cell('D')}</w:tr></w:tbl>`,
    );
    expect(tables).toEqual([
      {
        index: 0,
        rows: [['A', 'A', 'B'], ['A', 'A', 'C'], ['', 'D', '']], // prettier-ignore
        dimensions: { rows: 3, columns: 3 },
        spans: [{ row: 0, column: 0, rowSpan: 2, columnSpan: 2 }],
        depth: 0,
        nested: [],
      },
    ]);
  });

  it('lists nested tables after the one they lie in', async () => {
    const inner = `<w:tbl>${grid(1)}<w:tr>${cell('inner')}</w:tr></w:tbl>`;
    const report = await readBody(`<w:tbl>${grid(2)}<w:tr>${cell('first')}<w:tc>${inner}${p('own')}</w:tc></w:tr></w:tbl><w:tbl>${grid(1)}<w:tr>${cell('last')}</w:tr></w:tbl>`);
    expect(report.tables.map(({ index, depth, rows, nested }) => ({ index, depth, rows, nested }))).toEqual([
      { index: 0, depth: 0, rows: [['first', 'own']], nested: [{ row: 0, column: 1, tables: [1] }] },
      { index: 1, depth: 1, rows: [['inner']], nested: [] },
      { index: 2, depth: 0, rows: [['last']], nested: [] },
    ]);
    expect(report.statistics).toMatchObject({ tables: 2, paragraphs: 0 });
    expect(report.text).toBe('first\tinner own\nlast\n');
  });

  it('does not grow without bounds on cells that claim to span everything', async () => {
    const wide = `<w:tbl>${grid(1)}${`<w:tr>${cell('x'.repeat(20_000), '<w:gridSpan w:val="99999999"/>')}</w:tr>`.repeat(50)}</w:tbl>`;
    const report = await readBody(wide);
    expect(JSON.stringify(report.tables).length).toBeLessThan(40e6);
    expect(report.warnings).toEqual([expect.stringContaining('not everything in it is listed')]);
  });

  it('stops listing empty places too, and counts on', async () => {
    const row = '<w:tr><w:trPr><w:gridBefore w:val="1000"/></w:trPr></w:tr>';
    const report = await readBody(`${p('before')}<w:tbl>${row.repeat(20_000)}<w:tr>${cell('last')}</w:tr></w:tbl><w:tbl><w:tr>${cell('after')}</w:tr></w:tbl>`);
    expect(report.tables).toHaveLength(1);
    expect(report.tables[0]?.dimensions).toEqual({ rows: 20_001, columns: 1_000 });
    expect(report.tables[0]?.rows.length).toBeLessThan(5_000);
    expect(JSON.stringify(report).length).toBeLessThan(15e6);
    expect(report).toMatchObject({ text: 'before\nlast\nafter\n', statistics: { paragraphs: 1, tables: 2 } });
    expect(report.warnings).toEqual([expect.stringContaining('not everything in it is listed')]);
  });

  it('lists 140,000 rows and as many spans of a table that does not tell its columns', async () => {
    const rows = 140_000;
    const row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr>';
    const { tables, warnings } = await readBody(`<w:tbl>${row.repeat(rows)}</w:tbl>`);
    expect(tables[0]?.dimensions).toEqual({ rows, columns: 2 });
    expect(tables[0]?.rows).toHaveLength(rows);
    expect(tables[0]?.spans).toHaveLength(rows);
    expect(warnings).toEqual([]);
  });
});

describe('Word: what stands beside the text', () => {
  const listed = (report: unknown): number => JSON.stringify(report).length;

  it('does not list more sections, changes and notes than a report holds', async () => {
    const change = '<w:ins w:author="A"><w:r><w:t>b</w:t></w:r></w:ins>';
    const note = `<w:footnote>${p('n')}</w:footnote>`;
    const report = await readBody(`<w:p>${change.repeat(180_000)}</w:p>${'<w:sectPr/>'.repeat(60_000)}`, {
      'word/_rels/document.xml.rels': relationsXml(['rId1', 'footnotes', 'footnotes.xml']),
      'word/footnotes.xml': `<w:footnotes ${W}>${note.repeat(90_000)}</w:footnotes>`,
    });
    expect(report.sections).toHaveLength(10_000);
    expect(listed(report.changes) + listed(report.sections) + listed(report.footnotes)).toBeLessThan(40e6);
    expect(report.warnings).toEqual([expect.stringContaining('180,000 tracked changes'), expect.stringContaining('not everything in it is listed')]);
  });

  it('tells a change inside a change once, however deep it lies', async () => {
    const depth = 200;
    const report = await readBody(`<w:p>${'<w:ins w:author="A">'.repeat(depth)}<w:r><w:t>${'long '.repeat(100_000)}</w:t></w:r>${'</w:ins>'.repeat(depth)}</w:p>`);
    expect(listed(report.changes)).toBeLessThan(40e6);
    expect(report.statistics.words).toBe(100_000);
  });
});

describe('Word: packages', () => {
  it('finds a main part of another name, by relation or by content type', async () => {
    const { 'word/document.xml': main = '', ...others } = docxParts(p('here'));
    const byRelation = { ...others, '_rels/.rels': relationsXml(['rId1', 'officeDocument', '/word/Haupt%20teil.xml']), 'word/haupt teil.xml': main };
    expect((await read(makeZip(byRelation))).text).toBe('here\n');
    const { '_rels/.rels': _gone, ...withoutRelations } = others;
    const byType = {
      ...withoutRelations,
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/other.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"/></Types>',
      'word/other.xml': main,
    };
    expect((await read(makeZip(byType))).text).toBe('here\n');
  });

  it('reads UTF-16', async () => {
    const xml = Buffer.from(`\ufeff${documentXml(p('Öl 漢'))}`, 'utf16le');
    expect((await readBody('', { 'word/document.xml': xml })).text).toBe('Öl 漢\n');
  });

  it('names what lies outside, macros and embedded files, and uses none of them', async () => {
    const report = await readBody(p('x'), {
      'word/_rels/document.xml.rels': relationsXml(['rId1', 'hyperlink', 'https://example.com/click'], ['rId2', 'image', 'http://127.0.0.1:9/pixel.png'], ['rId3', 'settings', 'settings.xml']),
      'word/_rels/settings.xml.rels': relationsXml(['rId1', 'attachedTemplate', 'file:///C:/evil.dotm']),
      'word/vbaProject.bin': 'macro',
      'word/embeddings/sheet.xlsx': 'x',
      'mammoth/style-map': 'p => script:fresh',
    });
    expect(report.warnings).toEqual([
      'The document refers to a picture outside itself, which was not followed: http://127.0.0.1:9/pixel.png',
      'The document refers to a template outside itself, which was not followed: file:///C:/evil.dotm',
      'The document contains macros; they were not run.',
      'A file is embedded in the document and was not read.',
      expect.stringContaining('rules of its own'),
    ]);
  });

  it('reads on when another part is broken, and says so', async () => {
    const report = await readBody(p('text'), { ...withStyles('<w:style>'), 'word/theme/theme1.xml': '<!DOCTYPE x [<!ENTITY e "z">]><x>&e;</x>' });
    expect(report.text).toBe('text\n');
    expect(report.warnings).toEqual([
      expect.stringMatching(/left out: word\/theme\/theme1\.xml: .*document type/),
      expect.stringMatching(/left out: word\/styles\.xml: /),
    ]);
  });
});

describe('Word: bad input', () => {
  const refusal = async (bytes: Uint8Array) => {
    const startedAt = performance.now();
    const code = await read(bytes).then(
      () => 'read',
      (thrown: { code?: string }) => thrown.code ?? String(thrown),
    );
    return { code, ms: performance.now() - startedAt };
  };
  const bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
  const good = makeDocx(p('text '.repeat(400)));
  const CASES: [name: string, bytes: () => Uint8Array, code: string][] = [
    ['an entity bomb', () => makeDocx('', { 'word/document.xml': bomb + documentXml(p('&b;')).replace(/^<\?.*\?>/, '') }), 'file.invalid'],
    ['an external entity', () => makeDocx('', { 'word/document.xml': `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ${W}/>` }), 'file.invalid'],
    ['an unknown entity', () => makeDocx(p('a &nbsp; b')), 'file.invalid'],
    ['a bare ampersand', () => makeDocx(p('a & b')), 'file.invalid'],
    ['tags that do not match', () => makeDocx('<w:p><w:r></w:p></w:r>'), 'file.invalid'],
    ['a tag cut off', () => makeDocx('', { 'word/document.xml': `<w:document ${W}><w:body><w:p w:a="x` }), 'file.invalid'],
    ['an empty main part', () => makeDocx('', { 'word/document.xml': '' }), 'file.invalid'],
    ['another root', () => makeDocx('', { 'word/document.xml': '<html/>' }), 'file.invalid'],
    ['50,000 levels', () => makeDocx('<w:sdt>'.repeat(50_000)), 'file.tooComplex'],
    ['50,000 levels of the unknown', () => makeDocx('<w:x>'.repeat(50_000)), 'file.tooComplex'],
    ['a ZIP bomb', () => makeDocx('', { 'word/document.xml': Buffer.alloc(70e6, ' ') }), 'file.tooComplex'],
    ['a bomb beside the text', () => makeDocx(p('x'), { ...withStyles(''), 'word/styles.xml': Buffer.alloc(70e6, ' ') }), 'file.tooComplex'],
    ['no main part', () => makeZip({ '[Content_Types].xml': '<Types/>', 'word/x.xml': '<x/>' }), 'file.damaged'],
    ['a file cut off', () => good.subarray(0, good.length - 200), 'file.damaged'],
  ];
  it.each(CASES)('refuses %s at once', async (_name, bytes, code) => {
    const { code: found, ms } = await refusal(bytes());
    expect(found).toBe(code);
    expect(ms).toBeLessThan(5_000);
  });

  it('refuses a part that does not fit its checksum', async () => {
    const flipped = Buffer.from(good);
    const at = flipped.indexOf('word/document.xml') + 200;
    flipped[at] = (flipped[at] as number) ^ 0xff;
    expect((await refusal(flipped)).code).toBe('file.damaged');
  });
});
