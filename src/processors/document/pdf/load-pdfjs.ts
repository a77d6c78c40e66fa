import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepHeapSmall } from '../../../base/keep-heap-small';
import { leaveSystemFontsAlone } from '../load-canvas';
import { meterPdfjs } from './meter-pdfjs';

export type Pdfjs = typeof import('pdfjs-dist');

/** The half that parses; it belongs into a worker of the browser. */
interface ParsingHalf {
  WorkerMessageHandler: { initializeFromPort(port: unknown): void };
}

export interface LoadedPdfjs {
  readonly pdfjs: Pdfjs;
  readonly parsingHalf: ParsingHalf;
  /** Where the package keeps its character maps, fonts and decoders; every value ends with a separator. */
  readonly dataUrls: { cMapUrl: string; standardFontDataUrl: string; wasmUrl: string; iccUrl: string };
}

let loading: Promise<LoadedPdfjs> | undefined;

/** The PDF library, loaded once a process. */
export function loadPdfjs(): Promise<LoadedPdfjs> {
  loading ??= load();
  return loading;
}

async function load(): Promise<LoadedPdfjs> {
  keepHeapSmall();
  leaveSystemFontsAlone();
  meterPdfjs();
  // It takes a utility process for a web page and then misses the DOM; as "browser" it uses its Node half.
  if (process.versions['electron']) Object.defineProperty(process, 'type', { value: 'browser', configurable: true });
  const packageDir = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const build = (name: string): string => pathToFileURL(join(packageDir, 'legacy', 'build', name)).href;
  // The worker half puts itself on globalThis, where the other half finds it and needs no path to it.
  const parsingHalf = (await import(/* @vite-ignore */ build('pdf.worker.min.mjs'))) as ParsingHalf;
  const pdfjs = (await import(/* @vite-ignore */ build('pdf.min.mjs'))) as Pdfjs;
  const data = (name: string): string => join(packageDir, name) + sep;
  return {
    pdfjs,
    parsingHalf,
    dataUrls: {
      cMapUrl: data('cmaps'),
      standardFontDataUrl: data('standard_fonts'),
      wasmUrl: data('wasm'),
      iccUrl: data('iccs'),
    },
  };
}
