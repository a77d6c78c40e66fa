import { isInstanceRunning, verify } from '../../engine/engine-queries';
import { parseArguments } from '../arguments';
import { openLedger } from '../open-ledger';
import { printJson, printLine, printNote, shown } from '../print';

export const usage = 'verify [--hashes]';

const CHECKED: Record<string, string> = {
  store: 'tables of the ledger',
  accounting: 'files accounted for',
  files: 'files compared with the disk',
  contents: 'files’ bytes compared',
  reports: 'reports and pictures',
  effects: 'effects on files',
  leftovers: 'places looked at for leftovers',
};

/** The ledger against disk and store. Exit 0 when everything fits, 1 when something does not. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArguments(argv, { hashes: { type: 'boolean' } });
  const { database, folder, close } = openLedger(values.data);
  try {
    const isRunning = isInstanceRunning(folder);
    const report = await verify(database, folder, { hashes: values.hashes === true, isRunning });
    if (values.json) printJson({ type: 'verify', running: isRunning, ...report });
    else print(report);
    return report.ok ? 0 : 1;
  } finally {
    close();
  }
}

function print({ ok, checks, misfits, underWay }: Awaited<ReturnType<typeof verify>>): void {
  for (const { check, path, message, hint } of misfits) {
    printLine(`${check.padEnd(10)}  ${path === null ? '' : `${shown(path)}: `}${shown(message)} ${hint}`.trimEnd());
  }
  const found = checks.reduce((sum, check) => sum + check.misfits, 0);
  if (found > misfits.length) printLine(`… and ${found - misfits.length} more.`);
  for (const { name, checked } of checks) if (checked > 0) printNote(`${checked} ${CHECKED[name] ?? name}`);
  if (underWay > 0) printNote(`${underWay} under way: they changed meanwhile.`);
  printLine(ok ? 'Everything fits.' : `${found === 1 ? '1 thing does' : `${found} things do`} not fit.`);
}
