import { FilemillError } from '../../shared/errors/filemill-error';
import type { Writer } from '../store/database';
import { noteMade } from '../store/made-folders';
import type { Effects, NewEffect } from '../store/effects';
import type { GroupCommit } from '../store/group-commit';
import type { ActedFile, Journal } from './action';
import { t } from '../../shared/words/words';

export interface StepJournalParts {
  readonly effects: Effects;
  readonly commit: GroupCommit;
  /** This run of the engine, which has the job under way; null for a file that is settled. */
  readonly lease: string | null;
}

/** What an effect is about. */
type Subject = Pick<ActedFile, 'jobId' | 'fileId' | 'folderId'>;

/** Notes what one step does with one file. */
export class StepJournal implements Journal {
  constructor(
    private readonly parts: StepJournalParts,
    private readonly file: Subject,
    private readonly by: { rule: string | null; step: string | null },
  ) {}

  begin({ made = [], ...effect }: Parameters<Journal['begin']>[0]): Promise<number> {
    const whole = this.whole(effect);
    return this.parts.commit.write((writer) => {
      for (const folder of made) noteMade(writer, folder);
      return this.intend(writer, whole);
    });
  }

  async retarget(id: number, target: string, data?: unknown): Promise<void> {
    await this.parts.commit.write((writer) => this.parts.effects.setTarget(writer, id, target, asText(data)));
  }

  async finish(id: number, more: { sha256?: string; target?: string; data?: unknown } = {}): Promise<void> {
    const { effects, commit } = this.parts;
    const { target = null, sha256 = null } = more;
    await commit.write((writer) => effects.finish(writer, id, { target, sha256, data: asText(more.data) }));
  }

  async fail(id: number): Promise<void> {
    await this.parts.commit.write((writer) => this.parts.effects.move(writer, id, 'intended', 'failed'));
  }

  note(effect: Parameters<Journal['note']>[0], also: (writer: Writer) => void = () => undefined): Promise<number> {
    const whole: NewEffect = { ...this.whole({ ...effect, sha256: null }), state: 'done' };
    return this.parts.commit.write((writer) => {
      const id = this.intend(writer, whole);
      also(writer);
      return id;
    });
  }

  private whole({ data, ...effect }: Omit<Parameters<Journal['begin']>[0], 'made'>): NewEffect {
    const { jobId, fileId, folderId } = this.file;
    return { ...effect, ...this.by, jobId, fileId, folderId, at: Date.now(), data: asText(data) };
  }

  private intend(writer: Writer, effect: NewEffect): number {
    const { effects, lease } = this.parts;
    const id = lease === null ? effects.intendSettled(writer, effect) : effects.intendLeased(writer, effect, lease);
    if (id !== null) return id;
    throw new FilemillError('file.changed', t('A newer version of the file has taken its place.'), { hint: t('Nothing to do: the newer version is read, and its rules are asked.') });
  }
}

const asText = (data: unknown): string | null => (data === undefined ? null : JSON.stringify(data));
