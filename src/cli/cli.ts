import { endAtOnce } from '../base/end-at-once';
import { isAnybodySilent } from '../base/patience';
import { toErrorData, FilemillError } from '../shared/errors/filemill-error';
import { ERROR_TABLE } from '../shared/errors/error-table';
import { printJson, printLine, printNote } from './print';
import { version } from './project-folder';

interface Command {
  usage: string;
  run(argv: string[]): number | Promise<number>;
}

/** One file each; loaded when called, so that `--help` is quick. */
const COMMANDS: Record<string, { does: string; load: () => Promise<Command> }> = {
  watch: { does: 'runs the mill on the given folders, or the configured ones', load: () => import('./commands/watch') },
  inspect: { does: 'reads files and prints all that is known', load: () => import('./commands/inspect') },
  image: { does: 'changes pictures: size, colours, format; tells their hashes', load: () => import('./commands/image') },
  archive: { does: 'lists, extracts, makes and verifies archives', load: () => import('./commands/archive') },
  status: { does: 'accounting, health and suggestions', load: () => import('./commands/status') },
  list: { does: 'the ledger, newest first', load: () => import('./commands/list') },
  why: { does: 'says why a file was, or was not, processed', load: () => import('./commands/why') },
  retry: { does: 'lets files that need attention be read again', load: () => import('./commands/retry') },
  cancel: { does: 'calls off what is done with files', load: () => import('./commands/cancel') },
  pause: { does: 'takes nothing new, or lets one folder rest', load: () => import('./commands/pause') },
  resume: { does: 'goes on after a pause', load: () => import('./commands/resume') },
  search: { does: 'finds words in texts and names', load: () => import('./commands/search') },
  duplicates: { does: 'groups of files that are alike, with the one that would stay and why', load: () => import('./commands/duplicates') },
  handoff: { does: 'hands files over to other programs and takes theirs, each with its sidecar', load: () => import('./commands/handoff') },
  rules: { does: 'checks rules, lists them, takes them in and hands them out', load: () => import('./commands/rules') },
  upload: { does: 'uploads files to S3, and proves each there', load: () => import('./commands/upload') },
  undo: { does: 'takes back what was done to files', load: () => import('./commands/undo') },
  export: { does: 'the history as JSON lines', load: () => import('./commands/export') },
  verify: { does: 'proves the ledger against the disk', load: () => import('./commands/verify') },
  doctor: { does: 'tries out what Filemill needs from this machine', load: () => import('./commands/doctor') },
};

async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = commandFirst(argv);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help();
  if (name === '--version') {
    printLine(version());
    return 0;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) throw new FilemillError('usage.invalid', `There is no command named ${name}.`, { hint: 'See: filemill --help' });
  const command = await entry.load();
  if (rest.includes('--help')) {
    printLine(`filemill ${command.usage} [--json] [--data DIR]`);
    return 0;
  }
  return command.run(rest);
}

/** `filemill --data DIR status` is `filemill status --data DIR`. */
function commandFirst(argv: string[]): string[] {
  const common: string[] = [];
  let at = 0;
  for (let word = argv[at]; word === '--json' || word === '--data' || word?.startsWith('--data='); word = argv[at]) {
    const words = word === '--data' ? 2 : 1;
    common.push(...argv.slice(at, at + words));
    at += words;
  }
  return [...argv.slice(at, at + 1), ...common, ...argv.slice(at + 1)];
}

async function help(): Promise<number> {
  printLine('Filemill watches the folders where your files arrive, and says what became of each file.\n');
  for (const { does, load } of Object.values(COMMANDS)) {
    const { usage } = await load();
    printLine(`  filemill ${usage}\n      ${does}`);
  }
  printLine('\n  --json      one JSON value per line instead of text\n  --data DIR  the data folder');
  return 0;
}

/** Ends by itself once the last line is out; children that hang on would keep it alive, so it is told to. */
function exit(code: number): void {
  process.exitCode = code;
  // Last of all: a share that does not answer would keep it for as long.
  process.on('exit', () => isAnybodySilent() && endAtOnce(code));
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader went away (`filemill list | head`): nobody is left to tell.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main(process.argv.slice(2)).then(exit, (error: unknown) => {
  const data = toErrorData(error);
  if (process.argv.includes('--json')) printJson({ type: 'error', ...data });
  printNote(`${data.message} ${data.hint}`.trim());
  if (data.code === 'bug' && data.details) printNote(data.details);
  exit(ERROR_TABLE[data.code].exitCode);
});
