import type { Rule, RuleMatch } from '../../shared/model/rule';
import { ALL_ACTIONS } from '../acting/all-actions';
import { Breath } from '../../base/breath';
import { compileRule } from '../rules/rule-set';
import { askWhatIsKnown, type Answer } from './ask-what-is-known';
import { factsOf } from './facts-of-sources';
import type { StoredFile } from './facts-of-file';
import { TriedFiles, type TriedFile } from './tried-files';
import { storedParts, type TryingParts } from './trying-parts';
import { whyUnknownOf } from './why-unknown';

const KEPT_MS = 60_000;

export interface MatchesAsked {
  readonly rule: Rule;
  readonly folderId?: number | undefined;
  readonly show: 'all' | 'met' | 'unmet';
  readonly offset: number;
  readonly limit: number;
}

export interface Matches {
  /** Of the rule's folders. */
  files: number;
  met: number;
  unknown: number;
  /** As many as are shown, over all pages. */
  total: number;
  rows: RuleMatch[];
  tookMs: number;
}

/** A rule that is being written, beside all files of its folders; whatever event they came with. */
export class LiveMatches {
  private readonly files = new TriedFiles();
  private idle: NodeJS.Timeout | null = null;

  constructor(private readonly parts: TryingParts) {}

  /** @throws FilemillError `settings.invalid` for a condition that makes no sense, `call.cancelled` */
  async find({ rule, folderId, show, offset, limit }: MatchesAsked, signal: AbortSignal): Promise<Matches> {
    const startedAt = performance.now();
    const { asksForError, concerns } = compileRule({ ...rule, isEnabled: true }, ALL_ACTIONS);
    const ask = askWhatIsKnown(rule.if);
    const folders = this.parts.surroundings().folders();
    const wanted = folders.filter((folder) => (folderId === undefined || folder.id === folderId) && rule.on.some((event) => concerns(folder, event)));
    const parts = storedParts(this.parts, folders);
    const now = Date.now();
    const answerOf = ({ file, known }: TriedFile): Answer => (file.hasFailed && !asksForError ? false : ask(factsOf(file, now, known), whyUnknownOf(file)));
    const found: Matches = { files: 0, met: 0, unknown: 0, total: 0, rows: [], tookMs: 0 };
    const breath = new Breath();
    for (const slice of this.files.slices(parts, wanted.map(({ id }) => id))) {
      for (const tried of slice) {
        const answer = answerOf(tried);
        found.files += 1;
        if (answer === true) found.met += 1;
        else if (answer !== false) found.unknown += 1;
        if (show === 'all' || (answer === true) === (show === 'met')) {
          if (found.total >= offset && found.rows.length < limit) found.rows.push(matchOf(tried.file, answer));
          found.total += 1;
        }
        await breath.take();
        signal.throwIfAborted();
      }
    }
    this.keepForAWhile();
    return { ...found, tookMs: Math.round(performance.now() - startedAt) };
  }

  /** What was found out is kept while somebody writes. */
  private keepForAWhile(): void {
    if (this.idle) clearTimeout(this.idle);
    this.idle = setTimeout(() => this.files.clear(), KEPT_MS).unref();
  }
}

function matchOf({ row, folderName }: StoredFile, answer: Answer): RuleMatch {
  return { fileId: row.fileId, path: row.path, folderName, isMet: answer === true, unknown: typeof answer === 'string' ? answer : null };
}
