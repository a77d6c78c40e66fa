/** Both from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Where parts of written rules stand: by the number of the rule and the way to the part, as in `RuleProblem.at`. */
export class RulePlaces {
  private readonly places = new Map<string, Place>();

  set(rule: number, at: string, place: Place): void {
    this.places.set(`${rule} ${at}`, place);
  }

  /** Of the part itself, else of the nearest thing around it; the rule itself is at ''. */
  of(rule: number, at: string): Place | null {
    for (let way = at; ; way = way.slice(0, Math.max(0, way.lastIndexOf('.')))) {
      const place = this.places.get(`${rule} ${way}`);
      if (place !== undefined || way === '') return place ?? null;
    }
  }
}
