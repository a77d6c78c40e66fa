import { FilemillError } from '../../../shared/errors/filemill-error';
import { entryOf, type ListedEntry } from './entry-of';
import { ListedEntries, type Plan } from './listed-entries';
import { listen, type Heard } from './listen';
import { entryBlocks, parseArchiveHead, type ArchiveProperties, type Properties } from './parse-listing';
import { damaged, failureOf, isPasswordFailure, needsPassword } from './seven-zip-failure';
import { start, typeOf, type Target } from './target';
import { t } from '../../../shared/words/words';

export interface Listed {
  readonly entries: ListedEntries;
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
  const traits = traitsOf(items, target, maxEntries);
  const broken = traits.hasUnderscores ? await withLineBreaks(target, items, password) : new Set<number>();
  const letters = traits.hasUnclear ? await lettersOf(target, password) : [];
  const entries = new ListedEntries();
  let index = 0;
  for (const block of entryBlocks(items)) {
    if (index >= maxEntries) break;
    if (isUnclear(block) && letters[index] === 'D') block.set('Folder', '+');
    if (block.get('Alternate Stream') !== '+') entries.add(withNote(entryOf(block, entries.length, typeOf(target)), broken.has(index)));
    index += 1;
  }
  return {
    entries,
    isCut: isCut || traits.count > maxEntries,
    head: parseArchiveHead(whole.toString('utf8', 0, Math.max(itemsAt, 0))),
    password,
  };
}

/**
 * Whether 7-Zip, told `names`, means exactly what the plan says will come. It prints some names otherwise than it compares
 * them (a line break as `_`), so that no rule of ours could foretell it.
 */
export async function meansThePlan(target: Target, names: string, plan: Plan, password: string | null): Promise<boolean> {
  const heard = await ask(target, ['l', '-slt', '-ba', names], password);
  if (heard.isCut) return false;
  const left = withBytes(plan)[Symbol.iterator]();
  for (const { entry, bytes } of withBytes(entriesIn(fromFirstEntry(heard.output), target))) {
    const planned = left.next();
    if (planned.done || planned.value.entry.path !== entry.path || planned.value.bytes !== bytes) return false;
  }
  return left.next().done === true;
}

function* entriesIn(items: Buffer, target: Target): Generator<ListedEntry, void, undefined> {
  let ordinal = 0;
  for (const block of entryBlocks(items)) {
    if (block.get('Alternate Stream') === '+') continue;
    yield entryOf(block, ordinal, typeOf(target));
    ordinal += 1;
  }
}

/** Of others nothing comes. */
function* withBytes(entries: Iterable<ListedEntry>): Generator<ListedEntry, void, undefined> {
  for (const listed of entries) if (listed.bytes !== 0) yield listed;
}

/** What one look at the listing tells. */
function traitsOf(items: Buffer, target: Target, maxEntries: number): { count: number; hasUnderscores: boolean; hasUnclear: boolean } {
  const traits = { count: 0, hasUnderscores: false, hasUnclear: false };
  for (const block of entryBlocks(items)) {
    traits.count += 1;
    if (traits.count > maxEntries) break;
    traits.hasUnderscores ||= block.get('Path')?.includes('_') ?? false;
    traits.hasUnclear ||= target.typeName === '7z' && isUnclear(block);
  }
  return traits;
}

/** 7-Zip prints a line break in a name as `_`: the places of those that have one, which are asked for by a pattern. */
async function withLineBreaks(target: Target, items: Buffer, password: string | null): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const { args, ...rest } = start(target, ['l', '-slt', '-ba', '-ir!*\n*']);
  // `-spd` would take the pattern for a name.
  const { output } = await listen({ args: args.filter((arg) => arg !== '-spd'), ...rest }, password === null ? [] : [password], MAX_LISTING_BYTES);
  const blocks = entryBlocks(items);
  let index = 0;
  for (const one of entryBlocks(fromFirstEntry(output))) {
    let next = blocks.next();
    for (; !next.done && !isSame(next.value, one); next = blocks.next()) index += 1;
    if (next.done) break;
    found.add(index);
    index += 1;
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
const isUnclear = (block: Properties): boolean => !block.get('Attributes') && block.get('Size') === '0' && !block.get('CRC');

const lettersOf = async (target: Target, password: string | null): Promise<string[]> => fromTable((await ask(target, ['l', '-ba'], password)).output);

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
