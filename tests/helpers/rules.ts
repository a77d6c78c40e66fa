import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { Effects, type Effect } from '../../src/engine/store/effects';
import { ruleSchema, type RuleOutcome, type RuleStep } from '../../src/shared/model/rule';
import { engineHandlers } from '../../src/engine/answers/handlers';
import { engineApi, type EngineApi } from '../../src/shared/contract/engine-api';
import type { CallInput, CallOutput, Handlers } from '../../src/shared/rpc/define-api';
import type { Mill } from './mill';

/** Adds a rule, switched on. */
export function putRule(mill: Mill, rule: z.input<typeof ruleSchema>): void {
  mill.engine.rules.keeper.put(ruleSchema.parse(rule));
}

/** Every file below a folder, by its path there; but for what the watcher puts there for a moment, to see itself. */
export function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.tmp_filemill-probe')
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

/** What the rules did with the current version of a file. */
export function outcomesOf(mill: Mill, path: string): RuleOutcome[] {
  const row = mill.row(path);
  return (row && mill.engine.rules.runs.ofFile(row.id)?.outcomes) ?? [];
}

/** Oldest first. */
export function effectsIn(mill: Mill): Effect[] {
  const { database } = mill.engine;
  const effects = new Effects(database);
  return database.all<{ id: number }>('SELECT id FROM effects ORDER BY id').map(({ id }) => effects.byId(id) as Effect);
}

/** Of all rules, in their order. */
export const stepsOf = (mill: Mill, path: string): RuleStep[] => outcomesOf(mill, path).flatMap(({ steps }) => steps);

/** As a window asks. */
export function ask<C extends keyof Handlers<EngineApi>>(mill: Mill, call: C, input: CallInput<EngineApi, C>): Promise<CallOutput<EngineApi, C>> {
  const handler = engineHandlers(mill.engine, 'manual')[call] as (input: unknown, context: { signal: AbortSignal }) => CallOutput<EngineApi, C>;
  return Promise.resolve(handler(engineApi.calls[call].input.parse(input), { signal: new AbortController().signal }));
}
