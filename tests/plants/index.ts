import { indicatorPlanters } from "./indicators.ts";
import type { Planter } from "./plant.ts";
import { projectPlanters } from "./projects.ts";
import { taskPlanters } from "./tasks.ts";

/** Every kind of error that can be planted, by name. */
export const planters: Record<string, Planter> = { ...projectPlanters, ...taskPlanters, ...indicatorPlanters };
