import { FilemillError } from '../../shared/errors/filemill-error';
import { parseArguments } from '../arguments';
import { findFiles } from '../find-files';
import { openLedger } from '../open-ledger';
import { printJson, printLine } from '../print';
import { countInParts, withRunningEngine } from '../running-engine';

export const usage = 'cancel FILE…';

/** Ends what is done with these files; they count as ignored until they are retried. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArguments(argv, {});
  if (positionals.length === 0) {
    throw new FilemillError('usage.invalid', 'Which file is to be called off?', { hint: `filemill ${usage}` });
  }
  const count = await withRunningEngine(values.data, (engine) => {
    const { database, close } = openLedger(values.data);
    const ids = findFiles(database, positionals);
    close();
    return countInParts(ids, (part) => engine.call('files.cancel', { ids: part }));
  });
  if (values.json) printJson({ type: 'cancel', count });
  else if (count === 0) printLine('Nothing of this waits or is in progress.');
  else printLine(`${count === 1 ? '1 file was' : `${count} files were`} called off. To take it up again: filemill retry FILE`);
  return 0;
}
