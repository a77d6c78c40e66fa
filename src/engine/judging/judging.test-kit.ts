import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionSpec } from '../../shared/model/action';
import type { DuplicateTier } from '../../shared/model/duplicates';
import type { Report } from '../../shared/model/report';
import { ruleSchema, type Rule } from '../../shared/model/rule';
import type { Action, OriginalAction, Planned, SideAction, StepContext } from '../acting/action';
import { ALL_ACTIONS, actionOf } from '../acting/all-actions';
import { compileRule } from '../rules/rule-set';
import type { CompiledRule } from '../rules/compiled-rule';
import { templateOf } from '../rules/template-of';
import { readCondition } from '../rules/written-condition';
import type { Database } from '../store/database';
import { LedgerMaker, type MadeJob } from '../store/history.test-kit';
import { openStore } from '../store/open-store';
import { Reports } from '../store/reports';
import type { TryingParts } from './trying-parts';

export const compiled = (rule: Rule): CompiledRule => compileRule(rule, ALL_ACTIONS);

/** A rule as one would write it, without what need not be said. */
export function written({ if: condition, then = [], ...rest }: { name: string; if?: unknown; then?: unknown[]; stop?: boolean; on?: Rule['on']; folders?: string[]; isEnabled?: boolean }): Rule {
  return ruleSchema.parse({ ...rest, ...(condition === undefined ? {} : { if: readCondition(condition) }), then });
}

export interface MadeFile extends Omit<MadeJob, 'fileId' | 'reportId' | 'kind' | 'mime'> {
  path: string;
  report?: Report;
  text?: string;
  kind?: string;
  mime?: string;
  processor?: string;
  options?: string;
  size?: number;
  mtimeMs?: number;
  warnings?: string[];
}

/** A ledger of files that were read, and what trying rules out on them needs; folders are in a place of their own. */
export class JudgingRig {
  readonly base = mkdtempSync(join(tmpdir(), 'filemill-judging-'));
  readonly database: Database;
  readonly reports: Reports;
  rules: Rule[] = [];
  rulesRevision = 1;
  blurThreshold = 100;
  keepsMoved = true;
  likeTiers = new Map<string, DuplicateTier[]>();
  madeBy = new Map<string, string[]>();
  private readonly ledger: LedgerMaker;
  private lastFile = 0;
  private readonly folders: { id: number; name: string; path: string }[] = [];

  constructor() {
    mkdirSync(join(this.base, 'data'));
    this.database = openStore(join(this.base, 'data')).database;
    this.reports = new Reports(this.database);
    this.ledger = new LedgerMaker(this.database);
    this.folder('Inbox');
  }

  folder(name: string): number {
    const id = this.folders.length + 1;
    const path = join(this.base, name);
    mkdirSync(path);
    this.ledger.folder(id, path);
    this.folders.push({ id, name, path });
    return id;
  }

  pathOf(folderId = 1): string {
    return this.folders.find(({ id }) => id === folderId)?.path ?? '';
  }

  /** @returns the file's id; a further job of the same file where `fileId` is given */
  file({ report, text = '', processor = 'text', options = '', warnings = [], size, mtimeMs, ...made }: MadeFile, fileId = this.lastFile + 1): number {
    this.lastFile = Math.max(this.lastFile, fileId);
    const sha256 = made.sha256 ?? createHash('sha256').update(`${fileId} ${text}`).digest('hex');
    return this.database.transaction((writer) => {
      const stored = report && this.reports.put(writer, { sha256, processor, processorVersion: 1, options, data: report, warnings, thumbnail: null, text, pageCount: 1 }, 1);
      const [jobId = 0] = this.ledger.jobs([{ ...made, fileId, sha256, reportId: stored?.id ?? null, kind: made.kind ?? report?.kind ?? 'text' }]);
      const change = (column: string, value: string | number): unknown => writer.run(`UPDATE jobs SET ${column} = ? WHERE id = ?`, value, jobId);
      if (size !== undefined) change('size', size);
      if (mtimeMs !== undefined) change('mtime_ms', mtimeMs);
      if (warnings.length > 0) change('warnings', JSON.stringify(warnings));
      return fileId;
    });
  }

  parts(): TryingParts {
    const { folders } = this;
    return {
      database: this.database,
      actionOf,
      rules: () => this.rules.map(compiled),
      rulesRevision: () => this.rulesRevision,
      surroundings: () => ({ dataFolder: join(this.base, 'data'), programsAllowed: false, roots: folders.map(({ path }) => path), folders: () => folders }),
      blurThreshold: () => this.blurThreshold,
      keepsMoved: () => this.keepsMoved,
      likeTiers: (sha256) => this.likeTiers.get(sha256) ?? null,
      madeBy: (path) => new Set(this.madeBy.get(path)),
    };
  }

  end(): void {
    this.database.close();
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** Actions that only plan: `copy` leaves the original alone; `move`, `rename` and `trash` decide about it. */
export function plannedOnly(spec: ActionSpec): Action | undefined {
  switch (spec.do) {
    case 'copy':
      return side('copy', (one, context) => planOf(`Copy to ${templateOf(one.to).path(context.values)}/${templateOf(one.as).path(context.values)}`));
    case 'log':
      return side('log', (one, context) => planOf(`Log ${templateOf(one.as).text(context.values)}`));
    case 'move':
      return original('move', (one, { values }) => ({ kind: 'place', folder: templateOf(one.to).path(values), name: templateOf(one.as).path(values), conflict: one.conflict, within: '/' }));
    case 'rename':
      return original('rename', (one, { values }, { folder }) => ({ kind: 'place', folder, name: templateOf(one.as).path(values), conflict: one.conflict, within: '/' }));
    case 'trash':
      return original('trash', (one) => ({ kind: 'trash', to: one.to }));
    default:
      return undefined;
  }
}

const planOf = (sentence: string): Planned => ({ sentence, target: null, isDestructive: false });

function side<Name extends 'copy' | 'log'>(name: Name, plan: SideAction<Name>['plan']): Action {
  const action: SideAction<Name> = { kind: 'side', name, needs: () => [], check: () => undefined, plan, act: () => Promise.reject(new Error('Nothing is done here.')) };
  return action as Action;
}

function original<Name extends 'move' | 'rename' | 'trash'>(name: Name, redirect: OriginalAction<Name>['redirect']): Action {
  const plan = (_spec: unknown, { file }: StepContext): Planned => ({ sentence: `${name} ${file.path}`, target: null, isDestructive: true });
  const action: OriginalAction<Name> = { kind: 'original', name, needs: () => [], check: () => undefined, plan, redirect };
  return action as unknown as Action;
}
