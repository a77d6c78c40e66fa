import { create } from 'zustand';
import type { DuplicateGroup } from '../../../shared/model/duplicates';
import { keepSame } from '../../state/keep-same';

/** Groups and steps back that are kept. */
const MOST_GROUPS = 40;
const MOST_STEPS = 200;

/** Takes back the last thing that was done here. */
export interface StepBack {
  /** What it takes back, inside a sentence: "the mark on IMG_2210.jpg". */
  readonly what: string;
  /** Where it was done. */
  readonly groupId: string | null;
  run(): Promise<unknown>;
}

interface DuplicatesState {
  /** Grows with everything that is done here, so that what is shown asks again. */
  changes: number;
  /** The groups seen last, as they are now known. */
  groups: ReadonlyMap<string, DuplicateGroup>;
  steps: readonly StepBack[];
  isReviewing: boolean;
  /** What was done last, in words that stand beside the plan: a toast would lie over its buttons. */
  said: string | null;
  /** What was said is the last step, which can be taken back. */
  isStepSaid: boolean;
  touch(): void;
  know(group: DuplicateGroup): void;
  /** Of a group that is no more. */
  forget(id: string): void;
  /** After it was said. */
  remember(step: StepBack): void;
  takeStep(): StepBack | undefined;
  /** What is done on the disk is taken back otherwise. */
  forgetSteps(): void;
  review(isReviewing: boolean): void;
  say(said: string | null): void;
}

export const useDuplicates = create<DuplicatesState>()((set, get) => ({
  changes: 0,
  groups: new Map(),
  steps: [],
  isReviewing: false,
  said: null,
  isStepSaid: false,
  touch: () => set((state) => ({ changes: state.changes + 1 })),
  know: (group) =>
    set((state) => {
      const groups = new Map(state.groups);
      groups.delete(group.id);
      groups.set(group.id, keepSame(state.groups.get(group.id) ?? null, group));
      for (const id of groups.keys()) {
        if (groups.size <= MOST_GROUPS) break;
        groups.delete(id);
      }
      return { groups };
    }),
  forget: (id) =>
    set((state) => {
      if (!state.groups.has(id)) return state;
      const groups = new Map(state.groups);
      groups.delete(id);
      return { groups };
    }),
  remember: (step) => set((state) => ({ steps: [...state.steps.slice(1 - MOST_STEPS), step], isStepSaid: true })),
  takeStep: () => {
    const { steps } = get();
    set({ steps: steps.slice(0, -1) });
    return steps.at(-1);
  },
  forgetSteps: () => set({ steps: [], isStepSaid: false }),
  review: (isReviewing) => set({ isReviewing }),
  say: (said) => set({ said, isStepSaid: false }),
}));
