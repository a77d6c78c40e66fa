import { create } from 'zustand';
import type { Rule } from '../../../shared/model/rule';
import { isUnsaved, type Draft } from './draft/draft';
import { loadDrafts, storeDrafts } from './draft/stored-drafts';

interface RulesState {
  /** Grows with everything that is done here, so that what is shown asks again. */
  changes: number;
  /** By the name of the saved rule. */
  drafts: Readonly<Record<string, Draft>>;
  /** The file that a rule is looked at with. */
  fileId: number | null;
  /** An order that was asked for, shown at once; it goes when a list that was read after it is there. */
  order: { readonly names: readonly string[]; readonly isAnswered: boolean } | null;
  touch(): void;
  /** @param saved as it is in force; with the first change it is what the draft goes back to */
  edit(name: string, saved: Rule, rule: Rule): void;
  setText(name: string, saved: Rule, text: string | null): void;
  /** What was changed elsewhere counts as known: the draft is kept beside it. */
  rebase(name: string, saved: Rule): void;
  drop(name: string): void;
  chooseFile(fileId: number | null): void;
  setOrder(order: RulesState['order']): void;
}

export const useRules = create<RulesState>()((set) => {
  const put = (name: string, draftOf: (former: Draft | undefined) => Draft): void =>
    set(({ drafts }) => {
      const draft = draftOf(drafts[name]);
      const { [name]: _former, ...others } = drafts;
      const next = isUnsaved(draft) ? { ...drafts, [name]: draft } : others;
      storeDrafts(next);
      return { drafts: next };
    });
  return {
    changes: 0,
    drafts: loadDrafts(),
    fileId: null,
    order: null,
    touch: () => set((state) => ({ changes: state.changes + 1 })),
    edit: (name, saved, rule) => put(name, (former) => ({ base: former?.base ?? saved, rule, text: null })),
    setText: (name, saved, text) => put(name, (former) => ({ base: former?.base ?? saved, rule: former?.rule ?? saved, text })),
    rebase: (name, saved) => put(name, (former) => ({ base: saved, rule: former?.rule ?? saved, text: former?.text ?? null })),
    drop: (name) =>
      set(({ drafts }) => {
        const { [name]: _dropped, ...others } = drafts;
        storeDrafts(others);
        return { drafts: others };
      }),
    chooseFile: (fileId) => set({ fileId }),
    setOrder: (order) => set({ order }),
  };
});
