import { describe, expect, it, vi } from 'vitest';
import { FilemillError } from '../../../../shared/errors/filemill-error';
import { KeptAnswers, type Question } from './kept-answers';

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const answering = (key: string): Question<string> & { ask: ReturnType<typeof vi.fn> } => ({
  key,
  ask: vi.fn(() => Promise.resolve(`answer to ${key}`)),
});

describe('KeptAnswers', () => {
  it('asks once for all who want an answer, and keeps it for who comes back', async () => {
    const kept = new KeptAnswers<string>(3);
    const question = answering('a');
    const tell = vi.fn();
    kept.subscribe(tell);
    const [first, second] = [kept.want(question), kept.want(question)];
    await soon();
    expect(kept.find('a')).toMatchObject({ value: 'answer to a', error: null });
    expect(tell).toHaveBeenCalledTimes(1);
    first();
    second();
    await soon();
    kept.want(question);
    expect(question.ask).toHaveBeenCalledTimes(1);
  });

  it('cancels what nobody wants any more, but not what is wanted again at once', async () => {
    const kept = new KeptAnswers<string>(3);
    const signals: AbortSignal[] = [];
    const never: Question<string> = {
      key: 'a',
      ask: (signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    };
    const first = kept.want(never);
    first();
    const second = kept.want(never);
    await soon();
    expect(signals.map((signal) => signal.aborted)).toEqual([false]);
    second();
    await soon();
    expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  });

  it('tells what went wrong, and asks again when it is wanted again', async () => {
    const kept = new KeptAnswers<string>(3);
    const question = answering('a');
    question.ask.mockRejectedValueOnce(new FilemillError('peer.gone', 'The engine is not running.'));
    const release = kept.want(question);
    await soon();
    expect(kept.find('a').error?.code).toBe('peer.gone');
    release();
    kept.want(question);
    await soon();
    expect(kept.find('a')).toMatchObject({ value: 'answer to a', error: null });
  });

  it('forgets the oldest that nobody wants', async () => {
    const kept = new KeptAnswers<string>(2);
    const release = kept.want(answering('a'));
    kept.want(answering('b'));
    await soon();
    release();
    kept.want(answering('c'));
    await soon();
    expect(['a', 'b', 'c'].map((key) => kept.find(key).value !== null)).toEqual([false, true, true]);
  });
});
