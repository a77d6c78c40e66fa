import { create } from 'zustand';
import { toErrorData } from '../../shared/errors/filemill-error';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly hint?: string;
  readonly tone: 'plain' | 'problem';
  readonly action?: { label: string; run: () => void };
  /** A second one, which leaves the notice there. */
  readonly also?: { label: string; run: () => void };
}

interface ToastState {
  toasts: readonly Toast[];
  /** @returns its id, for taking it away before its time */
  show(toast: Omit<Toast, 'id'>): number;
  dismiss(id: number): void;
}

let nextId = 1;

export const useToasts = create<ToastState>()((set) => ({
  toasts: [],
  show: (toast) => {
    const id = nextId;
    nextId += 1;
    set((state) => ({ toasts: [...state.toasts.slice(-2), { ...toast, id }] }));
    return id;
  },
  dismiss: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
}));

export function tell(text: string, action?: Toast['action']): void {
  useToasts.getState().show({ text, tone: 'plain', ...(action ? { action } : {}) });
}

/** Runs something the user asked for; a failure becomes a toast with its hint. */
export async function attempt(what: () => Promise<unknown>): Promise<boolean> {
  try {
    await what();
    return true;
  } catch (thrown) {
    const error = toErrorData(thrown);
    useToasts.getState().show({ text: error.message, hint: error.hint, tone: 'problem' });
    return false;
  }
}
