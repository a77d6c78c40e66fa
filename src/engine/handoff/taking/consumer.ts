import { join } from 'node:path';
import type { ActedFile, Journal } from '../../acting/action';
import type { ActionParts } from '../../acting/action-parts';
import type { Ending } from '../../actions/ending';
import type { HandoffPlace } from '../../../shared/model/handoff';
import type { Job } from '../../job';
import type { HandoffPlaces } from '../places';
import type { Reach } from '../reach';
import { Gate, type GateVerdict } from './gate';
import { takePair } from './take-pair';
import { beginTurn, waitsAgain, type Turn } from './turn';
import { t } from '../../../shared/words/words';

/** Takes what is handed over to Filemill: a part of the way of every file in a place that takes. */
export class Consumer {
  private readonly gate = new Gate();

  constructor(
    private readonly places: HandoffPlaces,
    private readonly reach: Reach,
  ) {}

  /** What a file waits for besides being whole; null outside of all places. @param path absolute */
  gateOf(path: string): ((data: string) => GateVerdict | Promise<GateVerdict>) | null {
    if (!this.places.takerAt(path)) return null;
    return (data) => {
      const place = this.places.takerAt(data);
      if (!place) return { kind: 'open' };
      return this.reach.isFar(place.path) ? this.askAfar(data, place) : this.gate.ask(data, place);
    };
  }

  /** Null for a job whose file lies in no such place any more. */
  async begin(job: Job, signal: AbortSignal): Promise<Turn | null> {
    const place = this.places.takerAt(join(job.root, job.path));
    if (!place) return null;
    await this.mustAnswer(place.path);
    return beginTurn(job, place, this.gate, { signal, answers: () => this.reach.answers(place.path) });
  }

  async end(mill: ActionParts, file: ActedFile, turn: Turn, journal: Journal): Promise<{ ending: Ending; known: () => void }> {
    await this.mustAnswer(turn.place);
    return takePair(mill, file, turn, journal);
  }

  private async askAfar(data: string, place: HandoffPlace): Promise<GateVerdict> {
    return (await this.reach.answers(place.path)) ? this.gate.ask(data, place) : { kind: 'wait', reason: t('Its folder does not answer.') };
  }

  private async mustAnswer(place: string): Promise<void> {
    if (!(await this.reach.answers(place))) throw waitsAgain(t('Its folder does not answer.'));
  }
}
