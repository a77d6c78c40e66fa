import type { Processor } from './kit/processor';

const LOADERS: Record<string, () => Promise<{ processor: Processor }>> = {
  text: () => import('./text/index'),
  data: () => import('./data/index'),
  pdf: () => import('./document/pdf/index'),
  pdfium: () => import('./document/pdfium/index'),
  office: () => import('./document/office/index'),
  word: () => import('./document/word/index'),
  'word-mammoth': () => import('./document/word-mammoth/index'),
  image: () => import('./image/index'),
  archive: () => import('./archive/index'),
  other: () => import('./other/index'),
};

/** The heavy half of a processor, loaded when it is first needed. */
export async function implementationOf(processorId: string): Promise<Processor> {
  const load = LOADERS[processorId];
  if (!load) throw new Error(`no processor is named ${processorId}`);
  return (await load()).processor;
}

/** What is done with archives on request, loaded when it is first needed. */
export const archiveCalls = (): Promise<typeof import('./archive/calls')> => import('./archive/calls');

/** Judging a file as a document of its kind, likewise. */
export const checkCalls = (): Promise<typeof import('./data/check/check-file')> => import('./data/check/check-file');
