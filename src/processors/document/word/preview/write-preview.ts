import type { Artifact } from '../../../../shared/contract/worker-api';
import { CannotRead } from '../../../kit/cannot-read';
import { throwIfCancelled, type OpenFile } from '../../../kit/open-file';
import type { Context } from '../../../kit/processor';
import { writeArtifact } from '../../../kit/write-artifact';
import { WORD_DOCUMENT } from '../../../office-kit/office-format';
import { readXml } from '../../../office-kit/read-xml';
import { XmlFault } from '../../../office-kit/xml-fault';
import { ZipParts } from '../../../office-kit/zip-parts';
import { readStyleSheet } from '../style-sheet';
import { readThemeFonts, type ThemeFonts } from '../theme-fonts';
import { openPackage, relatedPart, type WordPackage } from '../word-package';
import { cleanHtml } from './clean-html';
import { convertDocument } from './convert-document';
import { cutDocument } from './cut-document';
import { dressDocument } from './dress-document';
import { MammothFile } from './mammoth-file';
import { MAX_PICTURE_BYTES, PictureShelf } from './picture-shelf';
import { previewPage } from './preview-page';
import { readMargins } from './read-margins';
import { settleReferences } from './settle-references';
import { signComments } from './sign-comments';
import { StyleClasses } from './style-classes';
import { t } from '../../../../shared/words/words';

const MAX_PAGE_BYTES = 10 * 1024 * 1024;
/** Of the text without pictures. */
const MAX_TEXT_BYTES = 1.5 * 1024 * 1024;
/** What mammoth gets of a part: a second of its time and a hundred megabytes for each million. */
const MAX_XML_UNITS = 2e6;
/** Points: the width of A4, and what is still a sheet. */
const USUAL_WIDTH = 595;
const MIN_WIDTH = 200;
const MAX_WIDTH = 2_000;

/**
 * The document as one page of HTML that looks like it, holds its pictures, and runs and loads nothing. Throws
 * CannotRead where there is no such page, and what unpacking throws.
 */
export async function writePreview(file: OpenFile, context: Context): Promise<Artifact> {
  const parts = await ZipParts.open(file, WORD_DOCUMENT, context.signal);
  try {
    const word = await openPackage(parts);
    const html = await makePage(word, context);
    const bytes = Buffer.from(html);
    if (bytes.length > MAX_PAGE_BYTES) throw new CannotRead(t('The preview of the document would be too large.'));
    return writeArtifact(context.scratchDir, { bytes, role: 'html', extension: 'html', width: 0, height: 0 });
  } catch (thrown) {
    throw thrown instanceof XmlFault ? new CannotRead(`${thrown.part} is damaged: ${thrown.what}`) : thrown;
  } finally {
    parts.close();
  }
}

async function makePage(word: WordPackage, context: Context): Promise<string> {
  const fonts = await fontsOf(word);
  const styles = await readStyleSheet(word, fonts);
  const { pageWidth, headers, footers } = await readMargins(word, fonts);
  throwIfCancelled(context.signal);
  const classes = new StyleClasses();
  const shelf = new PictureShelf();
  let isCut = false;
  const file = new MammothFile(word.parts, { showsChanges: true, pictureBytes: MAX_PICTURE_BYTES, xmlUnits: MAX_XML_UNITS });
  const html = await convertDocument(file, {
    styleMap: classes.styleMap,
    addressOf: (read) => shelf.add(read),
    transform(document) {
      settleReferences(document);
      signComments(document);
      isCut = cutDocument(document, MAX_TEXT_BYTES);
      dressDocument(document, styles, classes);
    },
  });
  throwIfCancelled(context.signal);
  const sheetWidth = Math.min(Math.max(pageWidth ?? USUAL_WIDTH, MIN_WIDTH), MAX_WIDTH);
  return previewPage({ html: shelf.putInto(cleanHtml(html)), css: classes.css, sheetWidth, isCut: isCut || file.isCut, headers, footers });
}

async function fontsOf({ parts, relations }: WordPackage): Promise<ThemeFonts> {
  const themePart = relatedPart(parts, relations, 'theme');
  return themePart === null ? new Map<string, string>() : readThemeFonts(await readXml(parts, themePart));
}
