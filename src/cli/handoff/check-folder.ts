import { checkConformance, type Finding, type HandoffRow } from '../../engine/engine-queries';
import { HANDOFF_STATES } from '../../shared/model/handoff';
import { parseArguments } from '../arguments';
import { printJson, printLine, shown } from '../print';
import { oneFolder } from './one-folder';

export const CHECK_USAGE = 'handoff check DIR';

/** Tells what the programs that write into a folder do wrong. @returns 1 when a hand-off is wrong or stuck; remarks alone are well */
export async function checkFolder(argv: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArguments(argv, {});
  const folder = oneFolder(positionals, CHECK_USAGE);
  const counts = new Map(HANDOFF_STATES.map((state) => [state, 0]));
  let faults = 0;
  let remarks = 0;
  for await (const { row, findings } of checkConformance(folder, { signal })) {
    if (row) counts.set(row.state, (counts.get(row.state) ?? 0) + 1);
    faults += findings.filter(({ severity }) => severity === 'fault').length;
    remarks += findings.filter(({ severity }) => severity === 'remark').length;
    if (values.json) printJson(jsonOf(row, findings));
    else for (const finding of findings) printLine(lineOf(finding));
  }
  const states = HANDOFF_STATES.map((state) => [state, counts.get(state) ?? 0] as const);
  if (values.json) printJson({ type: 'summary', ...Object.fromEntries(states), faults, remarks });
  else printLine(`${states.filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`).join(', ') || 'No hand-offs'}; ${faults} wrong, ${remarks} remarks`);
  return faults === 0 ? 0 : 1;
}

const jsonOf = (row: HandoffRow | null, findings: readonly Finding[]): unknown =>
  row ? { type: 'handoff', path: row.pair.data, state: row.state, nextApp: row.sidecar?.next_app ?? null, lock: row.lock, ageMs: row.ageMs, findings } : { type: 'stray', findings };

const lineOf = ({ severity, path, what, message, hint }: Finding): string => `${severity === 'fault' ? '✗' : '·'} ${shown(path)}: ${message} ${hint} [${what}]`;
