/** How much a node is like others, each with its likeness; undefined for like none. */
type Likeness<N> = (node: N) => ReadonlyMap<N, number> | undefined;

/**
 * Parts nodes that are connected by likeness into groups of which each has a middle that all others are like: a chain
 * of small steps from one picture to another one never becomes a group.
 *
 * @param nearly what is like the middle in a lesser way belongs to its group where it is truly like another of its
 * members
 * @returns groups of at least two, each beginning with its middle
 */
export function cluster<N>(nodes: readonly N[], likeness: Likeness<N>, nearly: Likeness<N> = () => undefined): N[][] {
  const left = new Map(nodes.map((node) => [node, { count: 0, sum: 0 }]));
  const neighbours = (node: N): [N, number][] => [...(likeness(node) ?? [])].filter(([other]) => other !== node && left.has(other));
  for (const [node, ties] of left) {
    for (const [, value] of neighbours(node)) {
      ties.count += 1;
      ties.sum += value;
    }
  }
  const groups: N[][] = [];
  for (let middle = likest(left); middle !== null; middle = likest(left)) {
    const group = [middle, ...neighbours(middle).map(([node]) => node)];
    for (const node of group) left.delete(node);
    const near = nearly(middle);
    // It grows while it is gone through.
    for (const node of group) {
      for (const [other] of neighbours(node)) {
        if (!near?.has(other)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    for (const node of group) {
      for (const [other, value] of neighbours(node)) {
        const ties = left.get(other);
        if (ties) Object.assign(ties, { count: ties.count - 1, sum: ties.sum - value });
      }
    }
    groups.push(group);
  }
  return groups;
}

/** The one that is like most others, and most like them; null when none is like another. */
function likest<N>(left: ReadonlyMap<N, { count: number; sum: number }>): N | null {
  let best: { node: N; count: number; sum: number } | null = null;
  for (const [node, { count, sum }] of left) {
    if (count > 0 && (!best || count > best.count || (count === best.count && sum > best.sum))) best = { node, count, sum };
  }
  return best?.node ?? null;
}
