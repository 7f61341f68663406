/**
 * Remembers what a pure function of one text gave. Reports say the same things over and over (statuses, units, names, headings
 * on each page), and most readers look at one text several times: folding it once is most of their speed.
 * The result must not be changed by who receives it. When `most` texts are held they are all forgotten, so that a batch of
 * big files can't fill the memory.
 */
export function remembered<Result>(work: (text: string) => Result, most = 5_000): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    let result = known.get(text);
    if (result === undefined) {
      result = work(text);
      if (known.size >= most) known.clear();
      known.set(text, result);
    }
    return result;
  };
}
