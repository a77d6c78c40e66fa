const SENTENCES = `
The meeting of the board opened at nine in the morning with eleven of the fourteen members present.
Last year the mill ground 4,812 tonnes of wheat and sold nearly all of it within the county.
Her letter of 17 March reached the office only after the tender had been closed.
A narrow path leads from the station past the old chapel and down to the harbour.
Payment is due within thirty days of the date of this invoice, without any deduction.
The second engine was delivered in June and has run for 1,240 hours since then.
Nobody could say who had left the gate open, but the sheep were found by evening.
Rainfall in the northern district was 18 per cent below the average of the past decade.
The tenant shall keep the garden in good order and report any damage to the roof at once.
We walked for two hours before the fog lifted and the valley lay open in front of us.
Each crate holds 24 bottles and weighs about 31 kilograms when it is full.
The court found that the notice had been given in time and dismissed the appeal.
Heat the milk slowly, stir in the flour, and let the mixture stand for ten minutes.
Several of the older houses still have their original windows, doors and iron railings.
The committee thanked Mrs Whitfield for her careful work on the accounts of 2019.
Light from the west falls through three tall windows onto the reading desks.
The price of copper rose from 6,120 to 6,475 dollars between January and April.
Before the bridge was built, a ferry carried carts and cattle across the river.
Any change to this agreement must be made in writing and signed by both parties.
The youngest of the four brothers became a surveyor and moved to Quebec in 1874.
Samples were taken every six hours and stored at a temperature of 4 degrees.
He put the key under the flowerpot, as he always did, and forgot about it.
The library opens on weekdays from 10 to 18 and on Saturdays from 9 to 13.
Most of the fruit is picked by hand and packed in boxes lined with paper.
A copy of the report was sent to the insurer together with twelve photographs.
The choir sang two pieces by Purcell, and the audience asked for a third.
Under the new timetable the express reaches the coast in three hours and forty minutes.
Workers complained of dust, noise and the poor lighting in the lower hall.
The experiment was repeated with five different solvents, and the results agreed.
Shareholders will vote on the proposal at the general meeting on 22 May.
Old maps show a quarry where the school stands today.
The guarantee covers faults of material and workmanship for a period of 36 months.
In the evening the wind turned, and the smoke drifted back over the village.
The museum bought the painting for 58,000 pounds with the help of a public appeal.
Cut the boards to a length of 185 centimetres and sand the edges lightly.
Members who have not paid by the end of the quarter lose their right to vote.
The doctor advised rest, fresh air and a walk of at least one mile each day.
Seventeen ships were lying in the roads, waiting for the tide and a pilot.
Our records show that the parcel left the warehouse on Tuesday at 15:40.
The professor closed the book, looked out of the window and began to speak.
Water enters through a pipe of 80 millimetres and leaves by two smaller valves.
They sold the farm, the mill and both meadows to a cousin from the next parish.
`.trim().split('\n');

const SUBJECTS = 'harvest bridge harbour library workshop tenancy railway orchard quarry museum granary foundry archive garden cellar'.split(' ');
const ASPECTS = 'Notes on the|Accounts of the|The state of the|Repairs to the|A history of the|Rules for the|Plans for the|Visits to the'.split('|');
const GOODS = 'Hinges Brackets Screws Washers Timber Varnish Candles Lanterns Rope Canvas Buckets Shovels Ladders Gloves Barrels Pulleys'.split(' ');

/**
 * English sentences in an order of their own for each source of chance; some carry a figure that stands nowhere else.
 *
 * @param {() => number} random 0–1
 */
export function proseFrom(random) {
  let left = [];
  const pick = (list) => list[Math.floor(random() * list.length)];
  const between = (from, to) => from + Math.floor(random() * (to - from + 1));
  function sentence() {
    if (left.length === 0) left = [...SENTENCES];
    const [chosen] = left.splice(Math.floor(random() * left.length), 1);
    return random() < 0.2 ? `${chosen.slice(0, -1)} (no. ${between(10_000, 99_999)}).` : chosen;
  }
  return {
    random,
    pick,
    between,
    sentence,
    paragraph: (from = 3, to = 6) => Array.from({ length: between(from, to) }, sentence).join(' '),
    title: () => `${pick(ASPECTS)} ${pick(SUBJECTS)}`,
    good: () => pick(GOODS),
    number: () => String(between(10_000, 99_999)),
    price: () => `${between(2, 980)}.${String(between(0, 99)).padStart(2, '0')}`,
    shelf: () => `${pick([...'ABCDEFGH'])}${between(10, 99)}`,
  };
}
