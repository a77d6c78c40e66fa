import { PDFArray, PDFDict, PDFName, PDFString, type PDFDocument, type PDFRef } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { makePdf, PdfFixture, rawPdf } from '../pdf.test-kit';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const withCatalogue = (change: (document: PDFDocument) => void, objectStreams = true): Promise<Uint8Array> =>
  makePdf((document, font) => {
    for (const word of ['One', 'Two', 'Three']) document.addPage().drawText(word, { x: 50, y: 500, size: 12, font });
    change(document);
  }, objectStreams);

/** A table of contents: titles with their pages, children below. */
type Entry = [title: string, page: number, children: Entry[]];
function addOutline(document: PDFDocument, entries: Entry[]): void {
  const { context } = document;
  const add = (list: Entry[], parent: PDFRef): PDFRef[] => {
    const refs = list.map(() => context.nextRef());
    for (const [i, [title, page, children]] of list.entries()) {
      const own = refs[i] as PDFRef;
      const kids = add(children, own);
      const goal = [document.getPage(page - 1).ref, PDFName.of('Fit')];
      const item = context.obj({ Title: PDFString.of(title), Parent: parent, Dest: goal });
      const links = { Prev: refs[i - 1], Next: refs[i + 1], First: kids[0], Last: kids.at(-1) };
      for (const [key, ref] of Object.entries(links)) if (ref) item.set(PDFName.of(key), ref);
      context.assign(own, item);
    }
    return refs;
  };
  const root = context.nextRef();
  const refs = add(entries, root);
  context.assign(root, context.obj({ Type: 'Outlines', First: refs[0], Last: refs.at(-1), Count: refs.length }));
  document.catalog.set(PDFName.of('Outlines'), root);
}

describe('what a PDF says of itself', () => {
  it('has an outline with levels and pages', async () => {
    const bytes = await withCatalogue((document) => addOutline(document, [['Begin', 1, [['Inner  part', 2, [['Deep', 3, []]]]]], ['End', 3, []]]));
    const { outline, metadata } = await fixture.readPdf(bytes);
    expect(outline).toEqual([
      { title: 'Begin', level: 1, page: 1 },
      { title: 'Inner part', level: 2, page: 2 },
      { title: 'Deep', level: 3, page: 3 },
      { title: 'End', level: 1, page: 3 },
    ]);
    expect(metadata['outlineCount']).toBe(4);
  });

  it('lists what is attached, with sizes, and opens none of it', async () => {
    const bytes = await makePdf(async (document) => {
      document.addPage();
      await document.attach(new Uint8Array(1234), 'figures.csv', { mimeType: 'text/csv', description: 'The figures' });
      await document.attach(new Uint8Array(9), 'b.bin', {});
    });
    const { attachments, metadata } = await fixture.readPdf(bytes);
    expect(attachments).toEqual([
      { name: 'b.bin', size: 9 },
      { name: 'figures.csv', size: 1234, description: 'The figures' },
    ]);
    expect(metadata['attachmentCount']).toBe(2);
  });

  it('names page labels, language and marks', async () => {
    const bytes = await withCatalogue(({ catalog, context }) => {
      catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: [0, { S: 'r' }, 2, { S: 'D' }] }));
      catalog.set(PDFName.of('Lang'), PDFString.of('de-CH'));
      catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
    });
    expect((await fixture.readPdf(bytes)).metadata).toMatchObject({
      pageLabels: 'i, ii, 1',
      language: 'de-CH',
      isTagged: true,
      isLinearized: false,
      hasForm: false,
      hasJavaScript: false,
    });
  });

  it.each([true, false])('names what would run, and runs none of it (object streams: %s)', async (objectStreams) => {
    const bytes = await withCatalogue((document) => {
      const { catalog, context } = document;
      const script = context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') });
      catalog.set(PDFName.of('Names'), context.obj({ JavaScript: { Names: [PDFString.of('x'), context.register(script)] } }));
      catalog.set(PDFName.of('OpenAction'), context.register(context.obj({ S: 'URI', URI: PDFString.of('http://example.org/') })));
      const launch = context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: { S: 'Launch', F: PDFString.of('calc.exe') } });
      document.getPage(0).node.set(PDFName.of('Annots'), context.obj([context.register(launch)]));
    }, objectStreams);
    const { warnings, metadata, text } = await fixture.readPdf(bytes);
    expect(warnings).toEqual([
      'The PDF contains JavaScript; it was not run.',
      'The PDF opens a web address as soon as it is opened; Filemill opens none.',
      'The PDF wants to start a program; it was not started.',
    ]);
    expect(metadata['hasJavaScript']).toBe(true);
    expect(text).toBe('One\fTwo\fThree');
  });

  it('says that only the ordinary pages of an XFA form are shown', async () => {
    const bytes = await withCatalogue(({ catalog, context }) => {
      const form = PDFDict.withContext(context);
      const parts = PDFArray.withContext(context);
      parts.push(PDFString.of('template'));
      parts.push(context.register(context.stream('<template/>')));
      form.set(PDFName.of('Fields'), context.obj([]));
      form.set(PDFName.of('XFA'), parts);
      catalog.set(PDFName.of('AcroForm'), form);
    });
    const { warnings, metadata } = await fixture.readPdf(bytes);
    expect(metadata['hasXfa']).toBe(true);
    expect(warnings).toEqual(['The PDF is an XFA form: only what it keeps as ordinary pages is shown.']);
  });

  it('follows an outline in circles only so far', async () => {
    const bytes = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>',
      '<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>',
      '<< /Title (Round) /Parent 4 0 R /Next 5 0 R /First 5 0 R /Last 5 0 R >>',
    ]);
    expect((await fixture.readPdf(bytes)).outline).toEqual([{ title: 'Round', level: 1, page: null }]);
  });
});

it('reads at most 5,000 pages, and says so', async () => {
  const kids = Array.from({ length: 5_003 }, (_, i) => `${i + 3} 0 R`).join(' ');
  const bytes = rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count 5003 >>`,
    ...Array.from({ length: 5_003 }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'),
  ]);
  const { pages, pagesToRecognise, statistics, warnings } = await fixture.readPdf(bytes);
  expect(pagesToRecognise).toEqual([]);
  expect([pages.length, statistics.pages]).toEqual([5_000, 5_003]);
  expect(warnings).toEqual(['Only the first 5,000 of 5,003 pages were read.']);
});
