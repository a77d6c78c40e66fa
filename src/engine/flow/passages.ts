import { sep } from 'node:path';
import type { Database } from '../store/database';
import { Tally, type Passed, type Tallied, type TallySource } from './tally';

const NAME_END = '\u0000';
/** Rates need not be newer. */
const KEPT_MS = 1_000;

/** The ends of a connection: a folder's id and a lane, a lane and a rule, a rule and a destination. */
export const ends = (key: string): [from: string, to: string] => {
  const at = key.indexOf(NAME_END);
  return [key.slice(0, at), key.slice(at + 1)];
};

export const keyOf = (from: string, to: string): string => `${from}${NAME_END}${to}`;

type Line = Passed & { from: string; to: string };
const keyed = (lines: Line[]): (Passed & { key: string })[] =>
  lines.map(({ from, to, files, failed }) => ({ key: keyOf(from, to), files, failed }));

type RangeSource = Pick<TallySource, 'count' | 'momentAfter'>;

/** Of the rows of an index that begins with `column`; a row that is altered also moves, or leaves the index. */
const ranged = (table: string, column: string, where = ''): RangeSource => ({
  count: (database, from, until) => database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where} ${column} >= ? AND ${column} < ?`, from, until)?.n ?? 0,
  momentAfter: (database, from, rows) =>
    database.get<{ at: number }>(`SELECT ${column} AS at FROM ${table} WHERE ${where} ${column} >= ? ORDER BY ${column} LIMIT 1 OFFSET ?`, from, rows)?.at,
});

const SETTLED = 'jobs INDEXED BY jobs_by_settled';

/** From folders into lanes: what was read, or tried to be. */
const read: TallySource = {
  ...ranged(SETTLED, 'settled_at'),
  sum: (database, from, until) =>
    keyed(
      database.all<Line>(
        `SELECT CAST(folder_id AS TEXT) AS "from", lane AS "to", count(*) AS files, sum(state = 'attention') AS failed
         FROM ${SETTLED} WHERE settled_at >= ? AND settled_at < ? AND state IN ('done', 'attention') GROUP BY folder_id, lane`,
        from,
        until,
      ),
    ),
};

const HITS = 'rule_hits INDEXED BY rule_hits_by_time';

/** From lanes to the rules that acted on the file; under no name each file once, however many rules acted on it. */
const acted: TallySource = {
  ...ranged(HITS, 'at'),
  sum: (database, from, until) => {
    const perRule = database.all<Line>(
      `SELECT j.lane AS "from", h.rule AS "to", count(*) AS files, sum(h.failed) AS failed
       FROM (SELECT job_id, rule, failed FROM ${HITS} WHERE at >= ? AND at < ?) h CROSS JOIN jobs j ON j.id = h.job_id GROUP BY j.lane, h.rule`,
      from,
      until,
    );
    const once = database.all<Line>(
      `SELECT j.lane AS "from", '' AS "to", count(*) AS files, sum(h.failed) AS failed
       FROM (SELECT job_id, max(failed) AS failed FROM ${HITS} WHERE at >= ? AND at < ? GROUP BY at, job_id) h CROSS JOIN jobs j ON j.id = h.job_id GROUP BY j.lane`,
      from,
      until,
    );
    return keyed([...perRule, ...once]);
  },
};

/** As the partial index has it. */
const IN_FORCE = `rule IS NOT NULL AND state IN ('done', 'expired', 'failed') AND`;
const EFFECTS = 'effects INDEXED BY effects_lately';
/** A path without its last part. */
const FOLDER = sep === '/' ? `rtrim(target, replace(target, '/', ''))` : `rtrim(target, replace(replace(target, '/', ''), '\\', ''))`;

/** Where an effect of a rule belongs in the picture. */
export type DestinationOf = (effect: { rule: string; action: string; folder: string }) => string;

/** From rules to what they write to, and whom they tell. */
const written = (destinationOf: () => DestinationOf): TallySource => ({
  ...ranged(EFFECTS, 'at', IN_FORCE),
  sum: (database, from, until) =>
    keyed(
      database
        .all<Passed & { rule: string; action: string; folder: string }>(
          `SELECT rule, action, ${FOLDER} AS folder, count(*) AS files, sum(state = 'failed') AS failed
           FROM ${EFFECTS} WHERE ${IN_FORCE} at >= ? AND at < ? GROUP BY rule, action, folder`,
          from,
          until,
        )
        .map((effect) => ({ from: effect.rule, to: destinationOf()(effect), files: effect.files, failed: effect.failed })),
    ),
});

/** What has passed each connection of the mill. */
export interface Passages {
  read: Tallied;
  acted: Tallied;
  written: Tallied;
}

/** What has passed, from the ledger: asked again only when something has changed, or a minute is not over yet. */
export class PassageCounter {
  private readonly tallies: { readonly [Part in keyof Passages]: Tally };
  private destinationOf: DestinationOf = ({ folder }) => folder;
  private wording = '';
  private last: { changes: number; midnight: number; at: number; passages: Passages } | null = null;
  /** One counts at a time. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {
    this.tallies = {
      read: new Tally(database, read),
      acted: new Tally(database, acted),
      written: new Tally(database, written(() => this.destinationOf)),
    };
  }

  /** @param wording what destinations depend on; another one begins anew */
  count(destinationOf: DestinationOf, wording: string, now = Date.now()): Promise<Passages> {
    const counted = this.turn.then(() => this.countNow(destinationOf, wording, now));
    this.turn = counted.catch(() => undefined);
    return counted;
  }

  private async countNow(destinationOf: DestinationOf, wording: string, now: number): Promise<Passages> {
    if (wording !== this.wording) {
      this.tallies.written.reset();
      this.last = null;
    }
    this.wording = wording;
    this.destinationOf = destinationOf;
    const changes = this.database.changeCount;
    const midnight = new Date(now).setHours(0, 0, 0, 0);
    const { last } = this;
    const holds = last !== null && last.changes === changes && last.midnight === midnight;
    if (holds && (now - last.at < KEPT_MS || isStill(last.passages))) return last.passages;
    const passages = await this.read(midnight, now);
    this.last = { changes, midnight, at: now, passages };
    return passages;
  }

  private async read(midnight: number, now: number): Promise<Passages> {
    const { tallies } = this;
    return {
      read: await tallies.read.read(midnight, now),
      acted: await tallies.acted.read(midnight, now),
      written: await tallies.written.read(midnight, now),
    };
  }
}

const isStill = (passages: Passages): boolean => Object.values(passages).every(({ lately }: Tallied) => lately.size === 0);
