import { takeIntoVault, type Uploaded, type Uploads } from '../../engine/upload/uploads';
import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import { printJson, printLine, shown } from '../print';
import { UploadMeter } from './upload-meter';

/** Small files wait for answers most of the time. */
const FILES_AT_ONCE = 3;

export interface UploadOptions {
  /** Absolute; null for the bare name. */
  base: string | null;
  metadata: Record<string, string>;
  deleteAfter: boolean;
  dataFolder: string;
  isJson: boolean;
}

interface Outcome {
  path: string;
  uploaded: Uploaded | null;
  /** Where the file lies now that was taken away. */
  kept: string | null;
  error: ErrorData | null;
}

/** Uploads files, each on its own. @returns 1 when one was not, or could not be taken away as asked */
export async function uploadFiles(uploader: Uploads['uploader'], files: readonly string[], options: UploadOptions, signal: AbortSignal): Promise<number> {
  const meter = new UploadMeter(options.isJson);
  const left = files.values();
  let isWell = true;
  const work = async (): Promise<void> => {
    for (const path of left) {
      const outcome = await uploadOne(uploader, path, options, meter, signal);
      meter.clear();
      if (outcome.error) isWell = false;
      if (options.isJson) printJson(jsonOf(outcome));
      else printForPeople(outcome);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(FILES_AT_ONCE, files.length) }, work));
  } finally {
    meter.clear();
  }
  return isWell ? 0 : 1;
}

async function uploadOne(uploader: Uploads['uploader'], path: string, { base, metadata, deleteAfter, dataFolder }: UploadOptions, meter: UploadMeter, signal: AbortSignal): Promise<Outcome> {
  const outcome: Outcome = { path, uploaded: null, kept: null, error: null };
  try {
    outcome.uploaded = await uploader.upload({ path, base, metadata }, signal, (at) => meter.show(path, at));
    if (deleteAfter) outcome.kept = await takeIntoVault(dataFolder, Date.now(), path, outcome.uploaded.version);
  } catch (error) {
    if (signal.aborted) throw error;
    outcome.error = toErrorData(error);
  } finally {
    meter.end(path);
  }
  return outcome;
}

function jsonOf({ path, uploaded, kept, error }: Outcome): unknown {
  if (!uploaded) return { type: 'upload', path, error };
  const { version: _, ...facts } = uploaded;
  return { type: 'upload', path, ...facts, ...(kept === null ? {} : { kept }), ...(error ? { error } : {}) };
}

const PROOFS = { sha256: 'its SHA-256 is right there', md5: 'its MD5 is right there', readBack: 'read back and right' } as const;

function printForPeople({ path, uploaded, kept, error }: Outcome): void {
  if (uploaded) {
    const { url, size, isNew, resumedBytes, proof } = uploaded;
    const how = isNew ? (resumedBytes > 0 ? `, went on after ${formatBytes(resumedBytes)}` : '') : ', was there already';
    printLine(`${shown(path)}  →  ${shown(url)}  ${formatBytes(size)}${how}, ${PROOFS[proof]}`);
  }
  if (kept !== null) printLine(`    The file is kept as ${shown(kept)}`);
  if (error) printLine(`${shown(path)}: ${error.message} ${error.hint}`.trimEnd());
}
