import { LANES, type Lane } from '../../shared/model/file';
import type { Flow } from '../../shared/model/flow';
import { ATTENTION, STAYS } from './destinations';
import type { Mill } from './flow';
import { ends, keyOf, type Passages } from './passages';
import { NOTHING, type Passed, type Tallied } from './tally';

export const DESTINATION = 'destination:';
export const folderPart = (id: number | string): string => `folder:${id}`;
export const lanePart = (lane: string): string => `lane:${lane}`;
export const rulePart = (name: string): string => `rule:${name}`;
export const destinationPart = (id: string): string => `${DESTINATION}${id}`;

export type FlowLink = Flow['links'][number];


/** All connections: those that something passed today, and those that rules name. */
export function linksOf(mill: Mill): FlowLink[] {
  const { passages, rules, destinations } = mill;
  const links = new Map<string, FlowLink>();
  const add = (from: string, to: string, { files, failed }: Passed, perMinute: number): void => {
    const key = `${from}\u0000${to}`;
    const known = links.get(key);
    links.set(key, { from, to, files: (known?.files ?? 0) + files, failed: (known?.failed ?? 0) + failed, perMinute: (known?.perMinute ?? 0) + perMinute });
  };
  const folders = new Set(mill.folders.map(({ id }) => String(id)));
  for (const { from, to, today, lately } of lines(passages.read)) {
    if (folders.has(from)) add(folderPart(from), lanePart(to), today, lately.files);
  }
  for (const { from, to, today, lately } of lines(passages.acted)) if (to !== '') add(lanePart(from), rulePart(to), today, lately.files);
  for (const { from, to, today, lately } of lines(passages.written)) add(rulePart(from), destinationPart(to), today, lately.files);
  // Where rules lead is shown before anything went there.
  for (const { name } of rules) for (const id of destinations.of(name)) add(rulePart(name), destinationPart(id), NOTHING, 0);
  for (const lane of LANES) addRest(passages, lane, add);
  return [...links.values()];
}

/** What was read and no rule acted on stays; what could not be read needs a person. */
function addRest(passages: Passages, lane: Lane, add: (from: string, to: string, passed: Passed, perMinute: number) => void): void {
  const through = (tallied: Tallied, which: 'today' | 'lately', isOne: (key: string) => boolean): Passed => {
    const found = [...tallied[which]].filter(([key]) => isOne(key)).map(([, passed]) => passed);
    return { files: sum(found.map(({ files }) => files)), failed: sum(found.map(({ failed }) => failed)) };
  };
  const restOf = (which: 'today' | 'lately'): { stay: number; failed: number } => {
    const read = through(passages.read, which, (key) => ends(key)[1] === lane);
    const touched = passages.acted[which].get(keyOf(lane, '')) ?? NOTHING;
    const failed = Math.max(0, read.failed);
    return { failed, stay: Math.max(0, read.files - failed - (touched.files - touched.failed)) };
  };
  const today = restOf('today');
  const lately = restOf('lately');
  if (today.stay > 0) add(lanePart(lane), destinationPart(STAYS.id), { files: today.stay, failed: 0 }, lately.stay);
  if (today.failed > 0) add(lanePart(lane), destinationPart(ATTENTION.id), { files: today.failed, failed: today.failed }, lately.failed);
}

function* lines({ today, lately }: Tallied): Generator<{ from: string; to: string; today: Passed; lately: Passed }> {
  for (const [key, passed] of today) {
    const [from, to] = ends(key);
    yield { from, to, today: passed, lately: lately.get(key) ?? NOTHING };
  }
}

const sum = (figures: readonly number[]): number => figures.reduce((all, one) => all + one, 0);
