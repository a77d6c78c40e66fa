import type { FileKind } from '../../shared/model/file';
import type { Report } from '../../shared/model/report';
import type { Artifact, PageToRecognise } from '../../shared/contract/worker-api';
import type { TransformRecipe } from '../../shared/model/transform';
import type { PageLayout } from '../../shared/model/page-layout';
import type { OpenFile } from './open-file';

/** What is known of a file when a processor is chosen: recognised from its bytes, not from its name. */
export interface Recognised {
  readonly name: string;
  readonly mime: string;
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
}

export interface Limits {
  /** After this the worker is killed and the file fails with `file.tooSlow`. */
  readonly timeoutMs: number;
  /** Resident growth of the worker, bytes; beyond it the worker is killed and the file fails with `file.tooComplex`. */
  readonly memoryBytes: number;
  /** The file may be made to take more: it is read with nothing else, and no fallback gives it more. */
  readonly isBound?: boolean;
}

/** The light half of a processor: importable anywhere, reaches no heavy library. */
export interface Manifest {
  readonly id: string;
  /** Raised whenever the same bytes would give another report; old reports are then not reused. */
  readonly version: number;
  /** 0 = can't; the highest score reads the file, the next one is the fallback. */
  score(file: Recognised): number;
  limits(file: Recognised): Limits;
  /** Whether `render` gives page images. */
  readonly canRender: boolean;
  /** Whether `raster` gives pages that OCR can read. */
  readonly canRaster?: boolean;
  /** Whether it looks for faces where that is wanted (`withFaces`). */
  readonly seesFaces?: boolean;
  /** Whether `html` shows the document. */
  readonly hasHtml?: boolean;
}

export interface Context {
  readonly signal: AbortSignal;
  /** The only place where a processor writes. */
  readonly scratchDir: string;
  /** Tried in turn on a locked file. */
  readonly passwords: readonly string[];
  /** Tables of pages are not looked for. */
  readonly withoutTables?: boolean | undefined;
  /** Faces in pictures are looked for. */
  readonly withFaces?: boolean | undefined;
  /** Of pictures only the hashes are wanted. */
  readonly onlyHashes?: boolean | undefined;
  /** `fraction` is 0–1 or null; `label` is for people: "Page 3 of 12". Throttled by the kit. */
  progress(label: string, fraction: number | null): void;
}

export interface Reading {
  readonly report: Report;
  /** For search and the Text tab; pages separated by a form feed. */
  readonly text: string;
  readonly warnings: string[];
  readonly artifacts: Artifact[];
  /** None when left out. */
  readonly pagesToRecognise?: PageToRecognise[];
  /** Of a picture, base64. */
  readonly pictureSignature?: string;
}

/** The pixels of a page as shown, for OCR. */
export interface PageRaster {
  /** Row by row without padding, `channels` bytes a pixel: grey, RGB or RGBA. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  /** Dots per inch; null where the file does not say. */
  readonly dpi: number | null;
  /** Size of the page in the unit of its layout: points for documents, pixels for pictures. */
  readonly pageWidth: number;
  readonly pageHeight: number;
}

/**
 * The heavy half. Runs in a worker, may be run again on the same file, stops at the signal, throws FilemillError
 * with a `file.*` code when the file is at fault.
 */
export interface Processor {
  read(file: OpenFile, recognised: Recognised, context: Context): Promise<Reading>;
  render?(file: OpenFile, recognised: Recognised, page: number, maxSidePixels: number, context: Context): Promise<Artifact>;
  /** At most `maxPixels`, and about 300 dots per inch where the page has a size on paper. */
  raster?(file: OpenFile, recognised: Recognised, page: number, maxPixels: number, context: Context): Promise<PageRaster>;
  /** Where the words of the file's own text stand. */
  layout?(file: OpenFile, recognised: Recognised, page: number, context: Context): Promise<PageLayout>;
  html?(file: OpenFile, recognised: Recognised, context: Context): Promise<Artifact>;
  searchable?(file: OpenFile, recognised: Recognised, layoutsPath: string, context: Context): Promise<Artifact>;
  /** A changed copy in scratch, and what was done; or a preview of it whose longer side is at most `maxSidePixels`. */
  transform?(
    file: OpenFile,
    recognised: Recognised,
    request: { recipe: TransformRecipe; maxSidePixels: number | null },
    context: Context,
  ): Promise<{ artifact: Artifact; log: string[] }>;
}
