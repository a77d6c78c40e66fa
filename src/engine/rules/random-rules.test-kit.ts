import { Random } from '../../../tests/helpers/random';
import { ACTION_NAMES, actionSpecSchema, HANDED_OVER_POLICIES, type ActionSpec } from '../../shared/model/action';
import { FACTS, type FactName } from '../../shared/model/fact';
import { FILE_EVENTS } from '../../shared/model/file';
import { OPERATORS, ruleSchema, type Condition, type Operator, type Rule, type RuleTest, type TestValue } from '../../shared/model/rule';
import { CONFLICT_POLICIES } from '../../shared/model/transform';

/** Texts that YAML could take for something else, or that its writers forget to quote. */
const ODD = [
  'plain', 'two words', 'yes', 'no', 'null', '~', 'true', '12', '0x1F', '1e3', '2026-01-31', '12:30', '- dash', '# hash', 'a # b', 'a: b', 'key:', ': x', '"quoted"', "it's", '*star', '&and', '!bang', '%percent',
  '@at', '`tick', '[list]', '{brace', '? what', '| pipe', '> more', 'ümläut', '漢字', '🙂', 'a\nb', 'line one\n\n  two\n', '\ttab', ' lead', 'trail ', 'back\\slash', '---', '...', '<<', '=', 'y', 'Infinity', '.nan', '\u0085next', 'x'.repeat(300),
];
const PATHS = ['/archive', '/archive/{arrived:YYYY}/{arrived:MM}', 'Invoices', 'a b/{stem|slug}', '/x/{title|or none}', '/données/{kind}', '/a/#b', '/a/it’s'];

/** Rules in all their forms, the same for the same seed. */
export class RandomRules {
  private readonly random: Random;
  private count = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  rule(): Rule {
    const { random } = this;
    this.count += 1;
    return ruleSchema.parse({
      name: `${random.pick(ODD).replaceAll(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, 100)} ${this.count}`.trim(),
      ...(this.often() ? {} : { note: random.pick(ODD) }),
      ...(this.often() ? {} : { folders: [random.pick(PATHS), 'yes', '12'].slice(0, random.between(1, 3)) }),
      isEnabled: this.often(),
      ...(this.often() ? {} : { on: FILE_EVENTS.filter((event) => event === 'created' || this.often()) }),
      ...(random.below(5) === 0 ? {} : { if: this.condition(random.between(1, 4)) }),
      then: Array.from({ length: random.below(4) }, () => this.action()),
      stop: this.often(),
    });
  }

  rules(count: number): Rule[] {
    return Array.from({ length: count }, () => this.rule());
  }

  private often = (): boolean => this.random.below(2) === 0;

  private condition(levels: number): Condition {
    if (levels <= 1 || this.random.below(3) === 0) return this.test();
    const parts = Array.from({ length: this.random.below(4) }, () => this.condition(levels - 1));
    return this.random.pick<Condition>([{ all: parts }, { any: parts }, { none: parts }]);
  }

  private test(): RuleTest {
    const fact = this.random.pick([...(Object.keys(FACTS) as FactName[]), 'metadata.producer', 'exif.LensModel']);
    const type = fact in FACTS ? FACTS[fact as FactName].type : 'text';
    const operator = this.random.pick<Operator>(OPERATORS[type]);
    return { fact, operator, value: this.valueFor(fact, type, operator) };
  }

  private valueFor(fact: string, type: string, operator: Operator): TestValue {
    const { random } = this;
    if (operator === 'is known' || operator === 'is empty' || type === 'truth') return this.often();
    if (operator === 'matches' || operator === 'does not match' || operator === 'contains match') return random.pick(['(?i)invoice\\s*(\\d+)', '^a.*b$', '\\d{4}-\\d{2}', 'x|y', '(?P<number>\\d+): #\\d']);
    if (operator === 'within the last' || operator === 'longer ago than' || type === 'age') return random.pick(['7 days', '90 min', '1 year']);
    if (type === 'instant') return random.pick(['2026-01-31', '2026-01', '2026-01-31 12:30']);
    if (type === 'size') return operator === 'between' ? [1_000, '2 MB'] : random.pick([1_000, '10 MB', '2.5 GiB']);
    if (type === 'number' || operator === 'has at least' || operator === 'has at most') return operator === 'between' ? [1, 20.5] : random.pick([0, 1, -3, 0.25, 1e6]);
    if (type === 'choice') {
      const choices = (FACTS[fact as FactName] as { choices: readonly string[] }).choices;
      return operator === 'is one of' ? choices.slice(0, random.between(1, choices.length)) : random.pick(choices);
    }
    const texts = ODD.filter((text) => !/[{[]/.test(text));
    return operator === 'is one of' ? texts.slice(0, random.between(1, 6)) : random.pick(texts);
  }

  private action(): ActionSpec {
    const { random } = this;
    const name = random.pick(ACTION_NAMES);
    const to = random.pick(PATHS);
    const text = `${random.pick(ODD)} {name}`;
    const more: Record<string, unknown> = this.often() ? {} : { onFailure: 'continue' };
    const conflict = this.often() ? {} : { conflict: random.pick(CONFLICT_POLICIES) };
    const as = this.often() ? {} : { as: random.pick(['{stem}_{counter:000}{ext}', '{now:YYYYMMDD}', 'yes']) };
    const OF: Record<string, object> = {
      rename: { as: 'x_{name}', ...conflict },
      trash: this.often() ? {} : { to: 'vault' },
      validate: this.often() ? {} : { as: 'csv', columns: ['yes', 'a b'] },
      notify: this.often() ? {} : { message: text },
      alert: { message: text, ...(this.often() ? {} : { severity: 'problem' }) },
      route: { to: random.pick(ODD), ...(this.often() ? {} : { keep: true }) },
      handOff: { to, nextApp: random.pick(ODD), ...(this.often() ? {} : { conflict: random.pick(HANDED_OVER_POLICIES) }), ...(this.often() ? {} : { type: text, fields: { batch: '{name}', 'a b': 'yes' } }) },
      log: { to },
      transform: { ...(this.often() ? {} : { to }), recipe: this.often() ? {} : { format: 'webp', quality: 80 } },
      searchablePdf: this.often() ? {} : { to },
      extract: this.often() ? {} : { to, include: ['*.pdf', 'yes'], ...conflict },
      archive: { to, ...conflict, ...(this.often() ? {} : { gather: { count: 10, days: 0.5 }, originals: 'trash' }) },
      tag: { add: [random.pick(ODD)], ...(this.often() ? {} : { remove: ['12', 'null'] }) },
      upload: { destination: 'archive', ...(this.often() ? {} : { key: '{date:YYYY}/{path}', metadata: { 'a-b': 'c: {name}' }, original: 'vault' }) },
      webhook: { url: 'https://example.org/a?b=c#d', ...(this.often() ? {} : { headers: { 'x-key': 'a: b' }, body: text }) },
      run: { program: '/bin/echo', ...(this.often() ? {} : { arguments: ['{name}', 'yes', ''] }) },
    };
    return actionSpecSchema.parse({ do: name, ...(OF[name] ?? { to, ...as, ...conflict }), ...more });
  }
}
