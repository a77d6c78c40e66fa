import { mkdirSync } from 'node:fs';
import { runDoctor } from '../../engine/engine-queries';
import { nodeHost } from '../../engine/workers/node-host';
import { parseArguments } from '../arguments';
import { dataFolder } from '../data-folder';
import { printJson, printLine } from '../print';
import { entryFolder } from '../project-folder';

export const usage = 'doctor';

/** Tries out what Filemill needs from this machine. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArguments(argv, {});
  const folder = dataFolder(values.data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const checks = await runDoctor(folder, nodeHost(entryFolder));
  for (const check of checks) {
    if (values.json) printJson({ type: 'check', ...check });
    else printLine(`${check.level.padEnd(8)} ${check.sentence} ${check.hint}`.trimEnd());
  }
  if (checks.some(({ level }) => level === 'problem')) return 3;
  return checks.some(({ level }) => level === 'warning') ? 1 : 0;
}
