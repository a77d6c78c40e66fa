import { FilemillError } from '../../shared/errors/filemill-error';
import type { CallInput, CallOutput } from '../../shared/rpc/define-api';
import type { EngineApi } from '../../shared/contract/engine-api';
import { parseArguments } from '../arguments';
import { instantOf } from '../choices';
import { findChangedFile } from '../find-changed-file';
import { openLedger } from '../open-ledger';
import { printJson, printLine, shown } from '../print';
import { withEngine } from '../with-engine';

export const usage = 'undo ID…|--file FILE|--run JOB|--order ID|--rule NAME [--since WHEN]';

type Wanted = { ids: number[] } | CallInput<EngineApi, 'effects.undoAll'>;

/**
 * Takes back what was done to files: single effects, by the ids that `export`, `list --json` and `watch --json` print with each,
 * or all of a file, of one of its runs (a job's id), of what `rules run` did (an order's id) or of a rule. What can't be taken back stays, and says why.
 */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, { file: { type: 'string' }, run: { type: 'string' }, order: { type: 'string' }, rule: { type: 'string' }, since: { type: 'string' } });
  const wanted = wantedEffects(values, positionals);
  const { undone, failed } = await withEngine(values.data, (engine) =>
    'ids' in wanted ? engine.call('effects.undo', wanted) : engine.call('effects.undoAll', wanted),
  );
  if (values.json) printJson({ type: 'undo', undone, failed });
  else print({ undone, failed });
  return failed.length > 0 ? 1 : 0;
}

function wantedEffects({ data, file, run: job, order, rule, since }: { data?: string | undefined; file?: string | undefined; run?: string | undefined; order?: string | undefined; rule?: string | undefined; since?: string | undefined }, positionals: string[]): Wanted {
  const ways = [positionals.length > 0, file !== undefined, job !== undefined, order !== undefined, rule !== undefined].filter(Boolean).length;
  if (ways !== 1) throw wrong('What is to be taken back?');
  if (since !== undefined && rule === undefined) throw wrong('--since belongs to --rule.');
  if (rule !== undefined) return { rule, ...(since === undefined ? {} : { since: instantOf('since', since, 'first') }) };
  if (job !== undefined) return { jobId: idOf(job) };
  if (order !== undefined) return { orderId: idOf(order) };
  if (file === undefined) return { ids: [...new Set(positionals.map(idOf))] };
  const { database, close } = openLedger(data);
  try {
    return { fileId: findChangedFile(database, file) };
  } finally {
    close();
  }
}

function idOf(given: string): number {
  const id = Number(given);
  if (Number.isSafeInteger(id) && id >= 1) return id;
  throw wrong(`${shown(given)} is no id.`);
}

const wrong = (message: string): FilemillError => new FilemillError('usage.invalid', message, { hint: `filemill ${usage}; ids stand in: filemill export --jsonl` });

function print({ undone, failed }: CallOutput<EngineApi, 'effects.undo'>): void {
  printLine(undone === 0 ? 'Nothing was taken back.' : undone === 1 ? '1 effect was taken back.' : `${undone} effects were taken back.`);
  for (const { id, path, error } of failed) printLine(`  ${id}${path === '' ? '' : ` ${shown(path)}`}: ${error.message} ${error.hint}`.trimEnd());
}
