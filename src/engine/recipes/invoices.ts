import type { WrittenRecipe } from './recipes';
import { words } from '../../shared/words/words';

export const INVOICES: WrittenRecipe = {
  id: 'invoices',
  title: words('Invoices and letters'),
  sentence: words('Files invoices by month and letters by year, inside the folder. Scans are read first; what is read with doubt stays where it is and needs you.'),
  movesFiles: true,
  settings: {},
  rules: `
rules:
  - name: file invoices by month
    note: The words of more languages can be added to the list.
    on: [created]
    if:
      all:
        - kind: [document, image]
        - text matches: (?i)\\b(invoice|bill|facture|rechnung|factura|fattura)\\b
        - none:
            - subfolder starts with: Invoices
    then:
      - tag: invoice
      - move:
          to: Invoices/{arrived:YYYY}/{arrived:MM}
          as: "{arrived:YYYY-MM-DD} {stem}{ext}"
          conflict: keepIdentical
    stop: true
  - name: file letters by year
    on: [created]
    if:
      all:
        - kind: document
        - words at least: 20
        - none:
            - subfolder starts with: Letters
            - subfolder starts with: Invoices
    then:
      - move:
          to: Letters/{arrived:YYYY}
          as: "{arrived:YYYY-MM-DD} {stem}{ext}"
          conflict: keepIdentical
`,
};
