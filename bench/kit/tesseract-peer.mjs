import { runProgram } from './processes.mjs';

/**
 * The machine's own tesseract, a process for each page.
 *
 * @param {{ processes: number, threads?: number }} how `threads`: left to it when undefined
 * @returns {Promise<{ seconds: number, texts: string[] }>}
 */
export async function runTesseract(tesseract, pages, { processes, threads }) {
  const env = { ...process.env, ...(threads === undefined ? {} : { OMP_THREAD_LIMIT: String(threads) }) };
  const texts = new Array(pages.length);
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: processes }, async () => {
      while (next < pages.length) {
        const at = next;
        next += 1;
        const { path, dpi } = pages[at];
        texts[at] = (await runProgram(tesseract, [path, 'stdout', '-l', 'eng', '--dpi', String(dpi)], { env })).stdout;
      }
    }),
  );
  return { seconds: (performance.now() - startedAt) / 1000, texts };
}
