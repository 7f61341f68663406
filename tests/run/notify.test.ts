import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { UserError } from "../../pipelines/errors.ts";
import { projectFolder } from "../../pipelines/paths.ts";
import { explainFailure } from "../../pipelines/run/causes.ts";
import { announce } from "../../pipelines/run/notify.ts";
import { type NotificationConfig, notificationConfig } from "../../pipelines/run/notifyConfig.ts";
import { performRun } from "../../pipelines/run/run.ts";
import { World } from "./faults/world.ts";

const nightly = { goal: "nightly", command: "nightly" } as const;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function world(): World {
  const made = new World();
  closing.push(() => made.remove());
  return made;
}

/** A web server that keeps what it is sent; `status` may be changed. */
async function webhook(): Promise<{
  url: string;
  received: { method: string; path: string; body: string }[];
  answer: { status: number };
}> {
  const received: { method: string; path: string; body: string }[] = [];
  const answer = { status: 200 };
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method ?? "", path: request.url ?? "", body });
    response.writeHead(answer.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, answer };
}

/** A mail server that keeps what it is sent. */
async function mailbox(): Promise<{ url: string; mails: string[] }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
      stream.on("end", () => {
        mails.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => void server.close());
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails };
}

/** The words of a mail, whatever its transfer encoding. */
function decoded(mail: string): string {
  const [head = "", ...body] = mail.split("\r\n\r\n");
  const text = body.join("\r\n\r\n");
  const plain = /base64/i.test(head)
    ? Buffer.from(text, "base64").toString("utf8")
    : Buffer.from(
        text
          .replace(/=\r\n/g, "")
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      ).toString("utf8");
  return `${head}\n${plain}`;
}

async function night(place: World, config: NotificationConfig): Promise<string[]> {
  const { record } = await performRun(place.context(), nightly);
  return (await announce(place.context(), config, { kind: "done", record })).map((said) => said.vi);
}

describe("word after a night", () => {
  it("says in Vietnamese what is new, to a webhook and by mail, once", async () => {
    const place = world();
    const [hook, mail] = [await webhook(), await mailbox()];
    const config = {
      webhookUrl: hook.url,
      smtpUrl: mail.url,
      mailFrom: "kichban@localhost",
      mailTo: ["lanh-dao@localhost"],
    };
    place.drop("a.txt", "phường A tháng 3");
    place.drop("hong.txt", "BAD");
    expect(await night(place, config)).toEqual([]);
    const sent = JSON.parse(hook.received[0]!.body) as { text: string; outcome: string };
    expect(sent.outcome).toBe("published");
    expect(sent.text).toContain("Báo cáo mới: 1");
    expect(sent.text).toContain("PHƯỜNG A THÁNG 3");
    expect(sent.text).toContain("hong.txt: hỏng");
    expect(decoded(mail.mails[0]!)).toContain("Báo cáo mới: 1");

    expect(await night(place, config)).toEqual([]);
    expect(hook.received).toHaveLength(1);
    expect(mail.mails).toHaveLength(1);
  });

  it("is said again the next night where it could not be delivered", async () => {
    const place = world();
    const hook = await webhook();
    hook.answer.status = 500;
    place.drop("a.txt", "phường A");
    expect((await night(place, { webhookUrl: hook.url })).join()).toMatch(
      /Không gửi được thông báo \(webhook\).*HTTP 500/,
    );
    hook.answer.status = 200;
    expect(await night(place, { webhookUrl: hook.url })).toEqual([]);
    expect(
      hook.received.map(({ body }) => (JSON.parse(body) as { text: string }).text.includes("Báo cáo mới: 1")),
    ).toEqual([true, true]);
  });

  it("gives a sign of life after every good night, and none after a failure", async () => {
    const place = world();
    const hook = await webhook();
    place.drop("a.txt", "phường A");
    await night(place, { heartbeatUrl: hook.url });
    await night(place, { heartbeatUrl: hook.url });
    await announce(place.context(), { heartbeatUrl: hook.url }, { kind: "failed", error: new Error("x") });
    expect(hook.received.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  it("says of a failure the cause and the mend in its first line", async () => {
    const hook = await webhook();
    const error = explainFailure(Object.assign(new Error("write"), { code: "ENOSPC", path: "/du-lieu/x" }), "/du-lieu");
    await announce(world().context(), { webhookUrl: hook.url }, { kind: "failed", error });
    const { lines } = JSON.parse(hook.received[0]!.body) as { lines: string[] };
    expect(lines[0]).toMatch(/\/du-lieu\/x: Ổ đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại/);
  });

  it("names the address that could not be reached, without its password", async () => {
    const place = world();
    place.drop("a.txt", "phường A");
    const said = await night(place, { smtpUrl: "smtp://user:secret@127.0.0.1:9", mailFrom: "a@b", mailTo: ["c@d"] });
    expect(said.join()).toContain("127.0.0.1:9");
    expect(said.join()).not.toContain("secret");
  });
});

describe("the configuration", () => {
  it("is empty where nothing is set", () => {
    expect(notificationConfig({})).toBeNull();
  });

  it("comes from a file outside the project, and the environment goes before it", () => {
    const file = join(mkdtempSync(join(tmpdir(), "kichban-config-")), "kichban.env");
    writeFileSync(
      file,
      '# địa chỉ\nKICHBAN_WEBHOOK_URL="http://127.0.0.1/a"\nKICHBAN_HEARTBEAT_URL=http://127.0.0.1/b\n',
    );
    const config = notificationConfig({ KICHBAN_CONFIG: file, KICHBAN_WEBHOOK_URL: "http://127.0.0.1/c" });
    expect(config).toEqual({ webhookUrl: "http://127.0.0.1/c", heartbeatUrl: "http://127.0.0.1/b" });
  });

  it.each([
    ["a file inside the project", { KICHBAN_CONFIG: join(projectFolder, "package.json") }, /inside the project/],
    ["a file that is not there", { KICHBAN_CONFIG: "/nowhere/kichban.env" }, /does not exist/],
    ["an address that is none", { KICHBAN_WEBHOOK_URL: "nope" }, /KICHBAN_WEBHOOK_URL/],
    ["mail without anybody to write to", { KICHBAN_SMTP_URL: "smtp://127.0.0.1" }, /KICHBAN_MAIL_TO/],
  ])("refuses %s with a sentence", (_, environment, sentence) => {
    expect(() => notificationConfig(environment)).toThrow(UserError);
    expect(() => notificationConfig(environment)).toThrow(sentence);
  });
});
