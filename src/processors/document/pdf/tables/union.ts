/** Groups of numbers 0 … count − 1, joined two at a time. */
export class Union {
  private readonly parents: number[];

  constructor(count: number) {
    this.parents = Array.from({ length: count }, (_, index) => index);
  }

  join(one: number, other: number): void {
    this.parents[this.find(one)] = this.find(other);
  }

  /** The number that stands for the group. */
  find(member: number): number {
    let root = member;
    for (let parent = this.parents[root]; parent !== undefined && parent !== root; parent = this.parents[root]) root = parent;
    this.parents[member] = root;
    return root;
  }

  groups(): number[][] {
    const groups = new Map<number, number[]>();
    for (const member of this.parents.keys()) {
      const root = this.find(member);
      const group = groups.get(root);
      if (group) group.push(member);
      else groups.set(root, [member]);
    }
    return [...groups.values()];
  }
}
