import { parentPort } from 'node:worker_threads';
import { seeArchivesAsFiles } from '../../../base/no-archives';
import { speakAsParent } from '../../../base/words/speak-in-process';
import { toErrorData } from '../../../shared/errors/filemill-error';
import { Reach } from '../reach';
import { tidyPlace } from '../tidy-place';
import type { FarAnswer, FarQuestion } from './far-looks';
import { findHandoffs } from './find-handoffs';
import { SidecarMemory } from './sidecar-memory';

seeArchivesAsFiles();
await speakAsParent();

// The entry of a thread that looks at one place on a share: it may hang there, and nobody else does.
const memory = new SidecarMemory();
const here = new Reach({ mayHang: () => false, look: () => Promise.resolve() });

parentPort?.on('message', (question: FarQuestion) => {
  void answer(question).then((said) => parentPort?.postMessage(said));
});

async function answer({ act, place }: FarQuestion): Promise<FarAnswer> {
  try {
    if (act === 'look') return { finding: await findHandoffs([place], memory, here), error: null };
    await tidyPlace(place.path);
    return { finding: null, error: null };
  } catch (error) {
    return { finding: null, error: toErrorData(error) };
  }
}
