import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import { DirectPort } from './direct-port';
import { loadPdfjs, type LoadedPdfjs, type Pdfjs } from './load-pdfjs';
import { rebuildPdf } from './rebuild-pdf';

const MAX_FILE_BYTES = 512e6;
/** Larger files are not held in memory: their parts are read as they are needed. */
const WHOLE_UP_TO_BYTES = 32e6;
const RANGE_BYTES = 1024 * 1024;
const MAX_IMAGE_PIXELS = 100e6;

export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  /** What was wrong with the file, when its pages had to be looked for one by one; else null. */
  readonly rebuiltBecause: string | null;
  close(): Promise<void>;
}

/** Text needs neither standard fonts nor picture decoders, and can do without copying every message. */
type Purpose = 'text' | 'drawing';

/**
 * Opens a PDF without scripts, forms of XFA, or anything from outside. Throws `file.needsPassword`, `file.damaged`,
 * `file.tooLarge`.
 */
export async function openPdf(file: OpenFile, purpose: Purpose): Promise<OpenPdf> {
  const loaded = await loadPdfjs();
  const source = await sourceOf(file, loaded.pdfjs);
  try {
    return await openSource(loaded, source, purpose, null);
  } catch (thrown) {
    const failure = toPdfError(thrown);
    if (failure.code !== 'file.damaged' || file.size > WHOLE_UP_TO_BYTES) throw failure;
    const rebuilt = rebuildPdf(await file.readAll(WHOLE_UP_TO_BYTES));
    if (!rebuilt) throw failure;
    const data = { data: new Uint8Array(rebuilt.buffer, rebuilt.byteOffset, rebuilt.length) };
    return openSource(loaded, data, purpose, failure.details ?? failure.message).catch(() => {
      throw failure;
    });
  }
}

type PdfSource = { data: Uint8Array } | { range: InstanceType<Pdfjs['PDFDataRangeTransport']>; rangeChunkSize: number };

async function openSource(
  loaded: LoadedPdfjs,
  source: PdfSource,
  purpose: Purpose,
  rebuiltBecause: string | null,
): Promise<OpenPdf> {
  const { pdfjs, dataUrls } = loaded;
  const worker = purpose === 'text' ? directWorker(loaded) : null;
  const task = pdfjs.getDocument({
    ...source,
    ...(purpose === 'text' ? { cMapUrl: dataUrls.cMapUrl } : dataUrls),
    ...(worker ? { worker } : {}),
    cMapPacked: true,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    disableAutoFetch: true,
    disableStream: true,
    stopAtErrors: false,
    maxImageSize: MAX_IMAGE_PIXELS,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  const close = async (): Promise<void> => {
    await task.destroy();
    worker?.destroy();
  };
  try {
    return { document: await task.promise, rebuiltBecause, close };
  } catch (thrown) {
    await close().catch(() => undefined);
    throw thrown;
  }
}

function directWorker({ pdfjs, parsingHalf }: LoadedPdfjs): PDFWorker {
  const [near, far] = DirectPort.pair();
  parsingHalf.WorkerMessageHandler.initializeFromPort(far);
  return pdfjs.PDFWorker.create({ port: near as unknown as Worker, verbosity: pdfjs.VerbosityLevel.ERRORS }) as PDFWorker;
}

async function sourceOf(file: OpenFile, pdfjs: Pdfjs): Promise<PdfSource> {
  if (file.size <= WHOLE_UP_TO_BYTES) {
    const bytes = await file.readAll(MAX_FILE_BYTES);
    // The library takes the memory over, so it gets a copy of what is still needed.
    return { data: file.smallBytes ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
  }
  if (file.size > MAX_FILE_BYTES) await file.readAll(MAX_FILE_BYTES);
  const initial = new Uint8Array(await file.readRange(0, RANGE_BYTES));
  class FileRange extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      file.readRange(begin, end - begin).then(
        (bytes) => this.onDataRange(begin, new Uint8Array(bytes)),
        () => this.abort(),
      );
    }
  }
  return { range: new FileRange(file.size, initial), rangeChunkSize: RANGE_BYTES };
}

function toPdfError(thrown: unknown): FilemillError {
  if (thrown instanceof FilemillError) return thrown;
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: String(thrown) };
  if (name === 'PasswordException') {
    return new FilemillError('file.needsPassword', 'This PDF is locked with a password.', {
      hint: 'Open it with its password, save it without one, and put it here again.',
      cause: thrown,
    });
  }
  return damagedPdf(message, thrown);
}

export function damagedPdf(reason: string, cause?: unknown): FilemillError {
  return new FilemillError('file.damaged', 'The PDF is damaged: no page of it can be read.', {
    hint: 'Get the file again from where it came from.',
    details: reason,
    cause,
  });
}
