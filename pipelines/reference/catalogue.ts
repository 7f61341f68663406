import { type Components, componentsSchema } from "./components.ts";
import { type DeadlineWords, deadlinesSchema } from "./deadlines.ts";
import { type DocumentWords, documentsSchema } from "./documents.ts";
import { type FactWords, factsSchema } from "./facts.ts";
import { type Headers, headersSchema } from "./headers.ts";
import { type Indicators, indicatorsSchema } from "./indicators.ts";
import { type ReferenceFolders, readReference } from "./load.ts";
import { type Localities, localitiesSchema } from "./localities.ts";
import { type Mends, mendsSchema } from "./mends.ts";
import { type Offices, officesSchema } from "./offices.ts";
import { type Operators, operatorsSchema } from "./operators.ts";
import { type Phrases, phrasesSchema } from "./phrases.ts";
import { type Placeholders, placeholdersSchema } from "./placeholders.ts";
import { type Reports, reportsSchema } from "./reports.ts";
import { type StatusWords, statusesSchema } from "./statuses.ts";
import { type Units, unitsSchema } from "./units.ts";
import { type Verdicts, verdictsSchema } from "./verdicts.ts";

/** All reference data, checked. A further file is one line in each half. */
export interface Catalogue {
  components: Components;
  deadlines: DeadlineWords;
  documents: DocumentWords;
  facts: FactWords;
  headers: Headers;
  indicators: Indicators;
  localities: Localities;
  mends: Mends;
  offices: Offices;
  operators: Operators;
  phrases: Phrases;
  placeholders: Placeholders;
  reports: Reports;
  statuses: StatusWords;
  units: Units;
  verdicts: Verdicts;
}

/**
 * Reads and checks all reference files.
 * @throws UserError naming file, line and mend when one is wrong.
 */
export function loadCatalogue(folders: ReferenceFolders): Catalogue {
  return {
    components: readReference(folders, "components", componentsSchema),
    deadlines: readReference(folders, "deadlines", deadlinesSchema),
    documents: readReference(folders, "documents", documentsSchema),
    facts: readReference(folders, "facts", factsSchema),
    headers: readReference(folders, "headers", headersSchema),
    indicators: readReference(folders, "indicators", indicatorsSchema),
    localities: readReference(folders, "localities", localitiesSchema),
    mends: readReference(folders, "mends", mendsSchema),
    offices: readReference(folders, "offices", officesSchema),
    operators: readReference(folders, "operators", operatorsSchema),
    phrases: readReference(folders, "phrases", phrasesSchema),
    placeholders: readReference(folders, "placeholders", placeholdersSchema),
    reports: readReference(folders, "reports", reportsSchema),
    statuses: readReference(folders, "statuses", statusesSchema),
    units: readReference(folders, "units", unitsSchema),
    verdicts: readReference(folders, "verdicts", verdictsSchema),
  };
}
