import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import type { OpenFile } from '../../kit/open-file';
import { DirectPort } from './direct-port';
import { loadPdfjs, type LoadedPdfjs, type Pdfjs } from './load-pdfjs';
import { lockedPdf, toPdfFailure } from './pdf-failure';
import { rebuildPdf } from './rebuild-pdf';

const MAX_FILE_BYTES = 512e6;
/** Larger files are not held in memory: their parts are read as they are needed. */
const WHOLE_UP_TO_BYTES = 32e6;
const RANGE_BYTES = 1024 * 1024;
const MAX_IMAGE_PIXELS = 100e6;
/** So that pictures are not decoded where only text and lines count. */
const NO_IMAGES = 1;

export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  /** What was wrong with the file, when its pages had to be looked for one by one; else null. */
  readonly rebuiltBecause: string | null;
  /** Rejects when the file can't be read on: then the library waits for its bytes for ever. Else it stays open. */
  readonly broken: Promise<never>;
  close(): Promise<void>;
}

/** Text needs neither standard fonts nor picture decoders, and can do without copying every message. */
export type Purpose = 'text' | 'drawing';

/**
 * Opens a PDF without scripts, forms of XFA, or anything from outside; a locked one with the first password that
 * fits. Throws `file.needsPassword`, `file.damaged`, `file.tooLarge`.
 */
export async function openPdf(file: OpenFile, purpose: Purpose, passwords: readonly string[]): Promise<OpenPdf> {
  const loaded = await loadPdfjs();
  const open = (source: PdfSource, reason: string | null): Promise<OpenPdf> =>
    openSource(loaded, { source, purpose, passwords, rebuiltBecause: reason });
  const source = await sourceOf(file, loaded.pdfjs);
  try {
    return await open(source, null);
  } catch (thrown) {
    const failure = toPdfFailure(thrown);
    if (failure.code !== 'file.damaged' || file.size > WHOLE_UP_TO_BYTES) throw failure;
    const rebuilt = rebuildPdf(await file.readAll(WHOLE_UP_TO_BYTES));
    if (!rebuilt) throw failure;
    return open(wholeSource(new Uint8Array(rebuilt)), failure.details ?? failure.message).catch(() => {
      throw failure;
    });
  }
}

interface PdfSource {
  readonly parts: { data: Uint8Array } | { range: InstanceType<Pdfjs['PDFDataRangeTransport']>; rangeChunkSize: number };
  readonly broken: Promise<never>;
}

interface Opening {
  source: PdfSource;
  purpose: Purpose;
  passwords: readonly string[];
  rebuiltBecause: string | null;
}

async function openSource(loaded: LoadedPdfjs, { source, purpose, passwords, rebuiltBecause }: Opening): Promise<OpenPdf> {
  const { pdfjs, dataUrls } = loaded;
  const worker = purpose === 'text' ? directWorker(loaded) : null;
  const task = pdfjs.getDocument({
    ...source.parts,
    ...(purpose === 'text' ? { cMapUrl: dataUrls.cMapUrl } : dataUrls),
    ...(worker ? { worker } : {}),
    cMapPacked: true,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    disableAutoFetch: true,
    disableStream: true,
    stopAtErrors: false,
    maxImageSize: purpose === 'text' ? NO_IMAGES : MAX_IMAGE_PIXELS,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  const untried = [...passwords];
  const lock = { isShut: false };
  task.onPassword = (tryPassword: (password: string | Error) => void): void => {
    const password = untried.shift();
    lock.isShut = password === undefined;
    tryPassword(password ?? new Error('no password fits'));
  };
  const close = async (): Promise<void> => {
    await task.destroy();
    worker?.destroy();
  };
  let isBroken = false;
  source.broken.catch(() => {
    isBroken = true;
  });
  try {
    return { document: await Promise.race([task.promise, source.broken]), rebuiltBecause, broken: source.broken, close };
  } catch (thrown) {
    // A library that waits for bytes does not end in good order; it is left alone.
    if (isBroken) worker?.destroy();
    else await close().catch(() => undefined);
    throw lock.isShut ? lockedPdf(thrown) : thrown;
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
    return wholeSource(file.smallBytes ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  }
  if (file.size > MAX_FILE_BYTES) await file.readAll(MAX_FILE_BYTES);
  const initial = new Uint8Array(await file.readRange(0, RANGE_BYTES));
  let fail: (reason: unknown) => void = () => undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  broken.catch(() => undefined);
  class FileRange extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      file.readRange(begin, end - begin).then((bytes) => this.onDataRange(begin, new Uint8Array(bytes)), fail);
    }
  }
  return { parts: { range: new FileRange(file.size, initial), rangeChunkSize: RANGE_BYTES }, broken };
}

function wholeSource(data: Uint8Array): PdfSource {
  return { parts: { data }, broken: new Promise(() => undefined) };
}
