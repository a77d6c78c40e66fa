import type { WrittenRecipe } from './recipes';
import { words } from '../../shared/words/words';

export const DATA: WrittenRecipe = {
  id: 'data',
  title: words('Data hand-off'),
  sentence: words('Checks data files and their checksums, moves good ones to accepted/ and alerts you about the others. Each event is logged.'),
  movesFiles: true,
  settings: {},
  rules: `
rules:
  - name: alert about data that is not right
    if:
      any:
        - all:
            - any:
                - kind: data
                - mime is one of: [application/xml, text/xml]
            - valid: false
        - error is known: true
    then:
      - alert:
          message: "{name} in {folder} is not right. Its page in Filemill says why."
          severity: problem
  - name: accept good data by day
    if:
      all:
        - any:
            - all:
                - kind: data
                - valid: true
            - mime is one of: [application/xml, text/xml]
        - none:
            - subfolder starts with: accepted
            - subfolder starts with: logs
    then:
      - validate
      - log: logs
      - move:
          to: accepted/{arrived:YYYYMMDD}
          conflict: keepIdentical
`,
};
