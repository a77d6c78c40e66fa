import { findTesseract } from '../base/find-tesseract';

/** The version of the machine's tesseract that pages may be read with; null when there is none. */
export async function nativeTesseractVersion(): Promise<string | null> {
  return (await findTesseract())?.version ?? null;
}
