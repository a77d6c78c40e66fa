/**
 * The cycles of a graph, one per group of nodes that reach each other (Tarjan), each as a shortest closed path.
 * @param {Map<string, Iterable<string>>} graph
 * @returns {string[][]} each path without its repeated first node
 */
export function findCycles(graph) {
  return groupsOf(graph)
    .filter((group) => group.length > 1 || [...(graph.get(group[0]) ?? [])].includes(group[0]))
    .map((group) => shortestCycle(graph, new Set(group), [...group].sort()[0]))
}

function groupsOf(graph) {
  const index = new Map()
  const low = new Map()
  const onStack = new Set()
  const stack = []
  const groups = []
  const visit = (node) => {
    index.set(node, index.size)
    low.set(node, index.get(node))
    stack.push(node)
    onStack.add(node)
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next)
        low.set(node, Math.min(low.get(node), low.get(next)))
      } else if (onStack.has(next)) {
        low.set(node, Math.min(low.get(node), index.get(next)))
      }
    }
    if (low.get(node) !== index.get(node)) return
    const group = stack.splice(stack.indexOf(node))
    for (const member of group) onStack.delete(member)
    groups.push(group)
  }
  for (const node of graph.keys()) if (!index.has(node)) visit(node)
  return groups
}

function shortestCycle(graph, group, start) {
  const cameFrom = new Map([[start, undefined]])
  const queue = [start]
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) {
        const path = []
        for (let at = node; at !== undefined; at = cameFrom.get(at)) path.unshift(at)
        return path
      }
      if (!group.has(next) || cameFrom.has(next)) continue
      cameFrom.set(next, node)
      queue.push(next)
    }
  }
  return [...group]
}
