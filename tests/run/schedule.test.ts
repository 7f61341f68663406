import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { schedules } from "../../pipelines/run/schedule.ts";

const place = { node: "/usr/bin/node", project: "/opt/kịch bản", data: "/srv/d'ữ 100%", hour: "02", minute: "05" };

describe("schedule --print", () => {
  it("gives a service and a timer that makes up for a night on which the machine was off", () => {
    const text = schedules.systemd(place);
    expect(text).toContain("OnCalendar=*-*-* 02:05:00");
    expect(text).toContain("Persistent=true");
    expect(text).toContain(
      `ExecStart="/usr/bin/node" "/opt/kịch bản/pipelines/kichban.mjs" nightly --data "/srv/d'ữ 100%%"`,
    );
  });

  it.runIf(hasCommand("systemd-analyze"))("gives what systemd itself accepts", () => {
    const folder = mkdtempSync(join(tmpdir(), "kichban-systemd-"));
    const [service = "", timer = ""] = schedules
      .systemd({ ...place, node: process.execPath, project: folder })
      .split(/^# ~.*kichban\.timer$/m);
    writeFileSync(join(folder, "kichban.service"), service);
    writeFileSync(join(folder, "kichban.timer"), timer);
    const checked = execFileSync("systemd-analyze", ["verify", join(folder, "kichban.timer")], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect(checked).not.toMatch(/kichban\.(service|timer):\d+/);
  });

  it("gives a cron line whose command the shell reads as it was meant", () => {
    const line = schedules
      .cron(place)
      .split("\n")
      .find((each) => /^5 2 \* \* \* /.test(each))!;
    // cron itself turns \% into %.
    const command = line.replace(/^5 2 \* \* \* cd .* && /, "").replaceAll("\\%", "%");
    const words = execFileSync("sh", ["-c", `printf '%s\\n' ${command}`], { encoding: "utf8" })
      .trim()
      .split("\n");
    expect(words).toEqual([place.node, `${place.project}/pipelines/kichban.mjs`, "nightly", "--data", place.data]);
  });

  it("gives a Windows task that is well-formed and catches up", () => {
    const parser = new SaxesParser();
    const names: string[] = [];
    parser.on("opentag", ({ name }) => void names.push(name));
    parser.on("error", (error) => {
      throw error;
    });
    parser.write(schedules.windows(place).replace('encoding="UTF-16"', 'encoding="UTF-8"')).close();
    expect(names).toContain("StartWhenAvailable");
  });
});

function hasCommand(name: string): boolean {
  try {
    execFileSync(name, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
