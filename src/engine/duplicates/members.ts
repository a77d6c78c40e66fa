import type { DuplicateTier, KeepCriterion } from '../../shared/model/duplicates';
import type { KnownFolder } from '../folder-registry';
import type { PlaceFacts, Places } from '../store/duplicate-places';
import type { Breath } from '../../base/breath';
import { chooseKeeper, type Candidate } from './choose-keeper';
import type { Content } from './contents';
import type { Group } from './group';
import type { Groups } from './groups';
import type { Marks } from './marks';

const FACTS_PER_SLICE = 200;

export interface MembersParts {
  places: Pick<Places, 'facts'>;
  marks: Marks;
  groups: Pick<Groups, 'of'>;
  folderOf(id: number): Pick<KnownFolder, 'settings'> | undefined;
  keepBy(): readonly KeepCriterion[];
}

/** The members of a group as they are shown, the keeper first. */
export interface GroupMembers {
  keeper: Candidate;
  reasons: string[];
  all: Candidate[];
}

/** The members of one group: see {@link membersOf}. */
export async function readMembers(group: Group, parts: MembersParts, breath: Breath): Promise<GroupMembers | null> {
  return membersOf(group, await readFacts(fileIdsOf(group), parts, breath), parts);
}

export const fileIdsOf = ({ contents }: Pick<Group, 'contents'>): number[] => contents.flatMap(({ places }) => [...places.keys()]);

/** What is known of the files, by id. */
export async function readFacts(fileIds: readonly number[], { places }: MembersParts, breath: Breath): Promise<Map<number, PlaceFacts>> {
  const found = new Map<number, PlaceFacts>();
  for (let at = 0; at < fileIds.length; at += FACTS_PER_SLICE) {
    for (const facts of places.facts(fileIds.slice(at, at + FACTS_PER_SLICE))) found.set(facts.fileId, facts);
    await breath.take();
  }
  return found;
}

/**
 * Of identical files the members are all places; in the other tiers each content stands there once, by its best place,
 * and pictures that are the same as another member by the best of them.
 *
 * @returns null when fewer than two are left
 */
export function membersOf(group: Group, facts: ReadonlyMap<number, PlaceFacts>, parts: MembersParts): GroupMembers | null {
  const candidates = fileIdsOf(group).flatMap((fileId) => candidateFor(group.tier, facts.get(fileId), parts) ?? []);
  const all = group.tier === 'identical' ? candidates : onePerThing(group, candidates, parts);
  if (new Set(all.map(nodeOf)).size < 2) return null;
  const { keeper, reasons } = chooseKeeper(all, parts.keepBy());
  return { keeper, reasons, all: [keeper, ...all.filter(({ fileId }) => fileId !== keeper.fileId)] };
}

function candidateFor(tier: DuplicateTier, facts: PlaceFacts | undefined, { folderOf, marks }: MembersParts): Candidate | null {
  const settings = facts && folderOf(facts.folderId)?.settings;
  if (!facts || !settings) return null;
  return {
    ...facts,
    isProtected: settings.duplicates.isReference,
    goesFirst: settings.duplicates.cleanFirst,
    isMarked: marks.actionOf(tier, facts.fileId) !== 'keep',
    isChosen: marks.isChosen(tier, facts.fileId),
  };
}

/** Which file on disk it is: two names of one file have the same; without numbers each name is a file of its own. */
export const nodeOf = ({ dev, ino, fileId }: Pick<Candidate, 'dev' | 'ino' | 'fileId'>): string => (ino === '0' ? `#${fileId}` : `${dev}:${ino}`);

function onePerThing({ tier, contents }: Group, candidates: readonly Candidate[], parts: MembersParts): Candidate[] {
  const ofContent = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const known = ofContent.get(candidate.sha256);
    if (known) known.push(candidate);
    else ofContent.set(candidate.sha256, [candidate]);
  }
  const things = new Map<Content | Group, Candidate[]>();
  for (const content of contents) {
    const copies = ofContent.get(content.sha256);
    if (!copies) continue;
    const best = bestCopy(copies, tier, parts);
    const thing = (tier === 'samePicture' ? undefined : parts.groups.of('samePicture', content)) ?? content;
    things.set(thing, [...(things.get(thing) ?? []), best]);
  }
  return [...things.values()].map((same) => bestCopy(same, tier, parts));
}

/** Who is chosen or marked as a member of this group stays one; else the one that would stay among its like. */
function bestCopy(copies: readonly Candidate[], tier: DuplicateTier, { keepBy, marks }: MembersParts): Candidate {
  const named = copies.find(({ isChosen, isMarked }) => isChosen || isMarked);
  if (named) return named;
  const isChosen = (fileId: number): boolean => marks.isChosen('identical', fileId) || (tier !== 'samePicture' && marks.isChosen('samePicture', fileId));
  const { keeper } = chooseKeeper(
    copies.map((copy) => ({ ...copy, isChosen: isChosen(copy.fileId), isMarked: marks.tierOf(copy.fileId) !== null })),
    keepBy(),
  );
  return copies.find(({ fileId }) => fileId === keeper.fileId) ?? keeper;
}
