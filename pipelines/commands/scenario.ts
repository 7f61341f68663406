import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { defineCommand, type Invocation } from "./command.ts";
import { jsonOption } from "./perform.ts";

type Action = (invocation: Invocation, names: string[]) => Promise<ExitCode | undefined>;

const actions: Record<string, () => Promise<Action>> = {
  list: async () => (await import("./scenarioFiles.ts")).listScenarios,
  check: async () => (await import("./scenarioFiles.ts")).checkScenarios,
  show: async () => (await import("./scenarioRun.ts")).showScenario,
  run: async () => (await import("./scenarioRun.ts")).runScenarioCommand,
};

export default defineCommand({
  vi: "các kịch bản: list (có những gì), show ID (từng tháng), check [tệp] (đúng hay sai), run ID (thử thay đổi)",
  en: "scenarios: list (what there is), show ID (month by month), check [file] (right or wrong), run ID (what if)",
  arguments: "<action> [names...]",
  options(command, words) {
    command
      .option(
        "--growth <percent>",
        words(
          "run: nâng mức phấn đấu thêm % (chỉ tiêu càng thấp càng tốt thì hạ xuống)",
          "run: targets more ambitious by per cent (lower where less is better)",
        ),
      )
      .option(
        "--tilt <percent>",
        words("run: dồn về đầu năm (-100) hay cuối năm (100)", "run: towards January (-100) or December (100)"),
      )
      .option(
        "--slippage <months>",
        words("run: mục tiêu đến chậm mấy tháng", "run: months by which targets arrive later"),
      )
      .option(
        "--pace <percent>",
        words("run: các tháng còn lại đạt bao nhiêu % kịch bản", "run: what the months left bring of the scenario"),
      )
      .option(
        "--indicator <ids>",
        words("chỉ những chỉ tiêu này, cách nhau dấu phẩy", "only these, separated by commas"),
      )
      .option("--as-of <month>", words("tính đến tháng, như 2026-03", "as of the month, such as 2026-03"))
      .option("--locality <id>", words("địa phương, khi có nhiều", "the locality, where there are several"));
    jsonOption(command, words);
  },
  async run(invocation) {
    const [action = "", ...names] = invocation.arguments;
    const load = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!load) {
      throw new UserError(`scenario ${action}: choose list, show, check or run.`, {
        code: "usage",
        exitCode: EXIT.usage,
        vi: `scenario ${action}: hãy chọn list, show, check hoặc run.`,
      });
    }
    return (await load())(invocation, names);
  },
});
