import { acrossPlanters } from "./kinds/across.ts";
import { indicatorColumnPlanters } from "./kinds/indicator-columns.ts";
import { indicatorSentencePlanters } from "./kinds/indicator-sentences.ts";
import { inventionPlanters } from "./kinds/invention.ts";
import { namePlanters } from "./kinds/names.ts";
import { projectFigurePlanters } from "./kinds/project-figures.ts";
import { projectRowPlanters } from "./kinds/project-rows.ts";
import { taskDatePlanters } from "./kinds/task-dates.ts";
import { taskTextPlanters } from "./kinds/task-texts.ts";
import type { Planter } from "./plant.ts";

/** Every kind of error that can be planted into one report, by name. */
export const planters: Record<string, Planter> = {
  ...projectFigurePlanters,
  ...projectRowPlanters,
  ...taskDatePlanters,
  ...taskTextPlanters,
  ...indicatorSentencePlanters,
  ...indicatorColumnPlanters,
  ...acrossPlanters,
  ...namePlanters,
  ...inventionPlanters,
};
