import { displayName } from '../../shared/model/display-name';
import { whyFinal } from '../../shared/model/final-effects';
import type { UndoPlan, UndoPlanItem } from '../../shared/model/undo-plan';
import { isThere, lookAt } from '../actions/file-version';
import { Breath } from '../../base/breath';
import type { Effect, EffectAction, Effects, EffectScope } from '../store/effects';
import { tagChangeSchema } from '../tags/tag-change';
import { whyNotTakenBack } from '../upload/undo-upload';
import { isUnchanged } from './is-unchanged';
import { dataOf } from './undo-relocation';
import { t } from '../../shared/words/words';

/** Shown one by one; what stays as it is comes first. */
const MOST_ITEMS = 500;
/** Files are compared by their bytes until so many were read; later ones are looked at when they are taken back. */
const MOST_HASHED_BYTES = 200_000_000;

type Scope = EffectScope | { ids: number[] };

/** What taking back would bring, newest first, and what stays and why. Changes nothing. */
export async function planUndo(effects: Effects, scope: Scope): Promise<UndoPlan> {
  const all = 'ids' in scope ? scope.ids.flatMap((id) => effects.byId(id) ?? []).sort((one, other) => other.id - one.id) : effects.inScope(scope, ['done', 'expired']);
  const disk = new Foresight();
  const breath = new Breath();
  const items: UndoPlanItem[] = [];
  for (const effect of all) {
    const { id, action, rule, source, at } = effect;
    const obstacle = await disk.obstacleTo(effect);
    if (obstacle === null) disk.takenBack(effect);
    items.push({ id, action, rule, source, target: action === 'tag' ? tagsOf(effect) : effect.target, at, obstacle });
    await breath.take();
  }
  const possible = items.filter(({ obstacle }) => obstacle === null);
  const staying = items.filter(({ obstacle }) => obstacle !== null);
  return { total: items.length, ids: possible.map(({ id }) => id), items: [...staying, ...possible].slice(0, MOST_ITEMS) };
}

/** Tags lead nowhere: those that were given. */
function tagsOf({ data }: Effect): string {
  const change = tagChangeSchema.safeParse(JSON.parse(data ?? 'null'));
  return change.success ? change.data.added.join(', ') : '';
}

/** The disk as it will be, while one after the other is taken back in thought. */
class Foresight {
  private readonly gone = new Set<string>();
  private readonly back = new Set<string>();
  private hashedBytes = 0;

  /** In a sentence; null where nothing stands in the way. */
  async obstacleTo(effect: Effect): Promise<string | null> {
    const { action, state } = effect;
    if (state === 'undone') return t('It was taken back already.');
    if (state === 'expired') return t('The vault has let it go: it was kept for so long as the settings say.');
    if (state !== 'done') return t('It was never done to its end.');
    const final = whyFinal(action);
    if (final !== null) return final;
    if (action === 'upload') return whyNotTakenBack(effect.data);
    if (action === 'park') return t('Retry the file, and it comes back.');
    if (PUTS_BACK.has(action)) return this.toPuttingBack(effect);
    return REMOVES.has(action) ? this.toRemoving(effect) : null;
  }

  takenBack({ action, source, target }: Effect): void {
    if (PUTS_BACK.has(action)) {
      this.appear(source);
      this.vanish(target);
    } else if (REMOVES.has(action)) this.vanish(target);
  }

  private async toPuttingBack(effect: Effect): Promise<string | null> {
    const { action, root, source, target, sha256 } = effect;
    if (root !== '' && !isThere(root)) return t('The folder is not there. Connect its drive first.');
    if (this.isThere(source)) return t('Another file lies at its place now.');
    if (this.back.has(target)) return null;
    if (action === 'discard') return this.isKept(effect) ? null : t('It is neither in the trash nor in the vault any more.');
    if (!this.isThere(target)) return t('It is no longer at {target}.', { target: displayName(target) });
    if (action !== 'relocate') return null;
    return (await this.isAsLeft(target, () => isUnchanged(target, dataOf(effect).version, sha256))) ? null : t('It was changed since it was moved.');
  }

  private async toRemoving({ target, sha256, action, data }: Effect): Promise<string | null> {
    if (this.back.has(target)) return null;
    const replaced = data === null ? null : (JSON.parse(data) as { vaulted?: string | null }).vaulted;
    if (!this.isThere(target)) return replaced == null ? t('It is no longer where it was put.') : null;
    if (action === 'link' || sha256 === null) return null;
    return (await this.isAsLeft(target, () => isUnchanged(target, null, sha256))) ? null : t('It was changed since it was written.');
  }

  private async isAsLeft(path: string, compare: () => Promise<boolean>): Promise<boolean> {
    this.hashedBytes += Number(lookAt(path)?.size ?? 0n);
    return this.hashedBytes > MOST_HASHED_BYTES || (await compare());
  }

  private isKept(effect: Effect): boolean {
    const { vaulted } = dataOf(effect);
    return isThere(effect.target) || (vaulted !== null && isThere(vaulted));
  }

  private isThere(path: string): boolean {
    return this.back.has(path) || (!this.gone.has(path) && isThere(path));
  }

  private appear(path: string): void {
    this.gone.delete(path);
    this.back.add(path);
  }

  private vanish(path: string): void {
    this.back.delete(path);
    this.gone.add(path);
  }
}

/** Taken back, the file lies at `source` again. */
const PUTS_BACK: ReadonlySet<EffectAction> = new Set<EffectAction>(['relocate', 'discard', 'displace', 'move', 'trash', 'vault']);
/** Taken back, there is nothing at `target` any more. */
const REMOVES: ReadonlySet<EffectAction> = new Set<EffectAction>(['copy', 'link', 'transform', 'searchable', 'pack', 'handOff']);
