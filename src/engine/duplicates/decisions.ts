import type { DuplicateDecision, DuplicateTier } from '../../shared/model/duplicates';
import type { Database } from '../store/database';
import { listDecisions, putDecision, removeDecision, type StoredDecision } from '../store/duplicate-decisions';

interface Decided extends Omit<StoredDecision, 'members'> {
  members: ReadonlySet<string>;
}

/** What was said of sets of members. It holds for each part of such a set, and not for one with a further member. */
export class Decisions {
  /** By tier and member. */
  private readonly byMember = new Map<string, Set<Decided>>();

  constructor(private readonly database: Database) {
    for (const stored of listDecisions(database)) this.keep(stored);
  }

  /** The newest that holds for these. */
  of(tier: DuplicateTier, members: readonly string[]): DuplicateDecision | null {
    return this.holding(tier, members).at(-1)?.decision ?? null;
  }

  put(tier: DuplicateTier, members: readonly string[], decision: DuplicateDecision): void {
    const unique = [...new Set(members)];
    const stored = { tier, decision, members: unique };
    const id = this.database.transaction((writer) => putDecision(writer, stored, Date.now()));
    this.keep({ id, ...stored });
  }

  /** @returns whether something was taken back */
  takeBack(tier: DuplicateTier, members: readonly string[]): boolean {
    const holding = this.holding(tier, members);
    this.database.transaction((writer) => {
      for (const { id } of holding) removeDecision(writer, id);
    });
    for (const decided of holding) {
      for (const member of decided.members) this.byMember.get(`${tier} ${member}`)?.delete(decided);
    }
    return holding.length > 0;
  }

  private holding(tier: DuplicateTier, members: readonly string[]): Decided[] {
    const [first] = members;
    if (first === undefined) return [];
    const candidates = this.byMember.get(`${tier} ${first}`) ?? [];
    return [...candidates].filter((decided) => members.every((member) => decided.members.has(member)));
  }

  private keep(stored: StoredDecision): void {
    const decided = { ...stored, members: new Set(stored.members) };
    for (const member of stored.members) {
      const key = `${stored.tier} ${member}`;
      const known = this.byMember.get(key);
      if (known) known.add(decided);
      else this.byMember.set(key, new Set([decided]));
    }
  }
}
