import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../pipelines/errors.ts";
import { readPointer } from "../../pipelines/run/pointer.ts";
import { performRun } from "../../pipelines/run/run.ts";
import { startServer } from "../../pipelines/run/serve.ts";
import { quickFiles } from "./faults/quickFiles.ts";
import { World } from "./faults/world.ts";

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request as it is written: no client that tidies the path or the headers. */
function ask(
  address: string,
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path, method: options.method ?? "GET", headers: options.headers ?? {} },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

describe("serve", () => {
  const world = new World();
  let address = "";
  let close = () => {};

  beforeAll(async () => {
    world.drop("a.txt", "tháng 1");
    await performRun(world.context(), { goal: "nightly", command: "nightly" });
    const release = join(world.paths.releases, (await readPointer(quickFiles, world.paths))!);
    mkdirSync(join(release, "en"));
    const policy = "default-src 'self'; script-src 'self' 'sha256-abc='";
    const page = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy.replaceAll("'", "&#39;")}"><title>en</title>${" ".repeat(2000)}`;
    writeFileSync(join(release, "en", "index.html"), page);
    writeFileSync(join(release, "en", "index.html.gz"), gzipSync(page));
    writeFileSync(join(release, "worker.js"), "0");
    writeFileSync(join(release, ".secret"), "x");
    writeFileSync(join(world.paths.releases, "outside.txt"), "x");
    const started = await startServer(world.paths, 0);
    address = started.address;
    close = () => {
      started.server.closeAllConnections();
      started.server.close();
    };
  });
  afterAll(() => {
    close();
    world.remove();
  });

  it("listens on loopback only", () => {
    expect(new URL(address).hostname).toBe("127.0.0.1");
  });

  it("answers pages with a strict policy, and with the page's own hashes where it has some", async () => {
    const home = await ask(address, "/");
    expect(home.status).toBe(200);
    expect(home.headers["content-security-policy"]).toMatch(/^default-src 'self'.*frame-ancestors 'none'$/);
    expect(String(home.headers["content-security-policy"])).not.toMatch(/unsafe-inline|unsafe-eval/);
    expect(home.headers["x-content-type-options"]).toBe("nosniff");
    const english = await ask(address, "/en/");
    expect(english.headers["content-security-policy"]).toBe(
      "default-src 'self'; script-src 'self' 'sha256-abc='; frame-ancestors 'none'",
    );
  });

  it("lets scripts compile WebAssembly but never evaluate text", async () => {
    const { headers } = await ask(address, "/worker.js");
    expect(headers["content-security-policy"]).toContain("'wasm-unsafe-eval'");
    expect(String(headers["content-security-policy"])).not.toContain("'unsafe-eval'");
  });

  it.each(["/", "/en/", "/en/index.html", "/worker.js"])(
    "says of what a browser still holds that it is unchanged, with the policy it came with: %s",
    async (path) => {
      const first = await ask(address, path);
      expect(first.status).toBe(200);
      const again = await ask(address, path, { headers: { "if-none-match": String(first.headers.etag) } });
      expect(again.status).toBe(304);
      for (const name of ["content-security-policy", "cache-control"])
        expect(again.headers[name]).toBe(first.headers[name]);
    },
  );

  it("sends the compressed file where one stands ready", async () => {
    const { headers } = await ask(address, "/en/", { headers: { "accept-encoding": "gzip" } });
    expect(headers["content-encoding"]).toBe("gzip");
  });

  it.each([
    "/../outside.txt",
    "/..%2foutside.txt",
    "/%2e%2e/outside.txt",
    "/..\\outside.txt",
    "/assets/..%2f..%2foutside.txt",
    "//etc/passwd",
    "/%00",
    "/.secret",
    "/assets/",
    "/assets",
    "/nothing",
    "/%",
  ])("has no way out, no listing and no hidden files: %s", async (path) => {
    const { status, body } = await ask(address, path);
    expect([400, 404]).toContain(status);
    expect(body).not.toMatch(/root:|data\.[0-9a-f]{16}/);
  });

  it("only reads", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
      expect((await ask(address, "/", { method })).status).toBe(405);
  });

  it("does not answer to a foreign name that was pointed at this machine", async () => {
    expect((await ask(address, "/", { headers: { host: "evil.example" } })).status).toBe(403);
    expect((await ask(address, "/", { headers: { host: `localhost:${new URL(address).port}` } })).status).toBe(200);
  });

  it("says so when its port is taken, and takes the next one where none was asked for", async () => {
    const port = Number(new URL(address).port);
    await expect(startServer(world.paths, port)).rejects.toThrow(UserError);
  });

  it("says what to do while nothing is published", async () => {
    const empty = new World();
    const { server, address: other } = await startServer(empty.paths, 0);
    const { status, body } = await ask(other, "/");
    expect([status, body]).toEqual([503, expect.stringContaining("npx kichban nightly")]);
    server.close();
    empty.remove();
  });
});
