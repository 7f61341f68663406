import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { performRun } from "../../../pipelines/run/run.ts";
import { startServer } from "../../../pipelines/run/serve.ts";
import { World } from "./world.ts";

const nightly = { goal: "nightly", command: "nightly" } as const;
const switches = Number(process.env.KICHBAN_SWITCHES ?? 200);

it("never shows a mix to somebody who reads the site during hundreds of switches", async () => {
  const world = new World();
  world.drop("0.txt", "tháng 0");
  await performRun(world.context(), nightly);
  const { server, address } = await startServer(world.paths, 0);
  const seen = new Set<string>();
  const wrong: string[] = [];
  let isOver = false;
  const poll = async () => {
    while (!isOver) {
      const page = await fetch(address);
      const text = await page.text();
      const release = page.headers.get("x-kichban-release") ?? "";
      const hash = /<title>([0-9a-f]{16})<\/title>/.exec(text)?.[1];
      if (page.status !== 200 || !hash) {
        wrong.push(`${page.status}: ${text.slice(0, 80)}`);
        continue;
      }
      seen.add(release);
      // The page's own data, asked for a moment later: still there after a switch, and still what belongs to the page.
      const data = await fetch(new URL(`assets/data.${hash}.json`, address));
      const body = await data.text();
      if (data.status !== 200) wrong.push(`${release}: its data gave ${data.status}`);
      else if (createHash("sha256").update(body).digest("hex").slice(0, 16) !== hash) wrong.push(`${release}: a mix`);
    }
  };
  try {
    const pollers = [poll(), poll(), poll()];
    for (let number = 1; number <= switches; number++) {
      world.drop(`${number}.txt`, `tháng ${number}`);
      expect((await performRun(world.context(), nightly)).record.outcome).toBe("published");
      await wait(1);
    }
    isOver = true;
    await Promise.all(pollers);
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(switches / 10);
    console.log(`${switches} switches, ${seen.size} of the releases seen by pollers, no mix`);
  } finally {
    isOver = true;
    server.closeAllConnections();
    server.close();
    world.remove();
  }
}, 300_000);
