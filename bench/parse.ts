/**
 * What it costs to understand reports (recognise and normalise, without reading the file's format), in processor time, on
 * generated reports (invented data): the first one, which also readies the reference data, and each of the others; beside it,
 * as a machine-independent measure, the same reports' rows written to JSON and read again.
 * Run: npx tsx bench/parse.ts [reports]      (100 unless told)
 */
import { createHash } from "node:crypto";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseSource } from "../pipelines/normalise/parse.ts";
import { shippedDataFolder } from "../pipelines/paths.ts";
import { readDocument } from "../pipelines/read/index.ts";
import { loadCatalogue } from "../pipelines/reference/catalogue.ts";
import { generateReport } from "../tests/generator/report.ts";
import { writeText } from "../tests/generator/writers/text.ts";

const count = Number(process.argv[2] ?? 100);
const folder = join(shippedDataFolder, "reference");
const catalogue = loadCatalogue({ own: folder, shipped: folder });

const documents = [];
for (let number = 0; number < count; number++) {
  const bytes = Buffer.from(writeText(generateReport(`bench-${number}`).printed));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const name = `bao-cao-${number}.txt`;
  documents.push({ name, sha256, document: await readDocument({ name, bytes }) });
}

/** Milliseconds of processor time. */
function spent<Result>(work: () => Result): { result: Result; ms: number } {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, ms: (user + system) / 1000 };
}

let cells = 0;
let json = 0;
const parse: number[] = [];
for (const { name, sha256, document } of documents) {
  const { result, ms } = spent(() => parseSource(document, { name, sha256 }, catalogue));
  parse.push(ms);
  cells += result.cells.length;
  json += spent(() => JSON.parse(JSON.stringify(result))).ms;
}
const [first = 0, ...rest] = parse;
const sum = rest.reduce((total, ms) => total + ms, 0);
const middle = [...rest].sort((a, b) => a - b)[Math.floor(rest.length / 2)] ?? 0;
console.log(`${cpus()[0]?.model}, Node ${process.version}; ${count} reports, ${Math.round(cells / count)} cells each`);
console.log(
  `the first ${first.toFixed(0)} ms of processor time; each other ${(sum / rest.length).toFixed(1)} ms, the middle one ${middle.toFixed(1)} ms`,
);
console.log(`${(sum / (json * (rest.length / count))).toFixed(1)} times what their rows take through JSON and back`);
