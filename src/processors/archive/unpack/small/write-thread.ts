import { workerData } from 'node:worker_threads';
import { seeArchivesAsFiles } from '../../../../base/no-archives';
import { speakAsParent } from '../../../../base/words/speak-in-process';
import { toErrorData } from '../../../../shared/errors/filemill-error';
import { TargetFolder } from '../target-folder';
import { EntryRefusal, toWriteError } from '../write-error';
import { ANSWERED, READY, STOPPED, TRIED, type Answer, type Batch, type Outcome, type SmallFile, type WriterData } from './write-messages';
import { writeSmallFile } from './write-small-file';

seeArchivesAsFiles();
await speakAsParent();

// The entry of the thread that writes small files while the worker unpacks the next ones. It makes no folders, and writes
// only into those that it was told of, as long as they are the very same.
const { root, state, port } = workerData as WriterData;
const shared = new Int32Array(state);
const target = TargetFolder.madeElsewhere(root);

port.on('message', ({ folders, files, bytes }: Batch) => {
  target.learn(folders);
  const outcomes = files.map((file, i) => write(file, bytes.subarray(files[i - 1]?.end ?? 0, file.end)));
  port.postMessage({ outcomes, bytes } satisfies Answer, [bytes.buffer]);
  // Whoever waits hears of it while its own loop stands still.
  Atomics.add(shared, ANSWERED, 1);
  Atomics.notify(shared, ANSWERED);
});
Atomics.store(shared, READY, 1);

function write(file: SmallFile, bytes: Uint8Array): Outcome {
  if (Atomics.load(shared, STOPPED) !== 0) return null;
  Atomics.add(shared, TRIED, 1);
  try {
    return writeSmallFile(target, file, bytes);
  } catch (thrown) {
    const error = toWriteError(thrown);
    if (error instanceof EntryRefusal) return { refusal: error.warning };
    Atomics.store(shared, STOPPED, 1);
    return { failure: toErrorData(error) };
  }
}
