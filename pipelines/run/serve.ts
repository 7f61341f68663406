/**
 * Serves the release that counts, on loopback only. The pointer is read at every request, so a switch shows at once and
 * without a restart, and a request is answered from one release alone.
 */
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { basename, join } from "node:path";
import sirv from "sirv";
import { UserError } from "../errors.ts";
import type { WorkplacePaths } from "../paths.ts";
import { pointerPath, releaseFolder, runIdPattern } from "./pointer.ts";

/** A file whose name holds its content's hash never changes: it may be kept, and an older release's still be asked for. */
const hashedName = /[.-][0-9a-f]{8,}\.\w+$/;
const otherPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** A worker goes by its own file's policy. WebAssembly compiles there; text is never evaluated. */
const scriptPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'";
const pagePolicy = "default-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'";

/** The run whose release counts now, or null. Read synchronously: a request must not see two answers. */
export function shownRelease(paths: WorkplacePaths): string | null {
  const path = pointerPath(paths);
  let name = "";
  try {
    name = lstatSync(path).isSymbolicLink() ? basename(readlinkSync(path)) : readFileSync(path, "utf8").trim();
  } catch {
    name = "";
  }
  if (runIdPattern.test(name) && existsSync(join(releaseFolder(paths, name), "index.html"))) return name;
  // The pointer is lost or damaged until the next run mends it: the newest whole release is shown meanwhile.
  const releases = listReleases(paths).filter((each) => existsSync(join(paths.generations, each, "manifest.json")));
  return name === "" ? (releases[0] ?? null) : null;
}

/** Newest first. */
function listReleases(paths: WorkplacePaths): string[] {
  try {
    return readdirSync(paths.releases)
      .filter((name) => runIdPattern.test(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Answers requests for one data folder's site. */
function siteHandler(paths: WorkplacePaths): (request: IncomingMessage, response: ServerResponse) => void {
  const handlers = new Map<string, Handler>();
  const handlerOf = (release: string): Handler => {
    let handler = handlers.get(release);
    if (!handler) {
      const folder = releaseFolder(paths, release);
      // `dev` looks for each file when it is asked for. Listed at the start, a release of 60,000 files would take seconds and some
      // 200 MB, again after each switch, and a file pruned meanwhile would end the server.
      const send = sirv(folder, { dev: true, etag: true, brotli: true, gzip: true, extensions: ["html"] });
      // Before it is known whether "not modified" is the answer: a browser takes that answer's policy for its copy.
      handler = (request, response, next) => {
        if (isHidden(pathOf(request))) return next();
        setHeaders(response, folder, pathOf(request));
        send(request, response, next);
      };
      if (handlers.size >= 8) handlers.delete(handlers.keys().next().value!);
      handlers.set(release, handler);
    }
    return handler;
  };
  return (request, response) => {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Content-Security-Policy", otherPolicy);
    if (!isLoopbackName(request.headers.host))
      return plain(response, 403, "403: this site is served to this machine only");
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      return plain(response, 405, "405: only reading is possible here");
    }
    const release = shownRelease(paths);
    if (!release) {
      return plain(
        response,
        503,
        "503: chưa có trang nào được xuất bản; hãy chạy: npx kichban nightly\nnothing is published yet; run: npx kichban nightly",
      );
    }
    response.setHeader("X-Kichban-Release", release);
    const path = pathOf(request);
    const notFound = () => missing(response, releaseFolder(paths, release));
    handlerOf(release)(request, response, () => {
      // A page that was opened before a switch may still ask for what it was built with.
      const older = hashedName.test(path)
        ? listReleases(paths).find(
            (each) => each !== release && existsSync(join(releaseFolder(paths, each), ...safeParts(path))),
          )
        : undefined;
      if (older) handlerOf(older)(request, response, notFound);
      else notFound();
    });
  };
}

function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? "/").split(/[?#]/)[0] ?? "/";
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A name that begins with a dot, however it is written. */
function isHidden(path: string): boolean {
  try {
    return /[/\\]\./.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}

/** The parts of a path that can't lead out of a folder. */
function safeParts(path: string): string[] {
  return path
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== ".." && !part.includes("\\") && !part.includes("\0"));
}

/** A page of another site that points its own name at this machine must not read what is here. */
function isLoopbackName(host: string | undefined): boolean {
  return host === undefined || /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}

function setHeaders(response: ServerResponse, folder: string, path: string): void {
  response.setHeader("Cache-Control", hashedName.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
  const isScript = /\.m?js$/.test(path);
  const page = isScript ? null : pageOf(folder, path);
  const policy = page ? policyOf(page) : isScript ? scriptPolicy : otherPolicy;
  response.setHeader("Content-Security-Policy", policy);
}

function pageOf(folder: string, path: string): string | null {
  const parts = safeParts(path);
  const candidates = [join(folder, ...parts), `${join(folder, ...parts)}.html`, join(folder, ...parts, "index.html")];
  return candidates.find((file) => file.endsWith(".html") && existsSync(file)) ?? null;
}

/** The page's own policy, which names the hashes of its inline scripts, with what only a header can say. */
function policyOf(file: string): string {
  const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/i.exec(readFileSync(file, "utf8"))?.[1];
  const policy = (meta ?? pagePolicy).replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  return `${policy.replace(/;\s*$/, "")}; frame-ancestors 'none'`;
}

function missing(response: ServerResponse, folder: string): void {
  const page = join(folder, "404.html");
  if (!existsSync(page)) {
    plain(response, 404, "404: không có trang này / no such page");
    return;
  }
  response.writeHead(404, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-cache",
    "Content-Security-Policy": policyOf(page),
  });
  response.end(readFileSync(page));
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": otherPolicy,
  });
  response.end(`${text}\n`);
}

/** How many ports after the usual one are tried where none was asked for. */
const triedPorts = 20;
const usualPort = 3000;

/**
 * Starts the server on 127.0.0.1.
 * @param port a port that must be free; null for the usual one or the next that is.
 * @throws UserError when the port is taken.
 */
export async function startServer(
  paths: WorkplacePaths,
  port: number | null,
): Promise<{ server: Server; address: string }> {
  const first = port ?? usualPort;
  for (let each = first; ; each++) {
    const server = createServer(siteHandler(paths));
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ port: each, host: "127.0.0.1" }, resolve);
      });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
      if (port === null && each < first + triedPorts) continue;
      throw new UserError(`Port ${each} is taken or not allowed; give another one with --port.`, {
        code: "port_taken",
        cause: error,
        vi: `Cổng ${each} đang được dùng hoặc không được phép; hãy chọn cổng khác bằng --port.`,
      });
    }
    const bound = server.address() as { port: number };
    return { server, address: `http://127.0.0.1:${bound.port}/` };
  }
}
