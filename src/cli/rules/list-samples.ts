import { SAMPLES } from '../../engine/engine-queries';
import { parseArguments } from '../arguments';
import { printJson, printLine } from '../print';

export const SAMPLES_USAGE = 'rules samples';

/** Rules to begin with: `rules import --sample ID` takes them in. */
export async function listSamples(argv: string[]): Promise<number> {
  const { values } = parseArguments(argv, {});
  for (const { id, title, sentence, rules } of SAMPLES) {
    if (values.json) printJson({ type: 'sample', id, title, sentence, rules });
    else printLine(`${id}\n    ${title}. ${sentence}`);
  }
  return 0;
}
