import { actionSpecSchema, type ActionName, type ActionSpec } from '../../../../shared/model/action';
import { t } from '../../../../shared/words/words';

/** What has no default, and a first value for it: empty where only a person can know. */
const FIRST: Partial<Record<ActionName, Readonly<Record<string, string>>>> = {
  backup: { to: '' },
  version: { to: '' },
  copy: { to: '' },
  move: { to: '' },
  rename: { as: '{date:YYYY-MM-DD}_{stem}{ext}' },
  link: { to: '' },
  notify: { message: t('{name} came into {folder}.') },
  alert: { message: t('{name} in {folder} needs a look.') },
  route: { to: '' },
  handOff: { to: '', nextApp: '' },
  log: { to: '' },
  archive: { to: '' },
  webhook: { url: '' },
  upload: { destination: '' },
  run: { program: '' },
};

/** Stands in while the defaults are filled in: what is empty is no action yet. */
const STAND_IN = 'https://stand.in';

/** An action as it begins, with all that has a default. It may lack what only a person can know. */
export function newAction(name: ActionName): ActionSpec {
  const first = FIRST[name] ?? {};
  const standIns = Object.fromEntries(Object.keys(first).map((key) => [key, STAND_IN]));
  return { ...actionSpecSchema.parse({ do: name, ...standIns }), ...first } as ActionSpec;
}

/** With another value of one field; undefined leaves it out. */
export function withField(spec: ActionSpec, key: string, value: unknown): ActionSpec {
  const { [key]: _former, ...rest } = spec as Record<string, unknown>;
  return (value === undefined ? rest : { ...spec, [key]: value }) as ActionSpec;
}

export function fieldOf(spec: ActionSpec, key: string): unknown {
  return (spec as Record<string, unknown>)[key];
}
