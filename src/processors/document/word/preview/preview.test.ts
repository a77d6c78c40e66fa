import { Document, ExternalHyperlink, FootnoteReferenceRun, HeadingLevel, ImageRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { readFileSync } from 'node:fs';
import { deflateSync, crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Fixture } from '../../../kit/fixture.test-kit';
import { OpenFile } from '../../../kit/open-file';
import { makeDocx, p, relationsXml, W, type Parts } from '../docx.test-kit';
import { processor } from '../index';

const fixture = new Fixture();
afterAll(() => fixture.remove());

async function preview(bytes: Uint8Array): Promise<string> {
  const source = fixture.write('a.docx', bytes);
  const file = OpenFile.open(source);
  try {
    const artifact = await processor.html?.(file, { name: 'a.docx', mime: '', kind: 'document', size: source.size }, fixture.context);
    if (!artifact) throw new Error('no preview');
    expect(artifact).toMatchObject({ role: 'html', extension: 'html', width: 0, height: 0 });
    const html = readFileSync(artifact.scratchPath, 'utf8');
    expect(Buffer.byteLength(html)).toBe(artifact.bytes);
    return html;
  } finally {
    file.close();
  }
}
const previewBody = (body: string, more?: Parts) => preview(makeDocx(body, more));
/** What stands on the sheet. */
const sheetOf = (html: string): string => /<div class="sheet">(.*)<\/div><\/body><\/html>$/s.exec(html)?.[1] ?? '';
/** The rule of the class that an element with this text has. */
const ruleOf = (html: string, text: string): string => {
  const name = new RegExp(`class="([pr]\\d+)">${text}`).exec(html)?.[1];
  return new RegExp(`^\\.${name}\\{(.*)\\}$`, 'm').exec(html)?.[1] ?? '';
};

function png(side: number, noise = 0): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  const rows = Buffer.alloc(side * (side + 1));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('tEXt', Buffer.alloc(noise, 'x')), chunk('IEND', Buffer.alloc(0))]);
}

describe('the preview of a Word document', () => {
  it('looks like the document', async () => {
    const html = await preview(
      await Packer.toBuffer(
        new Document({
          numbering: { config: [{ reference: 'n', levels: [0, 1].map((level) => ({ level, format: LevelFormat.DECIMAL, text: `%${level + 1}.` })) }] },
          footnotes: { 1: { children: [new Paragraph('Below')] } },
          styles: { default: { heading1: { run: { size: 40, bold: true } } } },
          sections: [
            {
              properties: { page: { size: { width: 10_000, height: 12_000 } } },
              children: [
                new Paragraph({ text: 'Title of it', heading: HeadingLevel.HEADING_1 }),
                new Paragraph({ alignment: 'right', children: [new TextRun({ text: 'to the right', italics: true, font: 'Courier New', size: 18 }), new FootnoteReferenceRun(1)] }),
                new Paragraph({ text: 'one', numbering: { reference: 'n', level: 0 } }),
                new Paragraph({ text: 'one a', numbering: { reference: 'n', level: 1 } }),
                new Paragraph({ text: 'two', numbering: { reference: 'n', level: 0 } }),
                new Table({ rows: [new TableRow({ children: [new TableCell({ columnSpan: 2, children: [new Paragraph('wide')] })] }), new TableRow({ children: ['x', 'y'].map((text) => new TableCell({ children: [new Paragraph(text)] })) })] }),
                new Paragraph({ children: [new ImageRun({ type: 'png', data: png(3), transformation: { width: 30, height: 30 }, altText: { name: 'a', title: 'a', description: 'A "dot"' } })] }),
                new Paragraph({ children: [new ExternalHyperlink({ link: 'https://example.com/a?b=c&d', children: [new TextRun('a link')] })] }),
              ],
            },
          ],
        }),
      ),
    );
    const sheet = sheetOf(html);
    expect(html.startsWith('<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'">')).toBe(true);
    expect(html).toContain('.sheet{max-width:500pt}');
    expect(sheet).toMatch(/<h1 class="p\d+"><span class="r\d+">Title of it<\/span><\/h1>/);
    expect(ruleOf(html, 'Title of it')).toMatch(/font-size:20pt;font-weight:bold/);
    expect(ruleOf(html, '<span class="r\\d+">to the right')).toBe('text-align:right');
    expect(ruleOf(html, 'to the right')).toMatch(/^font-family:"Courier New".*;font-size:9pt;font-weight:normal;font-style:italic$/);
    expect(sheet.replace(/<(?:p|span) class="\w+">|<\/span>|<\/p>/g, '')).toContain('<ol><li>one<ol><li>one a</li></ol></li><li>two</li></ol>');
    expect(sheet).toContain('<td colspan="2">');
    expect(sheet).toContain(`<img src="data:image/png;base64,${png(3).toString('base64')}" alt="A &quot;dot&quot;" />`);
    expect(sheet).toMatch(/<a title="https:\/\/example.com\/a\?b=c&amp;d" data-address="[^"]*" rel="noopener noreferrer">/);
    expect(sheet).toContain('<sup>');
    expect(sheet).toContain('Below');
    expect(sheet).not.toContain('↑');
  });

  it('holds nothing that runs or loads, whatever the document brings', async () => {
    const html = await previewBody(
      `<w:p><w:pPr><w:pStyle w:val="x&quot;&gt;&lt;script&gt;"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="x;}body{background:url(http://127.0.0.1/)}"/><w:highlight w:val="&quot;onclick=1"/></w:rPr><w:t>&lt;script&gt;fetch(1)&lt;/script&gt;&lt;img src=image:0 onerror=x&gt;</w:t></w:r></w:p>
       <w:p><w:hyperlink r:id="rId1"><w:r><w:t>js</w:t></w:r></w:hyperlink><w:hyperlink r:id="rId2" w:tgtFrame="_top"><w:r><w:t>data</w:t></w:r></w:hyperlink><w:hyperlink r:id="rId3"><w:r><w:t>file</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="x&quot; onmouseover=&quot;1"><w:r><w:t>inside</w:t></w:r></w:hyperlink></w:p>
       <w:p><w:bookmarkStart w:id="1" w:name="&lt;svg onload=1&gt;"/><w:r><w:pict><v:imagedata r:id="rId4"/></w:pict></w:r><w:r><w:pict><v:imagedata r:id="rId5"/></w:pict></w:r></w:p>
       <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>${p('cell')}</w:tc></w:tr></w:tbl>`,
      {
        'mammoth/style-map': 'p => script:fresh',
        'word/_rels/document.xml.rels': relationsXml(['rId1', 'hyperlink', 'javascript:alert(1)'], ['rId2', 'hyperlink', 'data:text/html,x'], ['rId3', 'hyperlink', 'file:///etc/passwd'], ['rId4', 'image', 'http://127.0.0.1:9/x.png'], ['rId5', 'image', 'media/x.svg'], ['rId6', 'http://schemas.zwobble.org/mammoth/style-map', '/mammoth/style-map']),
        'word/media/x.svg': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      },
    );
    const sheet = sheetOf(html);
    const tags = new Set(Array.from(sheet.matchAll(/<\/?([a-z0-9]+)/gi), ([, tag]) => tag));
    expect([...tags].sort()).toEqual(expect.arrayContaining(['p', 'span', 'table', 'td', 'tr']));
    for (const tag of ['script', 'img', 'svg', 'a', 'iframe', 'style', 'object', 'form', 'input']) expect(tags).not.toContain(tag);
    expect(sheet.match(/<[^>]*\s(?:on\w+|href|style|id|target|srcset)=/gi)).toBeNull();
    expect(html).not.toMatch(/url\(|javascript:|@import/i);
    expect(sheet).toContain('&lt;script&gt;fetch(1)&lt;/script&gt;');
    expect(sheet).toContain('colspan="1000"');
    expect(sheet.match(/class="no-picture"/g)).toHaveLength(2);
  });

  it('leaves out pictures that are too large, and tells so', async () => {
    const picture = (id: string): string => `<w:p><w:r><w:pict><v:imagedata r:id="${id}"/></w:pict></w:r></w:p>`;
    const ids = Array.from({ length: 7 }, (_, i) => `rId${i + 1}`);
    const media: Parts = { 'word/media/huge.png': png(2, 3e6) };
    for (const id of ids) media[`word/media/${id}.png`] = png(4, 1.5e6 + Number(id.slice(3)));
    const html = await previewBody([...ids, 'rId99'].map(picture).join(''), {
      ...media,
      'word/_rels/document.xml.rels': relationsXml(...ids.map((id): [string, string, string] => [id, 'image', `media/${id}.png`]), ['rId99', 'image', 'media/huge.png']),
    });
    expect(html.match(/<img src="data:image\/png/g)).toHaveLength(4);
    expect(html.match(/class="no-picture"/g)).toHaveLength(4);
    expect(Buffer.byteLength(html)).toBeLessThan(10 * 1024 * 1024);
  });

  it('shows what was changed, and by whom', async () => {
    const html = await previewBody(
      `<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="Ann"/></w:rPr></w:pPr><w:r><w:t>Pay </w:t></w:r><w:del w:id="2" w:author="Ann &quot;A&quot; O'Hara"><w:r><w:delText>thirty</w:delText></w:r></w:del><w:ins w:id="3" w:author="Bob"><w:r><w:t>sixty</w:t></w:r></w:ins><w:r><w:t> days</w:t></w:r></w:p>
       <w:p><w:moveFrom w:id="4" w:author="Cy"><w:r><w:t>from</w:t></w:r></w:moveFrom><w:moveTo w:id="5"><w:r><w:t>to</w:t></w:r></w:moveTo></w:p>
       <w:tbl><w:tr><w:trPr><w:del w:id="6" w:author="Ann"/></w:trPr><w:tc><w:p><w:del w:id="7" w:author="Ann"><w:r><w:delText>row</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>`,
    );
    const sheet = sheetOf(html).replace(/<\/?span[^>]*>|<p class="\w+">/g, '');
    expect(sheet).toContain('Pay <del title="Deleted by Ann &quot;A&quot; O\'Hara">thirty</del><ins title="Inserted by Bob">sixty</ins> days</p>');
    expect(sheet).toContain('<del title="Moved away by Cy">from</del><ins title="Moved here">to</ins>');
    expect(sheet).toContain('<del title="Deleted by Ann">row</del>');
  });

  it('shows comments as notes with their authors, headers above and footers below', async () => {
    const html = await previewBody(
      `${p('first')}<w:p><w:r><w:t>here</w:t></w:r><w:r><w:commentReference w:id="4"/></w:r></w:p><w:p><w:r><w:commentReference w:id="99"/></w:r></w:p>${p('last')}<w:sectPr><w:headerReference r:id="rId5"/><w:headerReference r:id="rId2"/><w:footerReference r:id="rId3"/></w:sectPr>`,
      {
        'word/_rels/document.xml.rels': relationsXml(['rId1', 'comments', 'comments.xml'], ['rId2', 'header', 'header1.xml'], ['rId3', 'footer', 'footer1.xml'], ['rId4', 'header', 'unused.xml'], ['rId5', 'header', 'broken.xml']),
        'word/broken.xml': '<w:hdr',
        'word/comments.xml': `<w:comments ${W}><w:comment w:id="4" w:author="Cy &lt;b&gt; Dee" w:initials="CD">${p('Really?')}</w:comment></w:comments>`,
        'word/header1.xml': `<w:hdr ${W}>${p('Top &lt;script&gt;')}</w:hdr>`,
        'word/unused.xml': `<w:hdr ${W}>${p('never')}</w:hdr>`,
        'word/footer1.xml': `<w:ftr ${W}>${p('Bottom')}</w:ftr>`,
      },
    );
    const sheet = sheetOf(html);
    const text = sheet.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toMatch(/^ Header Top &lt;script&gt; first here \[CD1\] last Comment \[CD1\] Cy &lt;b&gt; Dee: Really\? Footer Bottom $/);
    expect(sheet).toMatch(/<sup class="comment"><span>\[CD1\]<\/span><\/sup>/);
  });

  it('writes a note once, however often it is referred to', async () => {
    const html = await previewBody(`<w:p>${'<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="3"/></w:r>'.repeat(300)}<w:r><w:footnoteReference w:id="9"/></w:r></w:p>`, {
      'word/_rels/document.xml.rels': relationsXml(['rId1', 'comments', 'comments.xml'], ['rId2', 'footnotes', 'footnotes.xml']),
      'word/comments.xml': `<w:comments ${W}><w:comment w:id="3">${p('c'.repeat(100_000))}</w:comment></w:comments>`,
      'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="2">${p('f'.repeat(100_000))}</w:footnote></w:footnotes>`,
    });
    expect(html.length).toBeGreaterThan(200_000);
    expect(html.length).toBeLessThan(220_000);
  });

  it('ends with a note where the document is very long', async () => {
    const html = await previewBody(`<w:tbl><w:tr><w:tc>${p(`${'long & '.repeat(100)}`.replaceAll('&', '&amp;')).repeat(4_000)}</w:tc></w:tr></w:tbl>`);
    expect(Buffer.byteLength(html)).toBeLessThan(2.5 * 1024 * 1024);
    expect(html).toContain('The preview ends here');
    expect(sheetOf(html)).toMatch(/^<table>.*long &amp; /s);
  });

  it('gives up on damage, bombs and depth', async () => {
    const codeOf = (bytes: Uint8Array): Promise<string> =>
      preview(bytes).then(
        () => 'shown',
        (thrown: { code?: string; name: string }) => thrown.code ?? thrown.name,
      );
    expect(await codeOf(makeDocx('<w:p><w:r></w:p>'))).toBe('CannotRead');
    expect(await codeOf(makeDocx('<w:x>'.repeat(50_000)))).toBe('file.tooComplex');
    const bomb = { 'word/_rels/document.xml.rels': relationsXml(['rId1', 'footnotes', 'footnotes.xml']), 'word/footnotes.xml': Buffer.alloc(70e6, ' ') };
    expect(await codeOf(makeDocx(p('x'), bomb))).toBe('file.tooComplex');
    const entities = { ...bomb, 'word/footnotes.xml': `<!DOCTYPE x [<!ENTITY a "aaaa">]><w:footnotes ${W}>&a;</w:footnotes>` };
    expect(await codeOf(makeDocx(p('x'), entities))).toBe('CannotRead');
    expect(await codeOf(makeDocx(p('x')))).toBe('shown');
  });
});
