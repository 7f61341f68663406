import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build, transform } from "esbuild";
import subsetFont from "subset-font";
import { projectFolder } from "../paths.ts";

/** Paths of the shared files, from the site's root. */
export interface SiteAssets {
  style: string;
  script: string;
  /** By page name: the script of that page alone. */
  pageScripts: Record<string, string>;
  /** Fonts that the first view needs, to be asked for at once. */
  fonts: string[];
}

const styleSheets = [
  "base",
  "shell",
  "figures",
  "tables",
  "tableControls",
  "pages",
  "findings",
  "explorer",
  "curves",
  "gaps",
  "sql",
  "wards",
  "print",
];

/** Pages that have a script of their own: their entry in src/client. */
const pageEntries: Record<string, string> = {
  cash: "cash.ts",
  explorer: "explorer.ts",
  search: "search.ts",
  sql: "sql.ts",
};

/** What English, Vietnamese and figures need; everything else falls back to the system's font. */
const glyphs =
  `${characters(0x20, 0x7e)}\u00a0ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý–—‘’“”…·×÷±°²³\u2212` +
  `ĂăĐđĨĩŨũƠơƯư${characters(0x1ea0, 0x1ef9)}₫`;
/** The family's files by weight. */
const faces = { 400: "400Regular/BeVietnamPro_400Regular", 600: "600SemiBold/BeVietnamPro_600SemiBold" };

/** Writes style sheet, script and fonts into `<outputFolder>/assets`, each named by its content. */
export async function writeAssets(outputFolder: string): Promise<SiteAssets> {
  mkdirSync(join(outputFolder, "assets"), { recursive: true });
  const fonts: string[] = [];
  let rules = "";
  for (const [weight, file] of Object.entries(faces)) {
    const path = writeHashed(outputFolder, `be-vietnam-pro-${weight}`, "woff2", await font(file));
    fonts.push(path);
    rules +=
      `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-weight:${weight};font-display:optional;` +
      `src:url(${path.split("/").at(-1)}) format("woff2")}\n`;
  }
  const sheets = styleSheets.map((name) => readFileSync(join(projectFolder, "src", "style", `${name}.css`), "utf8"));
  const css = await transform(rules + sheets.join("\n"), {
    loader: "css",
    minify: true,
    target: ["chrome100", "safari15"],
  });
  const pageScripts: Record<string, string> = {};
  for (const [page, entry] of Object.entries(pageEntries)) {
    pageScripts[page] = writeHashed(outputFolder, page, "js", await bundle(entry));
  }
  return {
    style: writeHashed(outputFolder, "site", "css", css.code),
    script: writeHashed(outputFolder, "site", "js", await bundle("main.ts")),
    pageScripts,
    fonts,
  };
}

/** A script of src/client with all that it imports. */
async function bundle(entry: string): Promise<Uint8Array> {
  const built = await build({
    entryPoints: [join(projectFolder, "src", "client", entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome100", "safari15"],
    legalComments: "none",
  });
  return built.outputFiles[0]?.contents ?? new Uint8Array();
}

/**
 * One weight of Be Vietnam Pro (SIL Open Font Licence), cut to its glyphs. All scripts in one file: with Vietnamese letters in one of
 * their own a browser shapes nearly every word in two or three pieces. Without hinting instructions, which today's screens don't use
 * and which are half of the file.
 */
async function font(file: string): Promise<Buffer> {
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/be-vietnam-pro/${file}.ttf`);
  return subsetFont(readFileSync(path), glyphs, { targetFormat: "woff2", noHinting: true, keepFeatures: ["kern"] });
}

function writeHashed(folder: string, name: string, extension: string, content: string | Uint8Array): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const path = `assets/${name}.${hash}.${extension}`;
  writeFileSync(join(folder, path), content);
  return path;
}

function characters(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join("");
}
