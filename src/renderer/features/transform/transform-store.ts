import { create } from 'zustand';
import type { FileRow } from '../../../shared/model/file';

export type Picture = Pick<FileRow, 'id' | 'name'>;

interface TransformState {
  /** What is to be changed; null while nothing is. */
  pictures: readonly Picture[] | null;
  open(pictures: readonly Picture[]): void;
  close(): void;
}

export const useTransform = create<TransformState>()((set) => ({
  pictures: null,
  open: (pictures) => set({ pictures: pictures.map(({ id, name }) => ({ id, name })) }),
  close: () => set({ pictures: null }),
}));
