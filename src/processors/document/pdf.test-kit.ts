import { PDFDocument, StandardFonts, type PDFFont } from '@cantoo/pdf-lib';
import type { PageLayout } from '../../shared/model/page-layout';
import type { PdfReport } from '../../shared/model/report';
import { expectKind, Fixture } from '../kit/fixture.test-kit';
import { OpenFile } from '../kit/open-file';
import type { Context, Processor, Reading } from '../kit/processor';

/** For tests: what a report says of a PDF, with the text and all else that was read. */
export type PdfReading = Reading & PdfReport & { processor: string };

export class PdfFixture extends Fixture {
  async readPdf(bytes: Uint8Array, name = 'a.pdf'): Promise<PdfReading> {
    const reading = await this.read(name, bytes);
    const report = expectKind(reading.report, 'document');
    if (report.format !== 'pdf') throw new Error(`a report of ${report.format}`);
    return { ...reading, ...report };
  }

  /** Opens the bytes as a file for one call. */
  async withFile<T>(bytes: Uint8Array, call: (file: OpenFile, recognised: Parameters<Processor['read']>[1]) => Promise<T>): Promise<T> {
    const source = this.write('call.pdf', bytes);
    const file = OpenFile.open(source);
    try {
      return await call(file, { name: 'call.pdf', mime: 'application/pdf', kind: 'document', size: source.size });
    } finally {
      file.close();
    }
  }

  layoutOf(processor: Processor, bytes: Uint8Array, page: number, context: Context = this.context): Promise<PageLayout> {
    return this.withFile(bytes, async (file, recognised) => {
      if (!processor.layout) throw new Error('no layout');
      return processor.layout(file, recognised, page, context);
    });
  }
}

/** A PDF drawn by `draw`, with Helvetica at hand. */
export async function makePdf(draw: (document: PDFDocument, font: PDFFont) => void | Promise<void>, useObjectStreams = true): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  await draw(document, await document.embedFont(StandardFonts.Helvetica));
  return document.save({ useObjectStreams });
}

/** A PDF of raw objects, without a cross-reference table: read by searching. */
export function rawPdf(objects: string[], trailer = '/Root 1 0 R'): Buffer {
  const bodies = objects.map((body, i) => `${i + 1} 0 obj\n${body}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${bodies}trailer\n<< ${trailer} >>\n%%EOF\n`, 'latin1');
}

/** An object with content, as `rawPdf` takes it. */
export function rawStream(content: string | Buffer, dictionary = ''): string {
  const bytes = Buffer.from(content as string, 'latin1');
  return `<< ${dictionary} /Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`;
}

/** What a layout says the page's text is. */
export function textOfLayout({ lines }: PageLayout): string {
  return lines.map(({ words }) => words.map(({ text }) => text).join(' ')).join('\n');
}
