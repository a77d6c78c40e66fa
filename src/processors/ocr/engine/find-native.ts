import { findTesseract, type NativeTesseract } from '../../../base/find-tesseract';

const known = new Map<string, Promise<NativeTesseract | null>>();

/** The machine's tesseract, as `findTesseract` finds it on the given PATH; looked for once a process. */
export function findNative(searchPath = process.env['PATH'] ?? ''): Promise<NativeTesseract | null> {
  let search = known.get(searchPath);
  if (!search) {
    search = findTesseract(searchPath);
    known.set(searchPath, search);
  }
  return search;
}
