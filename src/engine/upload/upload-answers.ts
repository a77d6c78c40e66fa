import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { EngineApi } from '../../shared/contract/engine-api';
import type { DestinationView } from '../../shared/model/destination';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';
import { readDestination } from './destination';
import { removeDestination, writeDestination, writtenDestinations } from './destinations-file';
import { t } from '../../shared/words/words';

type Answered = 'destinations.list' | 'destinations.save' | 'destinations.remove' | 'destinations.test' | 'uploads.page' | 'uploads.hold' | 'uploads.retry' | 'uploads.cancel';

/** What the engine answers about uploads and where they go. Complete by type. */
export function uploadHandlers(engine: Engine): Pick<Handlers<EngineApi>, Answered> {
  const { options, rules, uploads } = engine;
  const { dataFolder } = options;
  const { keys, lane, connections } = uploads;
  const rulesTo = (name: string): string[] => rules.keeper.list().flatMap(({ rule }) => (rule.then.some((spec) => spec.do === 'upload' && spec.destination === name) ? [rule.name] : []));
  const rowsOf = (ids: readonly number[]): { fileId: number; destination: string }[] => ids.flatMap((id) => lane.byId(id) ?? []);
  return {
    'destinations.list': async () => {
      let written: Readonly<Record<string, unknown>> = {};
      let problem: ErrorData | null = null;
      try {
        written = writtenDestinations(dataFolder);
      } catch (error) {
        problem = toErrorData(error);
      }
      const destinations = Object.entries(written).map(([name, one]): DestinationView => {
        const rest = { name, rules: rulesTo(name) };
        try {
          const destination = readDestination(one);
          return { ...rest, destination, problem: null, keys: destination.credentials === 'chain' ? 'chain' : keys.stateOf(name) };
        } catch (error) {
          if (!(error instanceof FilemillError)) throw error;
          return { ...rest, destination: null, problem: `${error.message} ${error.hint}`.trim(), keys: keys.stateOf(name) };
        }
      });
      return { destinations, problem, obstacle: await keys.obstacle() };
    },
    'destinations.save': async ({ name, destination: given, isNew, keys: typed, remember }) => {
      const destination = readDestination(given);
      const isThere = Object.hasOwn(writtenDestinations(dataFolder), name);
      if (isNew && isThere) throw new FilemillError('settings.invalid', t('There is a destination named {name} already.', { name }), { hint: t('Choose another name.') });
      if (destination.credentials === 'typed' && !typed && !keys.of(name)) throw new FilemillError('settings.invalid', t('Its keys are missing.'), { hint: t('Type in the key and its secret, or let them come from where AWS programs find them.') });
      writeDestination(dataFolder, name, destination);
      if (destination.credentials === 'chain') keys.remove(name);
      else if (typed) await keys.put(name, typed, remember);
      lane.tryNow([name]);
      rules.keeper.reconsider();
      engine.revise();
      return {};
    },
    'destinations.remove': ({ name }) => {
      const using = rulesTo(name);
      if (using.length > 0) {
        throw new FilemillError('settings.invalid', t('{count, plural, one {A rule uploads} other {# rules upload}} to it: {rules}.', { count: using.length, rules: using.slice(0, 5).map((rule) => t('“{name}”', { name: rule })).join(', ') }), { hint: t('Change or remove the rule first.') });
      }
      removeDestination(dataFolder, name);
      keys.remove(name);
      engine.revise();
      return {};
    },
    'destinations.test': async ({ name, destination: given, keys: typed }, { signal }) => {
      const destination = readDestination(given);
      const credentials = destination.credentials === 'chain' ? null : (typed ?? (name === null ? null : keys.of(name)));
      if (destination.credentials === 'typed' && credentials === null) throw new FilemillError('settings.invalid', t('Its keys are missing.'), { hint: t('Type in the key and its secret.') });
      const tested = connections.connect(destination, credentials);
      try {
        const { isWell, steps } = await tested.test(signal);
        if (isWell && name !== null) lane.tryNow([name]);
        return { isWell, steps };
      } finally {
        tested.close();
      }
    },
    'uploads.page': ({ states, offset, limit }) => ({ lane: lane.view(), ...lane.page(states, offset, limit) }),
    'uploads.hold': ({ ids, held }) => {
      lane.hold(ids, held);
      return {};
    },
    'uploads.retry': ({ ids }, _context) => {
      const rows = rowsOf(ids);
      lane.hold(ids, false);
      lane.tryNow([...new Set(rows.map(({ destination }) => destination))]);
      engine.retry({ ids: [...new Set(rows.filter(({ fileId }) => !lane.isOpen(fileId)).map(({ fileId }) => fileId))] });
      return {};
    },
    'uploads.cancel': ({ ids }) => {
      engine.commands.cancel([...new Set(rowsOf(ids).map(({ fileId }) => fileId))]);
      engine.revise();
      return {};
    },
  };
}
