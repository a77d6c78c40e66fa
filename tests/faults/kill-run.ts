import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breachesOf, leftToSettle } from '../helpers/breaches';
import { HeadlessMill } from '../helpers/headless-mill';
import { MixedFiles } from '../helpers/mixed-files';
import { isRunning, type ProcessIdentity } from '../helpers/processes';
import { Random } from '../helpers/random';
import { until, within } from '../helpers/until';

const VICTIMS = ['everything', 'worker', 'watcher', 'engine'] as const;
type Victim = (typeof VICTIMS)[number];

const KILLS = 2;
/** Children end by themselves within this time after their engine (SAFETY.md). */
const ORPHAN_MS = 10_000;
/** A restart may take so long beside the work itself (SAFETY.md). */
const RESTART_MS = 10_000;
const PATIENCE_MS = 40_000;

/** One engine on one data folder that is killed and started again; files come and grow meanwhile. */
export class KillRun {
  readonly story: string[] = [];
  private readonly base = mkdtempSync(join(tmpdir(), 'filemill-kill-'));
  private readonly data = join(this.base, 'data');
  private readonly random: Random;
  private readonly files: MixedFiles;
  private readonly orphans: Promise<void>[] = [];
  private mill: HeadlessMill | null = null;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.files = new MixedFiles(join(this.base, 'inbox'), this.random);
  }

  /** How long the work takes when nobody disturbs it, in milliseconds. */
  async measure(): Promise<number> {
    const startedAt = performance.now();
    await this.files.comeAndGrow(0);
    const mill = this.start();
    await this.untilSettled(mill);
    const tookMs = Math.ceil(performance.now() - startedAt);
    const found = await this.finish(mill, tookMs);
    if (found.length > 0) throw new Error(`Without any kill: ${found.join(' ')}`);
    return tookMs;
  }

  /** @returns what broke the law */
  async disturb(workMs: number): Promise<string[]> {
    const changes = this.files.comeAndGrow(workMs);
    let mill: HeadlessMill | null = null;
    for (let kill = 0; kill < KILLS; kill += 1) {
      mill ??= this.start();
      const isAlive = await this.kill(mill, this.random.pick(VICTIMS), this.random.below(workMs));
      if (!isAlive) mill = null;
    }
    await changes;
    if (mill) {
      await this.untilSettled(mill);
      await this.endOrderly(mill);
    }
    return this.finish(HeadlessMill.once(this.files.originals.root, this.data), workMs);
  }

  async end(): Promise<void> {
    this.mill?.killGroup();
    await this.mill?.ended;
    this.files.stop();
    await Promise.allSettled(this.orphans);
    rmSync(this.base, { recursive: true, force: true });
  }

  private start(): HeadlessMill {
    this.mill = HeadlessMill.watch(this.files.originals.root, this.data);
    return this.mill;
  }

  /** @returns whether the engine is to live on */
  private async kill(mill: HeadlessMill, victim: Victim, afterMs: number): Promise<boolean> {
    this.story.push(`${victim} after ${afterMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    this.mustLive(mill);
    switch (victim) {
      case 'everything':
        mill.killGroup();
        await mill.ended;
        return false;
      case 'engine': {
        const children = mill.children();
        mill.kill();
        await mill.ended;
        // The next engine starts at once, while they may still be there.
        const orphaned = this.haveEnded(children);
        orphaned.catch(() => undefined);
        this.orphans.push(orphaned);
        return false;
      }
      default:
        await this.killChild(mill, victim);
        return true;
    }
  }

  /** At this instant, or in the one in which it appears. */
  private async killChild(mill: HeadlessMill, kind: 'worker' | 'watcher'): Promise<void> {
    let children: ProcessIdentity[] = [];
    const isThere = (): boolean => {
      this.mustLive(mill);
      children = mill.children(kind);
      return children.length > 0;
    };
    await until(isThere, { what: () => `a ${kind} was started. ${mill.notes}`, withinMs: PATIENCE_MS, everyMs: 5 });
    process.kill(this.random.pick(children).pid, 'SIGKILL');
  }

  private haveEnded(children: ProcessIdentity[]): Promise<void> {
    return until(() => !children.some(isRunning), {
      what: () => `children of a killed engine ended: ${children.filter(isRunning).map(({ command }) => command).join(', ')}`,
      withinMs: ORPHAN_MS,
    });
  }

  /** It may lose its children at any time, but not its life. */
  private mustLive(mill: HeadlessMill): void {
    if (!mill.isRunning) throw new Error(`The engine ended by itself after ${this.story.join(', then ')}. ${mill.notes}`);
  }

  private untilSettled(mill: HeadlessMill): Promise<void> {
    const left = (): string[] => leftToSettle(this.files.originals, this.data);
    const isSettled = (): boolean => {
      this.mustLive(mill);
      return left().length === 0;
    };
    return until(isSettled, {
      what: () => `settled by itself after ${this.story.join(', then ')}: ${left().join(', ')}. ${mill.notes}`,
      withinMs: PATIENCE_MS,
      everyMs: 100,
    });
  }

  private async endOrderly(mill: HeadlessMill): Promise<void> {
    const children = mill.children();
    mill.askToEnd();
    await within(ORPHAN_MS, () => `the engine ended when asked. ${mill.notes}`, mill.ended);
    await this.haveEnded(children);
  }

  private async finish(mill: HeadlessMill, workMs: number): Promise<string[]> {
    if (mill !== this.mill) this.mill = mill;
    else await this.endOrderly(mill);
    const startedAt = performance.now();
    const { code } = await within(PATIENCE_MS, () => `--once ended. ${mill.notes}`, mill.ended);
    const tookMs = performance.now() - startedAt;
    await Promise.all(this.orphans);
    const found = breachesOf(this.files.originals, this.data);
    if (code !== 0 && code !== 1) found.push(`The last run ended with ${code}: ${mill.notes}`);
    if (tookMs > RESTART_MS + workMs) found.push(`The last run took ${Math.round(tookMs)} ms.`);
    return [...found, ...this.accounting(mill)];
  }

  private accounting({ summary }: HeadlessMill): string[] {
    const { seen, done, inProgress, waiting, attention, ignored } = (summary ?? {}) as Record<string, number | undefined>;
    const sum = [done, inProgress, waiting, attention, ignored].reduce<number>((all, part) => all + (part ?? NaN), 0);
    const isRight = seen === sum && seen === this.files.originals.known.size && inProgress === 0 && waiting === 0;
    return isRight ? [] : [`The accounting does not add up for ${this.files.originals.known.size} files: ${JSON.stringify(summary)}`];
  }
}
