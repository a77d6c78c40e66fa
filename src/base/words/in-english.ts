import { AsyncLocalStorage } from 'node:async_hooks';
import { speakEnglishWhere } from '../../shared/words/words';

const calls = new AsyncLocalStorage<{ isOver: boolean }>();
let open = 0;

/** Says in English what is said on behalf of `answer`, until it has its end; what it set going and outlives it speaks as the process does. */
export async function inEnglish<R>(answer: () => Promise<R>): Promise<R> {
  const call = { isOver: false };
  open += 1;
  speakEnglishWhere(() => calls.getStore()?.isOver === false);
  try {
    return await calls.run(call, answer);
  } finally {
    call.isOver = true;
    open -= 1;
    if (open === 0) {
      speakEnglishWhere(() => false);
      // As long as it is in use, each promise of the process takes longer.
      calls.disable();
    }
  }
}
