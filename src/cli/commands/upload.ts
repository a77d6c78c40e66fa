import { join, resolve } from 'node:path';
import { Uploads, UploadStateFolder } from '../../engine/upload/uploads';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { ConnectionStep } from '../../shared/model/destination';
import { parseArguments } from '../arguments';
import { dataFolder } from '../data-folder';
import { printJson, printLine, printNote } from '../print';
import { destinationOf, limitOf, metadataOf, noteOnKeys, UPLOAD_OPTIONS } from '../upload/destination-option';
import { stoppable } from '../upload/stoppable';
import { uploadFiles } from '../upload/upload-files';

export const usage =
  'upload FILE… --destination NAME|--bucket B --endpoint URL [--prefix P] [--base DIR] [--delete-after] [--region R] [--path-style]' +
  ' [--certificates PEM] [--encrypt s3|kms [--kms-key ID]] [--source NAME] [--meta KEY=VALUE]… [--limit BYTES[k|M|G]] | upload --test …';

const MARKS = { done: 'well', failed: 'FAILED', notReached: '–' } as const;

function printConnection(bucket: string, steps: readonly ConnectionStep[]): void {
  for (const { step, state, ms, sentence, hint } of steps) printLine(`${bucket}: ${step.padEnd(6)}  ${MARKS[state].padEnd(6)}  ${sentence}${ms === null ? '' : ` (${ms} ms)`} ${hint}`.trimEnd());
}

/**
 * Uploads files to S3, proves each there, and only then takes it away where that is asked for. Credentials come from the
 * environment, or else from wherever AWS programs find them; there is no option for them, which everybody could read.
 * Exit 1 when a file was not uploaded.
 */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, UPLOAD_OPTIONS);
  const isJson = values.json ?? false;
  const home = dataFolder(values.data);
  const destination = destinationOf(values, home);
  const isTest = values.test ?? false;
  if (isTest === positionals.length > 0) {
    throw new FilemillError('usage.invalid', isTest ? 'A test takes no files.' : 'Which files are to be uploaded?', { hint: `filemill ${usage}` });
  }
  const note = noteOnKeys(destination);
  if (note !== null) printNote(note);
  const uploads = Uploads.open(destination, new UploadStateFolder(join(home, 'uploads')), { bytesPerSecond: limitOf(values.limit) });
  try {
    return await stoppable(async (signal) => {
      if (isTest) {
        const test = await uploads.test(signal);
        if (isJson) printJson({ type: 'connection', bucket: destination.bucket, ...test });
        else printConnection(destination.bucket, test.steps);
        return test.isWell ? 0 : 1;
      }
      const base = values.base === undefined ? null : resolve(values.base);
      const options = { base, metadata: metadataOf(values.meta), deleteAfter: values['delete-after'] ?? false, dataFolder: home, isJson };
      return uploadFiles(uploads.uploader, positionals.map((file) => resolve(file)), options, signal);
    });
  } finally {
    uploads.close();
  }
}
