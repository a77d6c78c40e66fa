import type { FactNeed } from '../../shared/model/fact';
import type { Rule, RuleWarning } from '../../shared/model/rule';
import { warnOfNeeds } from './warnings/needs';
import { warnOfActions } from './warnings/actions';
import { warnOfFolders } from './warnings/folders';
import { warnOfLoops } from './warnings/loops';
import { Logic } from './warnings/logic';
import { filesOf, SameTargets } from './warnings/same-targets';
import { Shadows } from './warnings/shadows';
import type { WatchedFolder } from './warnings/watched-folder';
import { waysOf, type Way } from './warnings/ways';
import { t } from '../../shared/words/words';

export interface WarningSurroundings {
  /** All that are watched. */
  readonly folders: readonly WatchedFolder[];
  readonly programsAllowed: boolean;
  needsOf(rule: Rule): ReadonlySet<FactNeed>;
}

/** What is remarkable about rules that can be saved all the same; made for one state of all rules. */
export class RuleWarnings {
  private readonly shadows: Shadows;
  private readonly sameTargets: SameTargets;
  private readonly ways: readonly Way[];

  /** @param former of rules that were before this, so that what has not changed need not be found out again */
  constructor(
    rules: readonly Rule[],
    private readonly around: WarningSurroundings,
    former: RuleWarnings | null = null,
  ) {
    this.shadows = new Shadows(rules, former?.shadows);
    this.sameTargets = new SameTargets(rules, around.folders);
    this.ways = rules.flatMap((rule) => waysOf(rule, around.folders));
  }

  /** Those of one of the rules. */
  of(rule: Rule): RuleWarning[] {
    const { folders, programsAllowed, needsOf } = this.around;
    return [
      ...(isNever(rule) ? [never()] : []),
      ...this.shadows.of(rule),
      ...warnOfLoops(rule, this.ways),
      ...warnOfActions(rule, programsAllowed),
      ...this.sameTargets.of(rule),
      ...warnOfFolders(rule, folders),
      ...warnOfNeeds(rule, needsOf(rule), folders),
    ];
  }
}

/** What of a rule is asked for with each change of all rules; once known it stays so. */
export function workOut(rule: Rule, folders: readonly WatchedFolder[]): void {
  waysOf(rule, folders);
  filesOf(rule, folders);
}

const never = (): RuleWarning => ({ kind: 'neverMatches', sentence: t('No file can meet its conditions: they contradict each other.'), action: null });

const nevers = new WeakMap<Rule, boolean>();

function isNever(rule: Rule): boolean {
  const isImpossible = nevers.get(rule) ?? new Logic().isImpossible(rule.if);
  nevers.set(rule, isImpossible);
  return isImpossible;
}
