import { totalmem } from "node:os";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UserError } from "../errors.ts";
import { quoteText } from "./quote.ts";
import { ensureSchema } from "./schema.ts";

export interface WarehouseOptions {
  /** Nothing can be written, and no schema is made. Several readers may share a file; none may while a writer holds it. */
  readOnly?: boolean;
  /** Folders that SQL may read from and write to (`copy … to`). None by default: no files, no network. */
  allowedFolders?: string[];
  /** Bytes that DuckDB may hold before it goes on with files beside the warehouse; `memoryShare` if left out. */
  memoryLimit?: number;
}

export interface Warehouse {
  readonly file: string;
  readonly connection: DuckDBConnection;
  /** Checkpoints (a writer leaves no WAL behind) and lets go of the file. */
  close(): Promise<void>;
}

/**
 * Opens a warehouse file, or `:memory:`, and makes the schema where there is none. Time is UTC, files and network are out
 * of reach of SQL, no extension is fetched, and none of that can be changed by a later statement.
 * @throws UserError when the file is held by another process, is not a warehouse, or was made by another version.
 */
export async function openWarehouse(file: string, options: WarehouseOptions = {}): Promise<Warehouse> {
  const instance = await create(file, options);
  const connection = await instance.connect();
  try {
    await connection.run("set global timezone = 'UTC'");
    if (!options.readOnly) await ensureSchema(connection);
    if (options.allowedFolders?.length) {
      await connection.run(`set allowed_directories = [${options.allowedFolders.map(quoteText).join(", ")}]`);
    }
    await connection.run("set enable_external_access = false");
    await connection.run("set lock_configuration = true");
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw error;
  }
  return {
    file,
    connection,
    async close() {
      try {
        if (!options.readOnly) await connection.run("checkpoint");
      } finally {
        connection.closeSync();
        instance.closeSync();
      }
    },
  };
}

/** Runs `work` on an opened warehouse and closes it whatever happens. */
export async function withWarehouse<Result>(
  file: string,
  options: WarehouseOptions,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const warehouse = await openWarehouse(file, options);
  try {
    return await work(warehouse.connection);
  } finally {
    await warehouse.close();
  }
}

async function create(file: string, options: WarehouseOptions): Promise<DuckDBInstance> {
  const settings: Record<string, string> = {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: `${Math.floor(options.memoryLimit ?? memoryShare())}B`,
  };
  if (options.readOnly) settings.access_mode = "READ_ONLY";
  try {
    return await DuckDBInstance.create(file, settings);
  } catch (error) {
    throw asOpenError(file, error);
  }
}

/**
 * Half of what the machine or the process's own cap has, in bytes: DuckDB would take four fifths, and the process beside it needs its
 * share, too.
 */
function memoryShare(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2;
}

function asOpenError(file: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/could not set lock|conflicting lock|being used by another process/i.test(message)) {
    return new UserError(`${file} is held by another process: wait until it has finished, or end it, and try again.`, {
      code: "warehouse_held",
      cause: error,
    });
  }
  if (/does not exist|no such file/i.test(message)) {
    return new UserError(`There is no warehouse at ${file}: run \`npx kichban nightly\` first.`, {
      code: "warehouse_missing",
      cause: error,
    });
  }
  if (/not a valid duckdb database|serialization|checksum|corrupt/i.test(message)) {
    return new UserError(
      `${file} is damaged or not a DuckDB file: run \`npx kichban rebuild\` to make it from the archive.`,
      {
        code: "warehouse_damaged",
        cause: error,
      },
    );
  }
  return error;
}
