import { mkdirSync } from 'node:fs';
import { runDoctor } from '../../engine/engine-queries';
import { nodeHost } from '../../engine/workers/node-host';
import type { DoctorCheck } from '../../shared/model/engine';
import { parseArguments } from '../arguments';
import { dataFolder } from '../data-folder';
import { checkReading } from '../doctor/check-reading';
import { printJson, printLine, shown } from '../print';
import { entryFolder } from '../project-folder';
import { WIDTH, wrapLine } from '../wrap-line';

export const usage = 'doctor';

const COLUMN = 9;

/** Tries out what Filemill needs from this machine. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArguments(argv, {});
  const folder = dataFolder(values.data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const checks = [...(await runDoctor(folder, nodeHost(entryFolder))), ...(await checkReading(folder))];
  for (const check of checks) {
    if (values.json) printJson({ type: 'check', ...check });
    else printCheck(check);
  }
  if (checks.some(({ level }) => level === 'problem')) return 3;
  return checks.some(({ level }) => level === 'warning') ? 1 : 0;
}

function printCheck({ level, sentence, hint }: DoctorCheck): void {
  const lines = [sentence, hint].filter((part) => part !== '').flatMap((part) => wrapLine(shown(part), WIDTH - COLUMN));
  for (const [index, line] of lines.entries()) printLine((index === 0 ? level : '').padEnd(COLUMN) + line);
}
