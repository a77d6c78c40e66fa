import type { WrittenRecipe } from './recipes';
import { words } from '../../shared/words/words';

export const PHOTOS: WrittenRecipe = {
  id: 'photos',
  title: words('Photo intake'),
  sentence: words('Sorts photos into folders by the day they were taken, sets identical copies aside, and tags blurry ones.'),
  movesFiles: true,
  settings: {},
  rules: `
rules:
  - name: tag blurry photos
    on: [created]
    if:
      all:
        - kind: image
        - blurry: true
    then:
      - tag: blurry
  - name: set copies aside
    note: A copy has the same bytes as another file that is there already.
    on: [created]
    if:
      all:
        - kind: image
        - copies at least: 1
        - none:
            - subfolder starts with: Copies
    then:
      - move:
          to: Copies
          conflict: rename
    stop: true
  - name: sort photos by the day they were taken
    on: [created]
    if:
      all:
        - kind: image
        - taken is known: true
        - none:
            - subfolder matches: ^\\d{4}/\\d{4}-\\d{2}-\\d{2}
    then:
      - move:
          to: "{taken:YYYY}/{taken:YYYY-MM-DD}"
          conflict: keepIdentical
`,
};
