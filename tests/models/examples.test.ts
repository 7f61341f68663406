import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runExample } from "../../pipelines/models/examples.ts";
import { runModels } from "../../pipelines/models/run.ts";
import { loadModels } from "../../pipelines/models/twin.ts";
import { openWarehouse, type Warehouse } from "../../pipelines/warehouse/open.ts";

const models = loadModels();
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse(":memory:");
  await runModels(warehouse.connection, { models });
});
afterAll(() => warehouse.close());

describe.each(models.models.filter((model) => model.examples.length).map((model) => [model.name, model] as const))(
  "%s",
  (_name, model) => {
    it.each(model.examples.map((example) => [example.name, example] as const))("%s", async (_example, example) => {
      await expect(runExample(warehouse.connection, models, model, example)).resolves.toBeUndefined();
    });
  },
);

it("every check has an example that finds something and one that doesn't", () => {
  const lacking = models.models
    .filter((model) => model.rule)
    .filter(
      (model) =>
        !model.examples.some((example) => example.expect.length > 0) ||
        !model.examples.some(
          (example) => JSON.stringify(example.given) !== "{}" && rowCount(example) > example.expect.length,
        ),
    )
    .map((model) => model.name);
  expect(lacking).toEqual([]);
});

function rowCount(example: { given: Record<string, unknown[]> }): number {
  return Object.values(example.given).reduce((sum, rows) => sum + rows.length, 0);
}
