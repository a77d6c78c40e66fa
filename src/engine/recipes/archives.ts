import type { WrittenRecipe } from './recipes';
import { words } from '../../shared/words/words';

export const ARCHIVES: WrittenRecipe = {
  id: 'archives',
  title: words('Archive intake'),
  sentence: words('Tests archives, extracts them into Extracted/, then sets them aside. Damaged and locked ones stay where they are and need you.'),
  movesFiles: true,
  settings: { archives: { lookInside: true, depth: 3 } },
  rules: `
rules:
  - name: extract archives
    on: [created]
    if:
      all:
        - kind: archive
        - error is known: false
        - none:
            - subfolder starts with: Extracted
            - subfolder starts with: Archives
    then:
      - validate
      - extract: Extracted
      - move:
          to: Archives/{arrived:YYYY-MM}
          conflict: keepIdentical
`,
};
