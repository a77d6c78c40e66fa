import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib';

const MAX_NODES = 5_000;

/** What the files carried along say of their size, in the order of the tree of their names. Empty where it can't be told. */
export async function attachmentSizes(bytes: Buffer): Promise<(number | undefined)[]> {
  try {
    const options = { ignoreEncryption: true, updateMetadata: false, throwOnInvalidObject: false };
    const { catalog, context } = await PDFDocument.load(bytes, options);
    const names = catalog.lookupMaybe(PDFName.of('Names'), PDFDict);
    const root = names?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
    const lookup = (object: PDFObject | undefined): PDFObject | undefined => context.lookup(object);
    return root ? [...specificationsIn(root, lookup)].map((specification) => sizeOf(specification, lookup)) : [];
  } catch {
    // A document that this library can't take apart keeps its attachments' names, without sizes.
    return [];
  }
}

type Lookup = (object: PDFObject | undefined) => PDFObject | undefined;

/** The values of a tree of names (ISO 32000-1, 7.9.6), each node once. */
function* specificationsIn(root: PDFDict, lookup: Lookup): Generator<PDFObject | undefined> {
  const seen = new Set<PDFDict>();
  const open: PDFDict[] = [root];
  for (let node = open.pop(); node && seen.size < MAX_NODES; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const kids = lookup(node.get(PDFName.of('Kids')));
    const names = lookup(node.get(PDFName.of('Names')));
    if (kids instanceof PDFArray) {
      for (const kid of kids.asArray().toReversed()) {
        const child = lookup(kid);
        if (child instanceof PDFDict) open.push(child);
      }
    }
    if (names instanceof PDFArray) for (let i = 1; i < names.size(); i += 2) yield lookup(names.get(i));
  }
}

function sizeOf(specification: PDFObject | undefined, lookup: Lookup): number | undefined {
  const files = entry(specification, 'EF', lookup);
  const stream = entry(files, 'UF', lookup) ?? entry(files, 'F', lookup);
  const dictionary = stream !== undefined && 'dict' in stream ? (stream.dict as PDFObject) : undefined;
  const size = entry(entry(dictionary, 'Params', lookup), 'Size', lookup);
  return size instanceof PDFNumber && size.asNumber() >= 0 ? Math.round(size.asNumber()) : undefined;
}

function entry(object: PDFObject | undefined, key: string, lookup: Lookup): PDFObject | undefined {
  return object instanceof PDFDict ? lookup(object.get(PDFName.of(key))) : undefined;
}
