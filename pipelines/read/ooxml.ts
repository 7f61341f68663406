/** What Word and Excel packages share: relations, content types, and the refusals that hold for both. */
import type { ReadNote } from "./document.ts";
import { refusal } from "./refusals.ts";
import { parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

export interface Relation {
  id: string;
  /** Last part of the type's URI: `worksheet`, `styles`, `officeDocument` … */
  type: string;
  /** Path inside the package, or the outside address when `isExternal`. */
  target: string;
  isExternal: boolean;
}

/** Kinds of outside content that a program would load by itself when it opens the file. */
const loadedByItself = new Set(["attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "control"]);

/** Relations of a part ("" for the package itself); none when it has no relations part. */
export async function readRelations(zip: ZipContainer, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  const path = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  if (!zip.has(path)) return [];
  const relations: Relation[] = [];
  await parseXml(
    zip.chunks(path),
    {
      open(name, attributes) {
        if (name !== "rel:Relationship") return;
        const isExternal = attributes.TargetMode === "External";
        const target = attributes.Target ?? "";
        relations.push({
          id: attributes.Id ?? "",
          type: (attributes.Type ?? "").split("/").pop() ?? "",
          target: isExternal ? target : resolvePart(folder, target),
          isExternal,
        });
      },
      close() {},
    },
    { name: zip.name, where: path, limits: zip.limits },
  );
  return relations;
}

/** `../styles.xml` seen from `xl/worksheets/` is `xl/styles.xml`; a leading slash counts from the package's root. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

/**
 * Refuses macros and content that would be loaded from outside; notes other outside references, which are never followed.
 * @throws RefusedFile `macros` or `external_content`.
 */
export async function checkPackage(zip: ZipContainer): Promise<ReadNote[]> {
  const macro = zip.paths.find((path) => /(^|\/)vbaProject\.bin$|(^|\/)macrosheets\//i.test(path));
  if (macro) throw refusal("macros", zip.name, { where: macro });
  const notes: ReadNote[] = [];
  for (const path of zip.paths) {
    const match = /^(.*\/)?_rels\/([^/]*)\.rels$/.exec(path);
    if (!match) continue;
    for (const relation of await readRelations(zip, `${match[1] ?? ""}${match[2]}`)) {
      if (relation.type === "vbaProject") throw refusal("macros", zip.name, { where: path });
      if (!relation.isExternal || relation.type === "hyperlink") continue;
      if (loadedByItself.has(relation.type) && !isLocalTemplate(relation)) {
        throw refusal("external_content", zip.name, { where: relation.type, target: relation.target.slice(0, 120) });
      }
      notes.push({
        rule: "external_reference_ignored",
        place: { address: path },
        before: relation.target.slice(0, 200),
        after: "",
        reason: `Tham chiếu ra ngoài (${relation.type}) không được mở; a reference to outside was not followed.`,
      });
    }
  }
  return notes;
}

/** Word writes the path of the author's own template into many files; nobody but a link to a server is dangerous. */
function isLocalTemplate(relation: Relation): boolean {
  return relation.type === "attachedTemplate" && !/^(https?|ftp|file:\/\/[^/])|^\\\\|^\/\//i.test(relation.target);
}

/** The package's main part: what its relations name, else the usual path. */
export async function mainPart(zip: ZipContainer): Promise<string | undefined> {
  const relations = await readRelations(zip, "");
  const named = relations.find((relation) => relation.type === "officeDocument" && !relation.isExternal)?.target;
  if (named && zip.has(named)) return named;
  return ["word/document.xml", "xl/workbook.xml"].find((path) => zip.has(path));
}
