/** Who is told of a night, from the environment or from a file outside the project: never from what could be committed. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { projectFolder } from "../paths.ts";

export interface NotificationConfig {
  /** Receives a JSON document by POST. */
  webhookUrl?: string;
  /** Asked for (GET) at the end of every night that went well: its silence is the alarm. */
  heartbeatUrl?: string;
  /** `smtp://user:password@host:587`, `smtps://…`. */
  smtpUrl?: string;
  mailFrom?: string;
  mailTo?: string[];
}

const keys = [
  "KICHBAN_WEBHOOK_URL",
  "KICHBAN_HEARTBEAT_URL",
  "KICHBAN_SMTP_URL",
  "KICHBAN_MAIL_FROM",
  "KICHBAN_MAIL_TO",
] as const;

/**
 * The configuration, or null when nobody is to be told. The environment goes before the file that KICHBAN_CONFIG names
 * (lines of `NAME=value`, `#` for remarks).
 * @throws UserError when the file is missing, lies inside the project, or a mail address is wanting.
 */
export function notificationConfig(environment: NodeJS.ProcessEnv): NotificationConfig | null {
  const file = environment.KICHBAN_CONFIG ? readConfigFile(environment.KICHBAN_CONFIG) : {};
  const value = (key: (typeof keys)[number]) => environment[key] || file[key] || undefined;
  const [webhookUrl, heartbeatUrl, smtpUrl, mailFrom, mailTo] = keys.map(value);
  if (!webhookUrl && !heartbeatUrl && !smtpUrl) return null;
  for (const [name, url] of [
    ["KICHBAN_WEBHOOK_URL", webhookUrl],
    ["KICHBAN_HEARTBEAT_URL", heartbeatUrl],
    ["KICHBAN_SMTP_URL", smtpUrl],
  ] as const) {
    if (url && !URL.canParse(url))
      throw wrong(`${name} is no address (URL); correct it.`, `${name} không phải là địa chỉ (URL); hãy sửa lại.`);
  }
  if (smtpUrl && !mailTo) {
    throw wrong(
      "KICHBAN_SMTP_URL is set without KICHBAN_MAIL_TO; say whom to write to.",
      "Có KICHBAN_SMTP_URL nhưng thiếu KICHBAN_MAIL_TO; hãy cho biết gửi thư tới ai.",
    );
  }
  return {
    ...(webhookUrl ? { webhookUrl } : {}),
    ...(heartbeatUrl ? { heartbeatUrl } : {}),
    ...(smtpUrl
      ? { smtpUrl, mailFrom: mailFrom ?? "kichban@localhost", mailTo: mailTo!.split(/[,;\s]+/).filter(Boolean) }
      : {}),
  };
}

function readConfigFile(path: string): Record<string, string> {
  const file = resolve(path);
  if (!existsSync(file))
    throw wrong(`${file} (KICHBAN_CONFIG) does not exist.`, `Không có tệp ${file} (KICHBAN_CONFIG).`);
  const inside = relative(realpathSync(projectFolder), realpathSync(file));
  if (!inside.startsWith("..") && !isAbsolute(inside)) {
    throw wrong(
      `${file}: passwords must not lie inside the project's folder; move the file elsewhere and set KICHBAN_CONFIG to it.`,
      `${file}: mật khẩu không được nằm trong thư mục dự án; hãy chuyển tệp đi nơi khác rồi đặt lại KICHBAN_CONFIG.`,
    );
  }
  const values: Record<string, string> = {};
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (match) values[match[1]!] = match[2]!.replace(/^(["'])(.*)\1$/, "$2");
  }
  return values;
}

const wrong = (en: string, vi: string): UserError => new UserError(en, { code: "notification_config", vi });
