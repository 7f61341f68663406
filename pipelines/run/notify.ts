/**
 * Word to people after a night: to a webhook and by mail, in Vietnamese, only when there is something to say; and a sign of
 * life at an address whose silence is the alarm. What could not be delivered is said again the next night.
 */
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { type Changes, changesText, hasNews } from "./changes.ts";
import type { RunContext, Said } from "./context.ts";
import { readChanges } from "./current.ts";
import { writeWhole } from "./files.ts";
import { findCurrent, listGenerations } from "./generation.ts";
import { readManifest } from "./manifest.ts";
import type { NotificationConfig } from "./notifyConfig.ts";
import { listQuarantine } from "./quarantine.ts";
import type { RunRecord } from "./record.ts";

export type RunEvent = { kind: "done"; record: RunRecord } | { kind: "failed"; error: unknown };

export interface Message {
  subject: string;
  lines: string[];
}

const timeoutMs = 15_000;

/**
 * Tells those whom the configuration names.
 * @returns what could not be delivered and why, one sentence each.
 */
export async function announce(context: RunContext, config: NotificationConfig, event: RunEvent): Promise<Said[]> {
  const failures: Said[] = [];
  const message = event.kind === "failed" ? failureMessage(event.error) : await newsMessage(context, event.record);
  if (message) {
    const delivered = await Promise.all([
      attempt("webhook", config.webhookUrl, (url) => postWebhook(url, message, event)),
      attempt("mail", config.smtpUrl, (url) => sendMail(url, config, message)),
    ]);
    failures.push(...delivered.filter((said) => said !== null));
  }
  if (event.kind === "done") {
    const said = await attempt("heartbeat", config.heartbeatUrl, (url) => ask(url, { method: "GET" }));
    if (said) failures.push(said);
    if (failures.every(({ code }) => code === "heartbeat_failed")) await rememberAnnounced(context);
  }
  for (const said of failures) context.log.warn({ code: said.code }, said.en);
  return failures;
}

async function attempt(
  what: string,
  url: string | undefined,
  work: (url: string) => Promise<void>,
): Promise<Said | null> {
  if (!url) return null;
  try {
    await work(url);
    return null;
  } catch (error) {
    const cause =
      error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error);
    const where = new URL(url).host;
    return {
      code: `${what}_failed`,
      vi: `Không gửi được thông báo (${what}) tới ${where}: ${cause}`,
      en: `Word could not be sent (${what}) to ${where}: ${cause}`,
    };
  }
}

async function ask(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs), redirect: "error" });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
}

async function postWebhook(url: string, message: Message, event: RunEvent): Promise<void> {
  const body = {
    text: [message.subject, ...message.lines].join("\n"),
    subject: message.subject,
    lines: message.lines,
    outcome: event.kind === "done" ? event.record.outcome : "failed",
    ...(event.kind === "done" ? { run_id: event.record.run_id } : {}),
  };
  await ask(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

async function sendMail(url: string, config: NotificationConfig, message: Message): Promise<void> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  try {
    await transport.sendMail({
      from: config.mailFrom,
      to: config.mailTo,
      subject: message.subject,
      text: message.lines.join("\n"),
    });
  } finally {
    transport.close();
  }
}

/** The first line says the cause and the mend. */
function failureMessage(error: unknown): Message {
  const sentence =
    error instanceof UserError
      ? (error.messageVi ?? error.message)
      : `Lỗi trong chương trình: ${error instanceof Error ? error.message : String(error)}`;
  return {
    subject: "kichban: lần chạy đêm qua thất bại, trang cũ vẫn được phục vụ",
    lines: [
      sentence.split("\n")[0] ?? sentence,
      "Số liệu và trang của lần chạy tốt gần nhất vẫn giữ nguyên.",
      "Xem thêm: npx kichban status",
    ],
  };
}

/** What has become new since word last went out; null when there is nothing to say. */
async function newsMessage(context: RunContext, record: RunRecord): Promise<Message | null> {
  const lines: string[] = [];
  const news = await unannounced(context);
  // After many nights without word, what is still to be read is said of the newest; the others are counted.
  const told = news.slice(-mostNights);
  if (news.length > told.length)
    lines.push(`${news.length - told.length} lần chạy trước đó cũng có thay đổi; xem: npx kichban status`);
  for (const changes of told) lines.push(...changesText(changes, "vi", mostNamed));
  const quarantined = (await listQuarantine(context.files, context.paths)).filter(
    ({ reason }) => reason?.run_id === record.run_id,
  );
  if (quarantined.length > 0) lines.push(`Tệp không nhận được: ${quarantined.length}`);
  lines.push(...shortened(quarantined.map(({ name, reason }) => `  - ${reason?.message_vi ?? name}`)));
  lines.push(...shortened(record.notes.filter(({ code }) => code === "unreadable").map(({ vi }) => vi)));
  return lines.length === 0 ? null : { subject: `kichban: có thay đổi sau lần chạy ${record.run_id}`, lines };
}

/** Of each kind of news so many are named; the rest is counted. */
const mostNamed = 8;
/** So many nights are told in one message. */
const mostNights = 3;

const shortened = (lines: readonly string[]): string[] =>
  lines.length <= mostNamed
    ? [...lines]
    : [...lines.slice(0, mostNamed), `  … và ${lines.length - mostNamed} mục khác`];

const announcedPath = (context: RunContext): string => join(context.paths.ops, "announced.json");

/** The changes of the generations since the last one that was announced, oldest first. */
async function unannounced(context: RunContext): Promise<Changes[]> {
  const { files, paths } = context;
  const current = await findCurrent(files, paths);
  if (!current) return [];
  const last = (await files.facts(announcedPath(context)))
    ? String((JSON.parse((await files.read(announcedPath(context))).toString("utf8")) as { run_id?: string }).run_id)
    : "";
  const news = new Map<string, Changes>();
  for (const runId of await listGenerations(files, paths)) {
    const manifest = runId > last && runId <= current.runId ? await readManifest(files, paths, runId) : null;
    if (!manifest || manifest.changes_of <= last) continue;
    const changes = await readChanges(files, paths, runId);
    if (changes && hasNews(changes)) news.set(manifest.changes_of, changes);
  }
  return [...news.values()];
}

async function rememberAnnounced(context: RunContext): Promise<void> {
  const current = await findCurrent(context.files, context.paths);
  if (current)
    await writeWhole(context.files, announcedPath(context), `${JSON.stringify({ run_id: current.runId })}\n`);
}
