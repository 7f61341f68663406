import { describe, expect, it } from "vitest";
import { scenarios, trial, undisturbed } from "./campaign.ts";
import { type FaultPlan, faultModes } from "./faultyFiles.ts";

/** How many trials: KICHBAN_FAULTS=10000 for the long campaign. */
const wanted = Number(process.env.KICHBAN_FAULTS ?? 1_400);

/** A repeatable sequence of numbers between 0 and 1. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe("a run that is cut off or fails at any file or database call", () => {
  const share = Math.ceil(wanted / scenarios.length / faultModes.length);
  for (const [number, scenario] of scenarios.entries()) {
    it(`leaves one whole generation and every file, and the next night reaches the same exports: ${scenario.name}`, async () => {
      const { calls, exports } = await undisturbed(scenario);
      const next = sequence(number + 1);
      const failures: string[] = [];
      let tried = 0;
      const attempt = async (plans: FaultPlan[]) => {
        const wrong = await trial(scenario, plans, exports);
        tried++;
        if (wrong.length > 0) failures.push(`${JSON.stringify(plans)}: ${wrong.join("; ")}`);
      };
      for (const mode of faultModes) {
        // Every call where there are as many trials as calls; else evenly over all of them, from a different start.
        const step = Math.max(1, calls / share);
        for (let at = 1 + Math.floor(next() * step); at <= calls; at += step) {
          const plan = { mode, at: Math.floor(at), luck: next() };
          await attempt([plan]);
        }
      }
      // More trials than calls: two bad nights after each other, at any call of each.
      const any = (): FaultPlan => ({
        mode: faultModes[Math.floor(next() * faultModes.length)]!,
        at: 1 + Math.floor(next() * calls),
        luck: next(),
      });
      while (tried < share * faultModes.length) await attempt([any(), any()]);
      console.log(`${scenario.name}: ${calls} calls, ${tried} trials, ${tried - failures.length} held`);
      expect(failures).toEqual([]);
      expect(tried).toBeGreaterThanOrEqual(Math.min(share, calls) * faultModes.length * 0.9);
    }, 1_800_000);
  }
});
