import type { ErrorData } from '../../../shared/errors/filemill-error';

/** At a time, so that one can see how far it is, and stop it. */
const PIECE = 50;

export interface Stayed {
  id: number;
  path: string;
  error: ErrorData;
}

export interface TakenBack {
  undone: number;
  failed: Stayed[];
  /** Asked for, and not come to. */
  left: number;
}

interface Way {
  undo(ids: number[]): Promise<{ undone: number; failed: Stayed[] }>;
  /** So many are dealt with. */
  onStep(dealtWith: number): void;
  isStopped(): boolean;
}

/** Takes effects back in the order given. What was in the way of one may have been taken back after it: such ones are tried twice. */
export async function takeBackInPieces(ids: readonly number[], { undo, onStep, isStopped }: Way, piece = PIECE): Promise<TakenBack> {
  let undone = 0;
  let failed: Stayed[] = [];
  let dealtWith = 0;
  while (dealtWith < ids.length && !isStopped()) {
    const part = ids.slice(dealtWith, dealtWith + piece);
    const answer = await undo(part);
    undone += answer.undone;
    failed = [...failed, ...answer.failed];
    dealtWith += part.length;
    onStep(dealtWith);
  }
  const again = failed.filter(({ error }) => error.code === 'effect.changed');
  if (undone > 0 && again.length > 0 && ids.length > piece && !isStopped()) {
    const others = failed.filter((one) => !again.includes(one));
    for (let at = 0; at < again.length; at += piece) {
      const answer = await undo(again.slice(at, at + piece).map(({ id }) => id));
      undone += answer.undone;
      others.push(...answer.failed);
    }
    failed = others;
  }
  return { undone, failed, left: ids.length - dealtWith };
}
