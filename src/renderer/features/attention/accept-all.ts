import { callEngine } from '../../engine-client/engine-client';
import { acceptFiles, type Subject } from '../files/file-actions';
import { attempt } from '../../state/toast-store';

const PIECE = 500;
const MOST = 10_000;

/** Every doubtful reading will do. */
export function acceptAll(): void {
  void attempt(async () => {
    const subjects: Subject[] = [];
    for (let total = 1; subjects.length < Math.min(total, MOST); ) {
      const answer = await callEngine('files.page', {
        filter: { states: ['attention'], cause: 'lowConfidence' },
        offset: subjects.length,
        limit: PIECE,
      });
      total = answer.total;
      subjects.push(...answer.rows);
      if (answer.rows.length === 0) break;
    }
    acceptFiles(subjects);
  });
}
