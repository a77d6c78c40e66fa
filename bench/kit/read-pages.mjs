import { spread } from './worker-pool.mjs';

const LANGUAGES = ['eng'];

/** How the engine asks for OCR: by itself, in English, with the engine that ships or the one of the machine. */
export const ocrOptions = (useNative) => ({ languages: LANGUAGES, languageFolder: null, mode: 'automatic', useNative });

/**
 * Pictures of pages through OCR, spread over the workers.
 *
 * @returns {Promise<{ seconds: number, reads: { text: string, ms: number, engine: string, facts: object }[] }>}
 */
export async function readPages(workers, pages, useNative) {
  const startedAt = performance.now();
  const reads = await spread(workers, pages, async (worker, { path }) => {
    const begun = performance.now();
    const [recognised] = await worker.recognise([path]);
    if (recognised.error) throw new Error(`${path}: ${recognised.error.message}`);
    const { text, engine, facts } = await worker.recognisePage(recognised, 1, ocrOptions(useNative));
    return { text, engine, facts, ms: performance.now() - begun };
  });
  return { seconds: (performance.now() - startedAt) / 1000, reads };
}

/** Each worker has read a page before: engines are loaded then, as in an application that has been running. */
export async function warmUp(workers, page, useNative) {
  for (const worker of workers) await readPages([worker], [page], useNative);
}
