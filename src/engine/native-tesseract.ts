import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const ANSWER_MS = 5_000;

/** The version of the tesseract that is installed on the machine; null when there is none. */
export async function nativeTesseractVersion(): Promise<string | null> {
  try {
    const { stdout, stderr } = await promisify(execFile)('tesseract', ['--version'], { timeout: ANSWER_MS, windowsHide: true });
    return /tesseract v?(\d+(?:\.\d+)*)/.exec(`${stdout}\n${stderr}`)?.[1] ?? null;
  } catch {
    // Not there, or not to be started: the one that ships is used.
    return null;
  }
}
