import { reportSchema, type Report } from '../../shared/model/report';
import { foldFolder, foldName } from './fold-name';
import type { Database } from './database';
import { Reports } from './reports';

export interface MadeJob {
  fileId: number;
  jobId?: number;
  folderId?: number;
  path?: string;
  formerPath?: string | null;
  state?: string;
  event?: string;
  trigger?: string;
  isCurrent?: boolean;
  isPresent?: boolean;
  reportId?: number | null;
  settledAt?: number | null;
  arrivedAt?: number;
  error?: string | null;
  sha256?: string;
  mime?: string;
  kind?: string;
  lane?: string;
  /** Several names of one file have one; each file its own when left out. */
  ino?: string;
}

export interface MadeDocument {
  sha256: string;
  text: string;
  /** Of OCR; left out, the text is the file's own. */
  confidence?: number | undefined;
  tables?: number | undefined;
}

function reportOn({ text, confidence, tables = 0 }: MadeDocument): Report {
  const statistics = { characters: text.length, words: text.split(' ').length, lines: 1 };
  const table = { page: 1, index: 0, rows: [['a', 'b']], score: 1, isRuled: true, box: { x: 0, y: 0, width: 2, height: 1 }, columnEdges: [0, 1, 2], rowEdges: [0, 1], spans: [] };
  return reportSchema.parse({
    kind: 'document', format: 'pdf', parser: 'test', metadata: {}, outline: [], attachments: [], pages: [], tables: Array.from({ length: tables }, () => table),
    ...(confidence === undefined ? {} : { ocr: { engine: 'test', languages: ['eng'], confidence, preprocessing: [], pages: [], statistics: { ...statistics, blocks: 1 } } }),
    statistics: { ...statistics, tables, pages: 1 },
  });
}

/** A ledger as an engine would have written it, without one: for what only reads and forgets. */
export class LedgerMaker {
  private lastJob = 0;

  constructor(private readonly database: Database) {}

  folder(id: number, path: string, removedAt: number | null = null): void {
    this.database.transaction((writer) =>
      writer.run(
        'INSERT INTO folders (id, path, settings, configured, added_at, removed_at) VALUES (?, ?, ?, 1, 1, ?)',
        id,
        path,
        JSON.stringify({ name: `Folder ${id}` }),
        removedAt,
      ),
    );
  }

  /** Files are made with their first job; the last job made of a file is the one it points to. */
  jobs(made: MadeJob[]): number[] {
    return this.database.transaction((writer) =>
      made.map((job) => {
        const { fileId, folderId = 1, path = `file-${fileId}.txt`, settledAt = 1_000, ino = String(fileId) } = job;
        const jobId = job.jobId ?? this.lastJob + 1;
        this.lastJob = jobId;
        const name = path.slice(path.lastIndexOf('/') + 1);
        writer.run(
          `INSERT INTO files (id, folder_id, path, name, search_name, search_folder, present, size, mtime_ms, ctime_ms, dev, ino, job_id)
           VALUES (?, ?, ?, ?, ?, ?, ?, 5, 1, 1, '1', ?, ?) ON CONFLICT (id) DO UPDATE SET job_id = excluded.job_id, present = excluded.present`,
          fileId,
          folderId,
          path,
          name,
          foldName(name),
          foldFolder(path),
          job.isPresent === false ? 0 : 1,
          ino,
          jobId,
        );
        writer.run(
          `INSERT INTO jobs (id, file_id, folder_id, is_current, event, trigger, lane, former_path, state, marks, error, size,
             mtime_ms, ino, sha256, mime, kind, report_id, attempts, arrived_at, settled_at, duration_ms)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'dddddd', ?, 5, 1, ?, ?, ?, ?, ?, 1, ?, ?, 12.34)`,
          jobId,
          fileId,
          folderId,
          job.isCurrent === false ? 0 : 1,
          job.event ?? 'created',
          job.trigger ?? 'live',
          job.lane ?? 'text',
          job.formerPath ?? null,
          job.state ?? 'done',
          job.error ?? null,
          ino,
          job.sha256 ?? 'a'.repeat(64),
          job.mime ?? 'text/plain',
          job.kind ?? 'text',
          job.reportId ?? null,
          job.arrivedAt ?? 500,
          settledAt,
        );
        writer.run('INSERT INTO timelines VALUES (?, ?)', jobId, '');
        return jobId;
      }),
    );
  }

  /** What was read of documents: a report of each, for jobs, and its words, for search. @returns the reports' ids */
  documents(made: readonly MadeDocument[]): number[] {
    const reports = new Reports(this.database);
    return this.database.transaction((writer) => made.map((document) => reports.put(writer, { sha256: document.sha256, processor: 'pdf', processorVersion: 1, options: '{}', data: reportOn(document), warnings: [], thumbnail: null, text: document.text, pageCount: 1 }, 1).id));
  }

  effect(jobId: number, fileId: number, state: string, target = '/elsewhere'): void {
    this.database.transaction((writer) =>
      writer.run(
        `INSERT INTO effects (job_id, file_id, folder_id, action, state, source, target, at) VALUES (?, ?, 1, 'park', ?, '/here', ?, 1)`,
        jobId,
        fileId,
        state,
        target,
      ),
    );
  }

  /** What a rule did; without a job it belongs to none. */
  ruleEffect(made: { jobId?: number; rule: string; action?: string; target?: string; at?: number; state?: string }): void {
    this.database.transaction((writer) =>
      writer.run(
        `INSERT INTO effects (job_id, file_id, folder_id, action, state, source, target, at, rule, step) VALUES (?, 0, 0, ?, ?, '/here/a.txt', ?, ?, ?, '0')`,
        made.jobId ?? 0,
        made.action ?? 'copy',
        made.state ?? 'done',
        made.target ?? '/elsewhere/a.txt',
        made.at ?? 1_000,
        made.rule,
      ),
    );
  }

  hits(made: readonly { rule: string; jobId: number; at: number; failed?: boolean }[]): void {
    this.database.transaction((writer) => {
      for (const { rule, jobId, at, failed } of made) writer.run('INSERT INTO rule_hits VALUES (?, ?, ?, ?)', rule, jobId, at, failed ? 1 : 0);
    });
  }

  count(table: string): number {
    return this.database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? -1;
  }
}
