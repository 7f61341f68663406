import { join } from "node:path";
import { projectFolder } from "../../pipelines/paths.ts";
import { type Catalogue, loadCatalogue } from "../../pipelines/reference/catalogue.ts";

/** The reference data that ship with the project: readers are tested with the words that they will meet. */
export function shippedCatalogue(): Catalogue {
  const folder = join(projectFolder, "data", "reference");
  return loadCatalogue({ own: join(folder, "none"), shipped: folder });
}
