import { FilemillError } from '../../../shared/errors/filemill-error';
import { entryOf, type ListedEntry } from './entry-of';
import { listen, type Heard } from './listen';
import { parseArchiveHead, parseEntryBlocks, type ArchiveProperties, type Properties } from './parse-listing';
import { damaged, failureOf, isPasswordFailure, needsPassword } from './seven-zip-failure';
import { start, typeOf, type Target } from './target';
import { t } from '../../../shared/words/words';

export interface Listed {
  readonly entries: readonly ListedEntry[];
  readonly isCut: boolean;
  readonly head: ArchiveProperties;
  /** The password that the names needed; null where they did not need one. */
  readonly password: string | null;
}

/** A listing goes no further. */
const MAX_LISTING_BYTES = 64 * 1024 * 1024;
const ITEMS_LINE = '\n----------\n';

/** Asks for the entries without unpacking them. Throws `file.damaged`, `file.needsPassword`, `archive.partMissing` … */
export async function listArchive(target: Target, passwords: readonly string[], maxEntries: number): Promise<Listed> {
  let refused: Heard | null = null;
  for (const password of [null, ...usable(passwords)]) {
    const heard = await ask(target, ['l', '-slt'], password);
    if (isPasswordFailure(heard) && !hasItems(heard)) refused = heard;
    else return listedFrom(target, heard, password, maxEntries);
  }
  throw refused ? needsPassword(passwords.length > 0) : new FilemillError('bug', t('No listing was asked for.'));
}

/** A line break would end it on the program's input. */
export const usable = (passwords: readonly string[]): string[] => passwords.filter((password) => !/[\r\n\0]/.test(password));

async function listedFrom(target: Target, heard: Heard, password: string | null, maxEntries: number): Promise<Listed> {
  if (!hasItems(heard)) throw failureOf(heard) ?? damaged(t('The archive is damaged: it can’t be opened.'), heard.errors);
  const whole = heard.output;
  let itemsAt = whole.indexOf(ITEMS_LINE) + 1;
  let items = whole.subarray(itemsAt);
  let isCut = heard.isCut;
  // A comment of the archive may hold any lines, those of a listing too: then the entries are asked for by themselves.
  if (whole.subarray(0, itemsAt).includes('\n{\n')) {
    const alone = await ask(target, ['l', '-slt', '-ba'], password);
    items = fromFirstEntry(alone.output);
    isCut = alone.isCut;
    if (items.length > 0 && !isCut) itemsAt = whole.lastIndexOf(items.subarray(0, 100_000)) - ITEMS_LINE.length + 1;
  }
  const { blocks, count } = parseEntryBlocks(items, maxEntries);
  const broken = await withLineBreaks(target, blocks, password);
  await markFolders(target, blocks, password);
  return {
    entries: blocks.filter((block) => block.get('Alternate Stream') !== '+').map((block, i) => withNote(entryOf(block, i, typeOf(target)), broken.has(block))),
    isCut: isCut || count > blocks.length,
    head: parseArchiveHead(whole.toString('utf8', 0, Math.max(itemsAt, 0))),
    password,
  };
}

/**
 * Whether 7-Zip, told `names`, means exactly what the plan says will come. It prints some names otherwise than it compares
 * them (a line break as `_`), so that no rule of ours could foretell it.
 */
export async function meansThePlan(target: Target, names: string, plan: readonly ListedEntry[], password: string | null): Promise<boolean> {
  const heard = await ask(target, ['l', '-slt', '-ba', names], password);
  const { blocks } = parseEntryBlocks(fromFirstEntry(heard.output), plan.length + 1);
  const come = blocks.filter((block) => block.get('Alternate Stream') !== '+').map((block, i) => entryOf(block, i, typeOf(target)));
  const sequence = (entries: readonly ListedEntry[]): string =>
    entries
      .filter(({ bytes }) => bytes !== 0)
      .map(({ entry, bytes }) => `${entry.path}\n${bytes}`)
      .join('\n');
  return !heard.isCut && sequence(come) === sequence(plan);
}

/** 7-Zip prints a line break in a name as `_`: those that have one are asked for by a pattern. */
async function withLineBreaks(target: Target, blocks: readonly Properties[], password: string | null): Promise<ReadonlySet<Properties>> {
  const found = new Set<Properties>();
  if (!blocks.some((block) => block.get('Path')?.includes('_'))) return found;
  const { args, ...rest } = start(target, ['l', '-slt', '-ba', '-ir!*\n*']);
  // `-spd` would take the pattern for a name.
  const { output } = await listen({ args: args.filter((arg) => arg !== '-spd'), ...rest }, password === null ? [] : [password], MAX_LISTING_BYTES);
  let at = 0;
  for (const one of parseEntryBlocks(fromFirstEntry(output), blocks.length).blocks) {
    while (at < blocks.length && !isSame(blocks[at] as Properties, one)) at += 1;
    const block = blocks[at];
    if (block) found.add(block);
    at += 1;
  }
  return found;
}

/** They come in the order of the archive. */
const isSame = (one: Properties, other: Properties): boolean => one.get('Path') === other.get('Path') && [...other].every(([name, value]) => one.get(name) === value);

function withNote(listed: ListedEntry, hasLineBreak: boolean): ListedEntry {
  if (hasLineBreak) listed.entry.warnings.push({ code: 'illegalName', message: t('Its name has a line break, which is shown and written as “_”.') });
  return listed;
}

/** A 7z without attributes says only in its table which entries are folders: "D...." in the second column. */
async function markFolders(target: Target, blocks: Map<string, string>[], password: string | null): Promise<void> {
  const isUnclear = (block: Properties): boolean => !block.get('Attributes') && block.get('Size') === '0' && !block.get('CRC');
  if (target.typeName !== '7z' || !blocks.some(isUnclear)) return;
  const table = fromTable((await ask(target, ['l', '-ba'], password)).output);
  blocks.forEach((block, i) => {
    if (isUnclear(block) && table[i] === 'D') block.set('Folder', '+');
  });
}

/** The letter for folders of each line; the question for a password is none. */
const fromTable = (output: Buffer): string[] => [...output.toString('latin1').matchAll(/^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d| {19}) ([A-Z.])/gm)].map(([, letter]) => letter as string);

/** The question for a password may stand before it. */
function fromFirstEntry(output: Buffer): Buffer {
  const from = output.indexOf('Path = ');
  return from < 0 ? Buffer.alloc(0) : output.subarray(from);
}

const hasItems = ({ output }: Heard): boolean => output.includes(ITEMS_LINE);

function ask(target: Target, command: readonly string[], password: string | null): Promise<Heard> {
  return listen(start(target, command), password === null ? [] : [password], MAX_LISTING_BYTES);
}
