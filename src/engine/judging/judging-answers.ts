import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { BackTestedFile } from '../../shared/model/rule';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';
import { backTest, type BackTested } from './back-test';
import { LiveMatches } from './live-matches';
import { previewTemplate } from './preview-template';
import { simulate } from './simulate';
import { traceRule } from './trace-rule';
import type { TryingParts } from './trying-parts';
import { t } from '../../shared/words/words';

type Answered = 'rules.matches' | 'rules.trace' | 'rules.preview' | 'rules.simulate' | 'rules.simulating' | 'rules.backTest';

export const judgingHandlers = ({ rules }: Engine): Pick<Handlers<EngineApi>, Answered> => judgingAnswers(rules.trying());

/** What the engine answers to those who try rules out; one for each connection. Changes nothing. */
export function judgingAnswers(parts: TryingParts): Pick<Handlers<EngineApi>, Answered> {
  const matches = new LiveMatches(parts);
  const newest = new Newest();
  let simulating: { files: number; of: AbortSignal } | null = null;
  const backTests = new LastAnswer<BackTested>();
  return {
    'rules.matches': (asked, { signal }) => matches.find(asked, newest.of('matches', signal)),
    'rules.trace': ({ rule, fileId }, { signal }) => traceRule(parts, rule, fileId, signal),
    'rules.preview': ({ template, form, fileId }) => previewTemplate(parts, template, form, fileId),
    'rules.simulate': async (asked, { signal }) => {
      const own = newest.of('simulate', signal);
      simulating = { files: 0, of: own };
      const tell = (files: number): void => {
        if (simulating?.of === own) simulating.files = files;
      };
      try {
        return await simulate(parts, asked, own, tell);
      } finally {
        if (simulating?.of === own) simulating = null;
      }
    },
    'rules.simulating': () => ({ files: simulating?.files ?? null }),
    'rules.backTest': async ({ offset, limit, ...asked }, { signal }) => {
      const startedAt = performance.now();
      const key = JSON.stringify([asked, parts.rulesRevision(), parts.database.changeCount]);
      const { files, rows } = await backTests.get(key, () => backTest(parts, asked, newest.of('backTest', signal)));
      return { files, changed: rows.length, rows: rows.slice(offset, offset + limit) satisfies BackTestedFile[], tookMs: Math.round(performance.now() - startedAt) };
    },
  };
}

/** Who asks again has no use for the answer before: it is called off. */
class Newest {
  private readonly asked = new Map<string, AbortController>();

  of(what: string, signal: AbortSignal): AbortSignal {
    this.asked.get(what)?.abort(new FilemillError('call.cancelled', t('It was asked again.')));
    const controller = new AbortController();
    this.asked.set(what, controller);
    const cancel = (): void => controller.abort(new FilemillError('call.cancelled', t('It was cancelled.')));
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
    return controller.signal;
  }
}

/** Kept for those who turn the pages of it. */
class LastAnswer<T> {
  private last: { key: string; answer: T } | null = null;

  async get(key: string, find: () => Promise<T>): Promise<T> {
    if (this.last?.key === key) return this.last.answer;
    this.last = null;
    const answer = await find();
    this.last = { key, answer };
    return answer;
  }
}
