import { FilemillError } from '../../shared/errors/filemill-error';
import { parseArguments } from '../arguments';
import { printJson, printLine, shown } from '../print';
import { withEngine } from '../with-engine';

export const usage = 'undo ID…';

/** Takes back what was done to files, by the ids that `export`, `list --json` and `watch --json` print with each effect. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {});
  const ids = positionals.map(Number);
  if (ids.length === 0 || ids.some((id) => !Number.isSafeInteger(id) || id < 1)) {
    throw new FilemillError('usage.invalid', 'Which effect is to be taken back?', {
      hint: `filemill ${usage}; the ids stand in: filemill export --jsonl`,
    });
  }
  const { undone, failed } = await withEngine(values.data, (engine) => engine.call('effects.undo', { ids: [...new Set(ids)] }));
  if (values.json) printJson({ type: 'undo', undone, failed });
  else {
    printLine(undone === 0 ? 'Nothing was taken back.' : undone === 1 ? '1 effect was taken back.' : `${undone} effects were taken back.`);
    for (const { id, path, error } of failed) printLine(`  ${id}${path === '' ? '' : ` ${shown(path)}`}: ${error.message} ${error.hint}`.trimEnd());
  }
  return failed.length > 0 ? 1 : 0;
}
