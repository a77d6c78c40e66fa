import { PDFDocument } from '@cantoo/pdf-lib';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { PageLayout } from '../../shared/model/page-layout';
import { TextLayer } from './text-layer';
import { t } from '../../shared/words/words';

/** So far from the end a file says where its table of contents is. */
const END_BYTES = 1024;
const OBJECT = /^\s*\d+\s+\d+\s+obj\b/;
/** More than objects that were lost from a damaged file: what still refers to them must not meet new ones. */
const LOST_OBJECTS = 100_000;

/**
 * A copy of a PDF whose pages can be searched: the original as it is, and after it, as an update of the file, the
 * words of `layouts` as invisible text. A damaged file is written anew instead. Boxes are in points of the pages as
 * shown. Throws `artifact.none` for a document that can't be written to.
 */
export async function searchableCopy(original: Uint8Array, layouts: AsyncIterable<PageLayout>): Promise<Uint8Array> {
  const isWhole = isSound(original);
  const document = await open(original, isWhole);
  if (!isWhole) document.context.largestObjectNumber += LOST_OBJECTS;
  const layer = new TextLayer(document);
  const pages = document.getPages();
  for await (const { page: number, lines } of layouts) {
    const page = pages[number - 1];
    if (!page) throw damaged(`page ${number} is not among its ${pages.length} pages`);
    layer.add(page, lines);
  }
  layer.finish();
  return isWhole ? document.commit() : document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

/** Its last table of contents is where the file says it is, and leads to an object, so that an update can go on from there. */
function isSound(original: Uint8Array): boolean {
  const bytes = Buffer.from(original.buffer, original.byteOffset, original.length);
  const textAt = (offset: number, length: number): string => bytes.toString('latin1', offset, offset + length);
  const offset = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(textAt(Math.max(0, bytes.length - END_BYTES), END_BYTES))?.[1];
  if (offset === undefined || textAt(0, 5) !== '%PDF-') return false;
  const table = textAt(Number(offset), END_BYTES);
  if (OBJECT.test(table)) return true;
  const entry = /^xref\s.*?(\d{10}) \d{5} n/s.exec(table)?.[1];
  return entry === undefined ? /^xref\s+0 0\s/.test(table) : OBJECT.test(textAt(Number(entry), 40));
}

async function open(original: Uint8Array, forIncrementalUpdate: boolean): Promise<PDFDocument> {
  const options = { ignoreEncryption: true, forIncrementalUpdate, updateMetadata: false, preserveXFA: true };
  const document = await PDFDocument.load(original, options).catch((thrown: unknown) => {
    throw damaged(thrown instanceof Error ? thrown.message : String(thrown), thrown);
  });
  if (document.isEncrypted) {
    throw new FilemillError('artifact.none', t('No searchable copy can be made of an encrypted PDF.'), {
      hint: t('Save it without its password, and put it here again.'),
    });
  }
  return document;
}

function damaged(details: string, cause?: unknown): FilemillError {
  return new FilemillError('artifact.none', t('No searchable copy can be made of this PDF: it is damaged.'), {
    hint: t('Save it anew in a PDF program, and put it here again.'),
    details,
    cause,
  });
}
