import { type Components, componentsSchema } from "./components.ts";
import { type Headers, headersSchema } from "./headers.ts";
import { type Indicators, indicatorsSchema } from "./indicators.ts";
import { type ReferenceFolders, readReference } from "./load.ts";
import { type Operators, operatorsSchema } from "./operators.ts";
import { type Phrases, phrasesSchema } from "./phrases.ts";
import { type Units, unitsSchema } from "./units.ts";
import { type Verdicts, verdictsSchema } from "./verdicts.ts";

/** All reference data, checked. A further file is one line in each half. */
export interface Catalogue {
  verdicts: Verdicts;
  units: Units;
  phrases: Phrases;
  operators: Operators;
  indicators: Indicators;
  components: Components;
  headers: Headers;
}

/**
 * Reads and checks all reference files.
 * @throws UserError naming file, line and mend when one is wrong.
 */
export function loadCatalogue(folders: ReferenceFolders): Catalogue {
  return {
    verdicts: readReference(folders, "verdicts", verdictsSchema),
    units: readReference(folders, "units", unitsSchema),
    phrases: readReference(folders, "phrases", phrasesSchema),
    operators: readReference(folders, "operators", operatorsSchema),
    indicators: readReference(folders, "indicators", indicatorsSchema),
    components: readReference(folders, "components", componentsSchema),
    headers: readReference(folders, "headers", headersSchema),
  };
}
