/**
 * How each file of the hostile corpus ends, in which time and memory: by its clock from the handing over to the refusal,
 * the start of a child included where the last file cost it, and by what the child held at most.
 * Run: npx tsx bench/hostile.ts [part of a name]
 */
import { cpus, loadavg, totalmem } from "node:os";
import { maxChildMegabytes, ReadPool } from "../pipelines/read/sandbox.ts";
import { hostileFiles } from "../tests/read/hostile/corpus.ts";

const mostMilliseconds = 2_000;
const asked = process.argv[2] ?? "";
const line = (...fields: unknown[]) => console.log(fields.map((field) => String(field).padStart(8)).join("  "));

/** One child for each file, as its peak tells of nothing else then; the batch in one child is what the tests hold. */
async function measure(name: string, bytes: Buffer) {
  const pool = new ReadPool(1);
  try {
    await pool.read({ name: "first.txt", bytes: Buffer.from("a\tb") });
    const start = performance.now();
    const code = await pool.read({ name, bytes }).then(
      () => "read",
      (cause: { code?: string }) => cause.code ?? String(cause),
    );
    const milliseconds = performance.now() - start;
    return { code, milliseconds, processor: pool.milliseconds, megabytes: pool.peakBytes / 2 ** 20 };
  } finally {
    pool.close();
  }
}

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
);
line("ms", "cpu ms", "MB", "ended", "file");
let [all, within, withinProcessor, refused, unexpected] = [0, 0, 0, 0, 0];
for (const { name, codes, build } of hostileFiles.filter((file) => file.name.includes(asked))) {
  const { code, milliseconds, processor, megabytes } = await measure(name, await build());
  const isWithin = milliseconds <= mostMilliseconds && megabytes <= maxChildMegabytes;
  const isExpected = codes.includes(code);
  all += 1;
  if (code !== "read") refused += 1;
  if (isWithin) within += 1;
  // What the clock would say on a machine with nothing else to do, nearly.
  if (processor <= mostMilliseconds && megabytes <= maxChildMegabytes) withinProcessor += 1;
  if (!isExpected) unexpected += 1;
  const remark = `${isWithin ? "" : "  over the limits"}${isExpected ? "" : `  expected ${codes.join(" or ")}`}`;
  line(milliseconds.toFixed(0), processor.toFixed(0), megabytes.toFixed(0), code, `${name}${remark}`);
}
console.log(
  `${within} of ${all} ended within ${mostMilliseconds / 1000} s and ${maxChildMegabytes} MB (${withinProcessor} by the processor's time); ${refused} refused, ${all - refused} harmless ones read, ${unexpected} in another way than expected.`,
);
process.exitCode = unexpected === 0 ? 0 : 1;
