import type { EngineApi } from '../../shared/contract/engine-api';
import { formatBytes } from '../../shared/model/format-bytes';
import { DUPLICATE_TIERS, type DuplicateGroup, type DuplicateMember, type DuplicateTier } from '../../shared/model/duplicates';
import type { Connected } from '../../shared/rpc/connect';
import { parseArguments } from '../arguments';
import { oneOf } from '../choices';
import { printJson, printLine, printNote, shown } from '../print';
import { withEngine } from '../with-engine';

export const usage = 'duplicates [--tier T] [--decided]';

const PAGE = 200;
/** A mill at work may never have compared everything; so long without progress is too long. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 50;

/** Groups of files that are alike, with the one that would stay and why. Changes nothing. */
export async function run(argv: string[]): Promise<number> {
  const { values } = parseArguments(argv, { tier: { type: 'string' }, decided: { type: 'boolean' } });
  const tiers = values.tier === undefined ? DUPLICATE_TIERS : [oneOf('tier', DUPLICATE_TIERS, values.tier)];
  await withEngine(values.data, async (engine) => {
    const behind = await caughtUp(engine);
    let count = 0;
    for (const tier of tiers) {
      for await (const group of groupsOf(engine, tier, values.decided === true)) {
        count += 1;
        if (values.json) printJson(groupLine(group));
        else printGroup(group);
      }
    }
    if (count === 0) printNote(values.decided ? 'Nothing was decided about duplicates.' : 'No duplicates.');
    if (behind > 0) printNote(`${behind} more are still to be compared; what they are like is not among these.`);
  });
  return 0;
}

/** @returns how much is still to be compared: 0, unless files keep coming */
async function caughtUp(engine: Connected<EngineApi>): Promise<number> {
  let least = Infinity;
  let since = performance.now();
  for (;;) {
    const { behind } = await engine.call('duplicates.summary', {});
    if (behind < least) {
      least = behind;
      since = performance.now();
    }
    if (behind === 0 || performance.now() - since > PATIENCE_MS) return behind;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function* groupsOf(engine: Connected<EngineApi>, tier: DuplicateTier, decided: boolean): AsyncGenerator<DuplicateGroup> {
  for (let offset = 0; ; offset += PAGE) {
    const { groups, total } = await engine.call('duplicates.page', { tier, decided, offset, limit: PAGE });
    for (const { id } of groups) {
      const group = await engine.call('duplicates.group', { id }).catch((error: { code?: string }) => {
        // It has changed since the page was made.
        if (error.code === 'duplicates.noGroup') return null;
        throw error;
      });
      if (group) yield group;
    }
    if (offset + PAGE >= total) return;
  }
}

const groupLine = ({ id, tier, name, bytes, reclaimableBytes, decision, keeperReasons, members }: DuplicateGroup): object => ({
  type: 'group',
  id,
  tier,
  name,
  bytes,
  reclaimableBytes,
  decision,
  keeperReasons,
  members: members.map((member) => ({
    fileId: member.fileId,
    path: member.absolutePath,
    size: member.size,
    sha256: member.sha256,
    mime: member.mime,
    relation: member.relation,
    likeness: Math.round(member.likeness * 10) / 10,
    isKeeper: member.isKeeper,
    isProtected: member.isProtected,
    isArchived: member.isArchived,
    hardLinkOf: member.hardLinkOf,
    planned: member.planned,
  })),
});

const TIER_WORDS: Record<DuplicateTier, string> = {
  identical: 'Identical',
  samePicture: 'Same picture',
  similar: 'Similar',
  sameText: 'Same text',
};
const DECISION_WORDS = { keepAll: 'all are kept', notDuplicates: 'no duplicates' } as const;

function printGroup({ tier, name, memberCount, reclaimableBytes, decision, keeperReasons, members }: DuplicateGroup): void {
  const decided = decision === null ? '' : ` (${DECISION_WORDS[decision]})`;
  printLine(`${TIER_WORDS[tier]}: ${shown(name)}, ${memberCount} files, ${formatBytes(reclaimableBytes)} to win${decided}`);
  for (const member of members) printLine(`  ${member.isKeeper ? 'keep ' : '     '} ${shown(member.absolutePath)}  ${remarks(member, keeperReasons)}`);
}

function remarks({ isKeeper, relation, isProtected, isArchived, planned }: DuplicateMember, keeperReasons: string[]): string {
  const words = isKeeper ? keeperReasons : [relation];
  const isToGo = planned === 'keep' ? [] : [`planned: ${planned}`];
  return [...words, ...(isProtected && !isKeeper ? ['protected'] : []), ...(isArchived ? ['in an archive'] : []), ...isToGo].join(', ');
}
