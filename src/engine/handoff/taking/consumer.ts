import { join } from 'node:path';
import type { ActedFile, Journal } from '../../acting/action';
import type { ActionParts } from '../../acting/action-parts';
import type { Ending } from '../../actions/ending';
import type { Job } from '../../job';
import type { HandoffPlaces } from '../places';
import { Gate, type GateVerdict } from './gate';
import { takePair } from './take-pair';
import { beginTurn, type Turn } from './turn';

/** Takes what is handed over to Filemill: a part of the way of every file in a place that takes. */
export class Consumer {
  private readonly gate = new Gate();

  constructor(private readonly places: HandoffPlaces) {}

  /** What a file waits for besides being whole; null outside of all places. @param path absolute */
  gateOf(path: string): ((data: string) => GateVerdict) | null {
    if (!this.places.takerAt(path)) return null;
    return (data) => {
      const place = this.places.takerAt(data);
      return place ? this.gate.ask(data, place) : { kind: 'open' };
    };
  }

  /** Null for a job whose file lies in no such place any more. */
  async begin(job: Job, signal: AbortSignal): Promise<Turn | null> {
    const place = this.places.takerAt(join(job.root, job.path));
    return place && beginTurn(job, place, this.gate, signal);
  }

  end(mill: ActionParts, file: ActedFile, turn: Turn, journal: Journal): Promise<{ ending: Ending; known: () => void }> {
    return takePair(mill, file, turn, journal);
  }
}
