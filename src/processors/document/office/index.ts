import type { Processor, Recognised } from '../../kit/processor';
import { processor as word } from '../word/index';
import { withDocx } from './convert-to-docx';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Reads by way of LibreOffice, which writes the document anew for the reader of Word documents. */
export const processor: Processor = {
  read: (file, recognised, context) =>
    withDocx(file, recognised, context, async (docx) => {
      const reading = await word.read(docx, asDocx(recognised, docx.size), context);
      if (reading.report.kind !== 'document') return reading;
      // Who wrote the document anew is not who made it.
      const { application: _name, applicationVersion: _version, ...metadata } = reading.report.metadata;
      return { ...reading, report: { ...reading.report, metadata, parser: 'libreoffice + word' } };
    }),
  html: (file, recognised, context) =>
    withDocx(file, recognised, context, async (docx) => {
      const { writePreview } = await import('../word/preview/write-preview');
      return writePreview(docx, context);
    }),
};

function asDocx(recognised: Recognised, size: number): Recognised {
  return { ...recognised, mime: DOCX, size };
}
