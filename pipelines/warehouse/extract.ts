/** One locality's part of a warehouse, in a file of its own: what comes in is named, so nothing else can. */
import { DuckDBInstance } from "@duckdb/node-api";
import { EXIT, UserError } from "../errors.ts";
import { quoteIdentifier, quoteText } from "./quote.ts";
import { columnNames, ensureSchema, rawTables, schemaVersion, workplaceTables } from "./schema.ts";

export interface KnownLocality {
  locality_id: string;
  locality: string;
  /** Files held of it. */
  file_count: number;
}

/**
 * Copies what was read of one locality into a new warehouse: its files with all their rows, the explanations of its own
 * findings, and the scenarios that are its own or everybody's, these only as far as they speak of what it reports, and only
 * if they name no other locality that is held. Models
 * and exports are not copied: they follow from these rows. The order of receipt is counted anew, since its numbers
 * would tell how many files the others sent.
 * @param from a warehouse file with models run; it is only read
 * @param into a file that isn't there yet
 * @param wanted the locality's id or name
 * @throws UserError for a locality that isn't held, with those that are.
 */
export async function extractLocality(from: string, into: string, wanted: string): Promise<KnownLocality> {
  const instance = await DuckDBInstance.create(into, {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    await connection.run("set global timezone = 'UTC'");
    await ensureSchema(connection);
    await connection.run(`attach ${quoteText(from)} as whole (read_only)`);
    const version = await connection.runAndReadAll("select schema_version from whole.ops.warehouse");
    if (version.getRows()[0]?.[0] !== schemaVersion()) throw outdated();
    const reader = await connection.runAndReadAll(
      `select locality_id, any_value(locality order by received_order, source_id) as locality, count(*)::integer as file_count
       from whole.raw.sources group by locality_id order by locality_id`,
    );
    const known = reader.getRowObjectsJS() as unknown as KnownLocality[];
    const locality = findLocality(known, wanted);
    for (const name of [...rawTables.keys(), ...workplaceTables.keys()]) {
      const condition = name === "sources" ? ownLocality : rawTables.has(name) ? ownSource : workplaceConditions[name];
      if (!condition) throw new Error(`raw.${name}: say in extract.ts which of its rows are one locality's`);
      const columns = columnNames(name).map(quoteIdentifier);
      const values = columns.map((column) => (column === '"received_order"' ? orderAnew : `row.${column}`));
      await connection.run(
        `insert into raw.${name} (${columns.join(", ")}) select ${values.join(", ")} from whole.raw.${name} as row where ${condition}`,
        condition.includes("$1") ? [locality.locality_id] : [],
      );
    }
    await connection.run("detach whole");
    await connection.run("checkpoint");
    return locality;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const outdated = () =>
  new UserError(
    "The warehouse was made by another version of kichban and its tables have other columns: run `npx kichban rebuild` first.",
    {
      code: "warehouse_outdated",
      vi: "Kho dữ liệu do phiên bản khác của kichban tạo ra, các bảng có cột khác: hãy chạy `npx kichban rebuild` trước.",
    },
  );

const orderAnew = "row_number() over (order by row.received_order, row.source_id)";
const ownLocality = "row.locality_id = $1";
const ownSource = "row.source_id in (select source_id from raw.sources)";
const ownScenario =
  "exists (from raw.scenarios as own where own.scenario_id = row.scenario_id and own.version = row.version)";
const ownIndicator = "row.indicator_id in (select indicator_id from raw.indicators)";

/** A text as names are compared in it: without accents and case, words apart by one blank. */
const folded = (text: string) =>
  `' ' || trim(regexp_replace(replace(strip_accents(lower(${text})), 'đ', 'd'), '[^a-z0-9]+', ' ', 'g')) || ' '`;
/** The name alone: people leave out whether it is a ward or a commune. */
const bareName = `regexp_replace(other.locality, '^(phường|xã|thị trấn|đặc khu)\\s+', '', 'i')`;
const scenarioText = "concat_ws(' ', row.scenario_id, row.title_vi, row.title_en, row.author, row.note)";
const namesAnother = `exists (
  from whole.raw.sources as other
  where other.locality_id <> $1
    and contains(${folded(scenarioText)}, ${folded(bareName)})
    -- A name that is a part of the own one tells nothing.
    and not exists (from raw.sources as mine where contains(${folded("mine.locality")}, ${folded(bareName)})))`;

/** Which rows of what people and the catalogue say of the workplace are the locality's. */
const workplaceConditions: Record<string, string> = {
  scenarios: `row.locality_id = $1 or (row.locality_id is null and not ${namesAnother})`,
  scenario_points: `${ownScenario} and ${ownIndicator}`,
  scenario_rules: `${ownScenario} and ${ownIndicator}`,
  scenario_disbursement_targets: `${ownScenario} and (
    row.level = 'portfolio'
    or row.target_key in (select project_id from raw.project_lines union all select group_code from raw.project_lines))`,
  indicator_limits: ownIndicator,
  indicator_movers: ownIndicator,
  explanations: `row.finding_id in (
    select finding_id from whole.marts.findings where locality_id = $1
    union all select finding_id from whole.marts.findings_resolved where locality_id = $1)`,
};

function findLocality(known: readonly KnownLocality[], wanted: string): KnownLocality {
  const asked = plain(wanted);
  const found = known.filter(({ locality_id, locality }) => [plain(locality_id), plain(locality)].includes(asked));
  if (found.length === 1) return found[0] as KnownLocality;
  const list = known.map(({ locality_id, locality }) => `${locality_id} (${locality})`).join(", ") || "–";
  throw new UserError(`${wanted}: the warehouse holds no such locality; choose one of: ${list}`, {
    code: "unknown_locality",
    exitCode: EXIT.usage,
    vi: `${wanted}: kho dữ liệu không có địa phương này; hãy chọn một trong: ${list}`,
  });
}

const plain = (text: string): string => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
