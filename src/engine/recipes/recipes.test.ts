import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../base/log';
import { folderSettingsSchema, RECIPE_IDS } from '../../shared/model/folder';
import { ALL_ACTIONS } from '../acting/all-actions';
import { Alerts } from '../alerts';
import { flawsAmong, warningsAmong, type RulesAround } from '../rules/check-rules';
import { readRules } from '../rules/read-rules';
import { RulesKeeper } from '../rules/rules-keeper';
import { writeRulesAlone } from '../rules/write-rules';
import type { Database } from '../store/database';
import { openStore } from '../store/open-store';
import { addRules } from './add-rules';
import { recipeNamed, RECIPES, rulesFor } from './recipes';

const FOLDER = { name: 'Scans', path: '/in/scans' };
const AROUND: RulesAround = { dataFolder: '/data', actions: ALL_ACTIONS, folders: [{ id: 1, path: FOLDER.path, settings: folderSettingsSchema.parse({ name: 'Scans' }) }], programsAllowed: false };
const MOVING = ['move', 'rename', 'route', 'trash'];

describe('recipes', () => {
  it('are those that a folder can have, the one that moves nothing first', () => {
    expect(RECIPES.map(({ id }) => id)).toEqual(RECIPE_IDS);
    expect(RECIPES[0]).toMatchObject({ id: 'watch-only', movesFiles: false, rules: [] });
  });

  it.each(RECIPE_IDS)('%s has rules that can be used as they are', (id) => {
    const recipe = recipeNamed(id);
    expect(readRules(recipe.rules).problems).toEqual([]);
    const rules = rulesFor(recipe, FOLDER);
    expect(flawsAmong(rules, rules, AROUND)).toEqual([]);
    expect(rules.every((rule) => rule.isEnabled && rule.folders.length === 1 && rule.folders[0] === FOLDER.path)).toBe(true);
    expect(RECIPES.find((one) => one.id === id)?.movesFiles).toBe(rules.some(({ then }) => then.some((spec) => MOVING.includes(spec.do))));
    expect(folderSettingsSchema.safeParse({ name: 'x', ...recipe.settings }).success).toBe(true);
    expect(readRules(writeRulesAlone(rules)).rules).toEqual(rules);
  });

  it.each(RECIPE_IDS)('%s has rules that do not come back to their own work, nor take files from one another', (id) => {
    const rules = rulesFor(recipeNamed(id), FOLDER);
    const warnings = warningsAmong(rules, AROUND);
    expect(rules.flatMap((rule) => warnings.of(rule)).filter(({ kind }) => !kind.startsWith('needs'))).toEqual([]);
  });

  it('are found by their id or title', () => {
    expect(recipeNamed('Photo intake').id).toBe('photos');
    expect(() => recipeNamed('photo')).toThrow('There is no recipe named photo');
  });
});

describe('a recipe that is chosen for a folder', () => {
  let data: string;
  let database: Database;
  let keeper: RulesKeeper;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'filemill-recipes-'));
    mkdirSync(join(data, 'in'));
    database = openStore(data).database;
    keeper = new RulesKeeper({ dataFolder: data, database, alerts: new Alerts(() => undefined), log: openLog(join(data, 'engine.log')), actions: ALL_ACTIONS, folders: () => AROUND.folders, programsAllowed: () => false });
  });
  afterEach(() => {
    keeper.close();
    database.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('brings its rules, switched on, once', () => {
    expect(addRules(keeper, recipeNamed('invoices'), FOLDER)).toEqual(['Scans: file invoices by month', 'Scans: file letters by year']);
    expect(addRules(keeper, recipeNamed('invoices'), FOLDER)).toEqual([]);
    expect(readFileSync(join(data, 'rules.yaml'), 'utf8')).toContain('note: The words of more languages can be added to the list.');
    keeper.remove(['Scans: file letters by year']);
    expect(addRules(keeper, recipeNamed('invoices'), FOLDER)).toEqual(['Scans: file letters by year']);
  });

  it('brings them for each of two folders of one name', () => {
    addRules(keeper, recipeNamed('archives'), FOLDER);
    expect(addRules(keeper, recipeNamed('archives'), { name: 'Scans', path: '/other/scans' })).toEqual(['Scans: extract archives 2']);
    expect(addRules(keeper, recipeNamed('archives'), { name: 'Scans', path: '/other/scans' })).toEqual([]);
    expect(keeper.list().map((compiled) => compiled.rule.folders)).toEqual([['/in/scans'], ['/other/scans']]);
  });

  it.each(['x'.repeat(200), ' odd\nname ', '\u0007'])('brings them whatever the folder is called: %j', (name) => {
    expect(addRules(keeper, recipeNamed('photos'), { name, path: FOLDER.path })).toHaveLength(3);
    expect(addRules(keeper, recipeNamed('photos'), { name, path: FOLDER.path })).toEqual([]);
    expect(readRules(readFileSync(join(data, 'rules.yaml'), 'utf8')).problems).toEqual([]);
  });
});
