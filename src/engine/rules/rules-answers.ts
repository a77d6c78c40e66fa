import type { EngineApi } from '../../shared/contract/engine-api';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';
import { addRules } from '../recipes/add-rules';
import { recipeNamed, RECIPES } from '../recipes/recipes';
import { ruleHits } from '../store/rule-hits';
import { readRules } from './read-rules';
import { SAMPLES } from './samples/gallery';
import { writeRulesAlone } from './write-rules';
import { t } from '../../shared/words/words';

type Answered =
  | 'rules.read'
  | 'rules.put'
  | 'rules.remove'
  | 'rules.enable'
  | 'rules.order'
  | 'rules.check'
  | 'rules.parse'
  | 'rules.write'
  | 'rules.import'
  | 'rules.samples'
  | 'recipes.list'
  | 'recipes.apply';

/** What the engine answers about the rules themselves. */
export function rulesHandlers(engine: Engine): Pick<Handlers<EngineApi>, Answered> {
  const { keeper } = engine.rules;
  return {
    'rules.read': async () => {
      const warnings = await keeper.warningsSlowly();
      const hits = ruleHits(engine.database);
      const rules = keeper.list().map(({ rule }, index) => {
        const { hits: count = 0, failures = 0, lastAt = null } = hits.get(rule.name) ?? {};
        return { rule, warnings: warnings[index] ?? [], hits: count, failures, lastHitAt: lastAt };
      });
      const { revision, path, problem } = keeper;
      return { revision, path, rules, problem, programsAllowed: engine.settings.general.actions.allowPrograms };
    },
    'rules.put': ({ rule, formerName, at }) => ({ warnings: keeper.put(rule, formerName, at) }),
    'rules.remove': ({ names }) => {
      keeper.remove(names);
      return {};
    },
    'rules.enable': async ({ names, isEnabled }) => {
      await keeper.enableSlowly(names, isEnabled);
      return {};
    },
    'rules.order': ({ names }) => {
      keeper.order(names);
      return {};
    },
    'rules.check': ({ rule, formerName }) => keeper.check(rule, formerName),
    'rules.parse': ({ text }) => {
      const { rules, problems } = readRules(text);
      return { rules, problems };
    },
    'rules.write': ({ rules }) => ({ text: writeRulesAlone(rules) }),
    'rules.import': async ({ text }) => ({ added: await keeper.import(text) }),
    'rules.samples': () => ({ samples: SAMPLES.map((sample) => ({ ...sample, title: t(sample.title), sentence: t(sample.sentence) })) }),
    'recipes.list': () => ({ recipes: RECIPES.map((recipe) => ({ ...recipe, title: t(recipe.title), sentence: t(recipe.sentence) })) }),
    'recipes.apply': async ({ recipe, folderId }) => ({ added: await applyRecipe(engine, recipe, folderId) }),
  };
}

/** @returns names of the rules that were added, switched on */
async function applyRecipe(engine: Engine, id: string, folderId: number): Promise<string[]> {
  const recipe = recipeNamed(id);
  const { path, settings } = engine.folders.get(folderId);
  const added = addRules(engine.rules.keeper, recipe, { name: settings.name, path });
  await engine.updateFolder(folderId, { ...recipe.settings, recipe: recipe.id });
  return added;
}
