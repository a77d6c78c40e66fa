import mammoth from 'mammoth';
import { FilemillError } from '../../../../shared/errors/filemill-error';
import { CannotRead } from '../../../kit/cannot-read';
import { XmlFault } from '../../../office-kit/xml-fault';
import type { MammothElement } from './mammoth-elements';
import type { MammothFile } from './mammoth-file';
import { t } from '../../../../shared/words/words';

export interface ConversionOptions {
  /** Read after the document was transformed. */
  readonly styleMap: string[];
  /** The address that a picture gets. */
  addressOf(read: () => Promise<Buffer>): Promise<string>;
  /** Sees the document before it becomes HTML, and may change it. */
  transform(document: MammothElement): void;
}

/** mammoth's types know paths and buffers only; its `file` is what both become (its lib/unzip.js). */
const convertToHtml = mammoth.convertToHtml as unknown as (input: { file: MammothFile }, options: object) => Promise<{ value: string }>;

/**
 * The document as HTML that is not clean yet. No rules of its own are followed, nothing outside is opened. Throws
 * CannotRead where mammoth gives up, and what reading its parts throws.
 */
export async function convertDocument(file: MammothFile, { styleMap, addressOf, transform }: ConversionOptions): Promise<string> {
  try {
    const { value } = await convertToHtml(
      { file },
      {
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        ignoreEmptyParagraphs: false,
        styleMap,
        convertImage: mammoth.images.imgElement(async (image) => ({ src: await addressOf(() => image.readAsBuffer()) })),
        transformDocument(document: MammothElement) {
          transform(document);
          return document;
        },
      },
    );
    return value;
  } catch (thrown) {
    if (thrown instanceof FilemillError || thrown instanceof XmlFault) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new CannotRead(t('The document can\'t be shown as a page: {reason}', { reason }));
  }
}
