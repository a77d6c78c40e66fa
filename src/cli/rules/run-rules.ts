import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { SimulatedFile } from '../../shared/model/rule';
import type { OrderReview, RuleOrder } from '../../shared/model/rule-order';
import type { CallInput, CallOutput } from '../../shared/rpc/define-api';
import type { Connected } from '../../shared/rpc/connect';
import { parseArguments } from '../arguments';
import { findFolder } from '../find-folder';
import { printJson, printLine, printNote, shown } from '../print';
import { withEngine } from '../with-engine';
import { knownRules } from './known-rules';

export const RUN_USAGE = 'rules run NAME…|--all [--folder DIR] [--again] [--dry-run]';

type Engine = Connected<EngineApi>;

/** In one answer. */
const ROWS = 500;

/**
 * Has rules, also those that are off, act on the files that are there: on those that they are for, and with which they have not done
 * it before, unless `--again` is given. Exit 1 when a file needs attention afterwards. `--dry-run` says what would be done.
 */
export async function runRules(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, { all: { type: 'boolean' }, folder: { type: 'string' }, again: { type: 'boolean' }, 'dry-run': { type: 'boolean' } });
  if ((positionals.length > 0) === (values.all === true)) throw new FilemillError('usage.invalid', 'Which rules? Name them, or give --all for those that are on.', { hint: `filemill ${RUN_USAGE}; see their names with: filemill rules list` });
  const isDry = values['dry-run'] === true;
  const isJson = values.json === true;
  const act = async (engine: Engine): Promise<number> => {
    const names = positionals.length > 0 ? await knownRules(engine, positionals) : undefined;
    const { folders, state } = await engine.call('engine.snapshot', {});
    const wanted = {
      ...(names ? { names } : {}),
      ...(values.folder === undefined ? {} : { folderId: findFolder(folders, values.folder).id }),
      again: values.again === true,
    };
    if (isDry) return review(engine, wanted, isJson);
    if (state === 'paused') throw new FilemillError('usage.invalid', 'Filemill is paused.', { hint: 'Let it go on first: filemill resume' });
    return carryOut(engine, wanted, isJson);
  };
  return withEngine(values.data, act, !isDry);
}

async function review(engine: Engine, wanted: CallInput<EngineApi, 'rules.review'>, isJson: boolean): Promise<number> {
  let problems = 0;
  let shownFiles = 0;
  let answer: CallOutput<EngineApi, 'rules.review'>;
  do {
    answer = await engine.call('rules.review', { ...wanted, offset: shownFiles, limit: ROWS });
    for (const row of answer.rows) problems += tell(row, isJson);
    shownFiles += answer.rows.length;
  } while (answer.rows.length > 0 && shownFiles < answer.acted);
  const { files, acted, steps, before, unread, underWay } = answer;
  if (isJson) printJson({ type: 'review', files, acted, steps, before, unread, underWay, problems });
  else for (const line of wordsOf(answer)) printNote(line);
  return problems > 0 ? 1 : 0;
}

function wordsOf({ files, acted, steps, before, unread, underWay }: OrderReview): string[] {
  return [
    `${files} files, ${acted} of them acted on, ${steps} effects. Nothing was changed.`,
    ...(before > 0 ? [`Done before, and left alone: ${before}. Give --again to have it done again.`] : []),
    ...(unread > 0 ? [`Still to be read before the rules can be asked: ${unread}.`] : []),
    ...(underWay > 0 ? [`Being read at this moment, and left out: ${underWay}.`] : []),
  ];
}

/** @returns how much can't be done */
function tell({ path, folderName, outcomes }: SimulatedFile, isJson: boolean): number {
  let problems = 0;
  for (const { rule, steps } of outcomes) {
    for (const { state, action, sentence, target, isDestructive, error } of steps) {
      if (state === 'failed') problems += 1;
      if (isJson) {
        if (state === 'planned') printJson({ type: 'effect', folder: folderName, path, rule, action, sentence, target, isDestructive });
        else if (state === 'failed') printJson({ type: 'problem', folder: folderName, path, rule, action, error });
      } else if (state === 'planned') printLine(`${shown(path)}  ${shown(rule)}: ${shown(sentence)}`);
      else printNote(`${shown(path)}  ${shown(rule)}: ${state === 'failed' ? 'can’t be done: ' : ''}${shown(sentence)}`);
    }
  }
  return problems;
}

async function carryOut(engine: Engine, wanted: CallInput<EngineApi, 'rules.run'>, isJson: boolean): Promise<number> {
  const { id } = await engine.call('rules.run', wanted);
  const cancel = (): void => void engine.call('rules.cancelOrder', { id }).catch(() => undefined);
  process.once('SIGINT', cancel);
  try {
    const order = await untilEnded(engine, id);
    const { files, attention, effects, cancelledAt } = order;
    if (isJson) printJson({ type: 'run', ...order });
    else {
      printLine(`${cancelledAt === null ? '' : 'Called off. '}${files} files, ${effects} effects${attention > 0 ? `, ${attention} files need attention` : ''}.`);
      if (effects > 0) printNote(`Take it back with: filemill undo --order ${id}`);
    }
    return attention > 0 ? 1 : 0;
  } finally {
    process.off('SIGINT', cancel);
  }
}

/** Looked at whenever the mill tells that something has changed. */
function untilEnded(engine: Engine, id: number): Promise<RuleOrder> {
  return new Promise((resolve, reject) => {
    let isAsking = false;
    let hasChanged = false;
    const look = async (): Promise<void> => {
      if (isAsking) {
        hasChanged = true;
        return;
      }
      isAsking = true;
      do {
        hasChanged = false;
        const { orders } = await engine.call('rules.orders', { limit: 100 });
        const order = orders.find((one) => one.id === id);
        if (order && !order.isLooking && order.open === 0) {
          stop();
          resolve(order);
        }
      } while (hasChanged);
      isAsking = false;
    };
    const stop = engine.on('snapshot.taken', () => void look().catch(reject));
    look().catch(reject);
  });
}
