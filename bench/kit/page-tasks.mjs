import { readFileSync, rmSync } from 'node:fs';

/** Of Chromium's tracing: what each thread runs, one task after another. */
const TASKS = 'toplevel';
const TASK = /RunTask$/;

/**
 * Notes the tasks of a page's main thread until `stop`, which gives the processor time of each in milliseconds: unlike
 * frames, it is not lengthened by whatever else the machine is busy with.
 *
 * @param electron as Playwright has it
 */
export async function noteTasks(electron) {
  await electron.evaluate(({ contentTracing }, category) => contentTracing.startRecording({ included_categories: [category] }), TASKS);
  return {
    async stop() {
      const file = await electron.evaluate(({ contentTracing }) => contentTracing.stopRecording());
      const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
      rmSync(file);
      const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
      return traceEvents.filter(({ ph, name, pid, tid }) => ph === 'X' && TASK.test(name) && mains.has(`${pid} ${tid}`)).map(({ tdur = 0 }) => tdur / 1_000);
    },
  };
}
