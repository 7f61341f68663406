import { headersSchema, type Headers } from "./headers.ts";
import { type ReferenceFolders, readReference } from "./load.ts";

/** All reference data, checked. A further file is one line in each half. */
export interface Catalogue {
  headers: Headers;
}

/**
 * Reads and checks all reference files.
 * @throws UserError naming file, line and mend when one is wrong.
 */
export function loadCatalogue(folders: ReferenceFolders): Catalogue {
  return {
    headers: readReference(folders, "headers", headersSchema),
  };
}
